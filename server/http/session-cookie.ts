import { createHmac } from 'node:crypto'
import type { Config } from '#base/config.ts'

/** `__Host-`: no neighbour under the same domain can set it. Browsers take such a name over https only. */
export const cookieName = ({ https }: Pick<Config, 'https'>): string => (https ? '__Host-sugu' : 'sugu')

/**
 * The headers of an answer that opens a session in the browser, or with null ends it. The page keeps the CSRF token
 * and sends it with each write; every other answer to the cookie repeats it.
 */
export function cookieHeaders(config: Pick<Config, 'https'>, token: string | null): Record<string, string> {
  const kept = `Path=/; HttpOnly; SameSite=Lax${config.https ? '; Secure' : ''}`
  if (token === null) return { 'set-cookie': `${cookieName(config)}=; Max-Age=0; ${kept}` }
  return { 'set-cookie': `${cookieName(config)}=${token}; ${kept}`, 'x-csrf-token': csrfToken(token) }
}

/** It follows from the session's token, which it does not tell: nothing more has to be kept. */
export const csrfToken = (token: string): string =>
  createHmac('sha256', token).update('csrf').digest('base64url')

/** A cookie's value, where it is a token. Of two cookies with one name, neither: one of them is somebody else's. */
export function cookieIn(header: string | undefined, name: string): string | null {
  if (header === undefined) return null
  const found = header.split(';').flatMap((part) => {
    const [key, value] = part.trim().split('=', 2)
    return key === name && value !== undefined ? [value] : []
  })
  return found.length === 1 && /^[\w-]{1,200}$/.test(found[0]!) ? found[0]! : null
}
