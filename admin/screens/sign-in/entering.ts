import { useRouter } from '@tanstack/react-router'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import { signedIn } from '../../lib/session.ts'

/** How far one has come. A ticket of null came by cookie, from Google or Facebook. */
export type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'change'; readonly ticket: string }
  | { readonly kind: 'second'; readonly by: 'totp' | 'passkey'; readonly ticket: string | null }
  | { readonly kind: 'enrol'; readonly ticket: string | null }

/** What each door answers: a session in a cookie, or that more is asked for. */
export interface Entered {
  readonly user?: unknown
  readonly mfa?: 'totp' | 'passkey' | 'enrol'
  readonly ticket?: string
}

/** Sends what one shows at a door; answers the next step, or null where one is in. */
export async function enter(path: string, given: object): Promise<Step | null> {
  try {
    return stepAfter(await api.post<Entered>(path, { ...given, session: 'cookie' }))
  } catch (error) {
    const ticket = error instanceof Problem && error.code === 'password.change_required' && error.body.ticket
    if (typeof ticket === 'string') return { kind: 'change', ticket }
    throw error
  }
}

export function stepAfter({
  mfa,
  ticket = null,
}: Entered | { mfa?: Entered['mfa']; ticket?: null }): Step | null {
  if (mfa === undefined) return null
  return mfa === 'enrol' ? { kind: 'enrol', ticket } : { kind: 'second', by: mfa, ticket }
}

/** To where one wanted to go. */
export function useArrive(suite: string | undefined): () => Promise<void> {
  const router = useRouter()
  return async () => {
    await signedIn()
    router.history.push(`/admin${suite ?? '/'}`)
  }
}
