import { now } from '#base/clock.ts'
import { randomToken } from '#base/ids.ts'
import type { Seal } from '../factors/seal.ts'
import type { ProviderName, Trip } from './provider.ts'

/**
 * What was asked of a provider, kept by the browser itself, sealed: whoever comes back with the address alone, in
 * another browser, comes back from somebody else's errand.
 */
export interface Errand extends Trip {
  readonly provider: ProviderName
  /** The page to go on to, with a cookie; null: the answer is the session itself. */
  readonly next: string | null
  /** Whose account is being linked; null: somebody is coming in. */
  readonly person: number | null
}

const lifeSeconds = 600
const about = 'errand'

export const newErrand = (errand: Omit<Errand, 'state' | 'nonce' | 'verifier'>): Errand => ({
  ...errand,
  state: randomToken(),
  nonce: randomToken(),
  verifier: randomToken(),
})

const nameOf = (https: boolean): string => (https ? '__Host-sugu-errand' : 'sugu-errand')

/** `Lax`: the browser comes back from the provider by a link. */
const cookie = (https: boolean, value: string, seconds: number): string =>
  `${nameOf(https)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${https ? '; Secure' : ''}`

export function errandCookie(seal: Seal, https: boolean, errand: Errand): string {
  const until = now().getTime() + lifeSeconds * 1000
  const sealed = seal.close(Buffer.from(JSON.stringify({ errand, until })), about)
  return cookie(https, sealed, lifeSeconds)
}

export const errandOver = (https: boolean): string => cookie(https, '', 0)

/** Null where there is none, or it is too old. */
export function errandIn(seal: Seal, https: boolean, header: string | undefined): Errand | null {
  const prefix = `${nameOf(https)}=`
  const sealed = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix))
  const bytes = sealed && seal.open(sealed.slice(prefix.length), about)
  if (!bytes) return null
  const { errand, until } = JSON.parse(bytes.toString('utf8')) as { errand: Errand; until: number }
  const left = until - now().getTime()
  return left > 0 && left <= lifeSeconds * 1000 ? errand : null
}
