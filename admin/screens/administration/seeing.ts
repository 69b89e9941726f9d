import { api } from '../../lib/api.ts'
import { language } from '../../lib/language.ts'
import { Problem } from '../../lib/problem.ts'
import { site } from '../../lib/site.ts'

/** Another's eyes: what opens the API as they see it, and until when. */
export interface Eyes {
  readonly token: string
  readonly name: string
  readonly ends: string
}

export const beginSeeing = (user: number): Promise<Eyes> => api.post<Eyes>('/api/see-as/', { user })

/** Apart from the page's own session: where these eyes close, that one goes on. */
export async function seen<T>(eyes: Eyes, path: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(path, { headers: headersOf(eyes), credentials: 'omit', signal })
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  if (!answer.ok) throw new Problem(answer.status, body)
  return body as T
}

export const endSeeing = (eyes: Eyes): Promise<unknown> =>
  fetch('/api/see-as/', {
    method: 'DELETE',
    headers: headersOf(eyes),
    credentials: 'omit',
    keepalive: true,
  }).catch(() => {})

function headersOf({ token }: Eyes): Record<string, string> {
  const at = site.now()
  return {
    accept: 'application/json',
    'accept-language': language.now(),
    authorization: `Token ${token}`,
    ...(at !== null && { 'x-site': at }),
  }
}
