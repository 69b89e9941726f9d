import { now } from '#base/clock.ts'
import { codeAt } from '#platform/identity/factors/totp.ts'
import { type Caller, callerOf, expecting } from './caller.ts'

/** An authenticator application: what it was given, and the codes it shows. */
export interface CodeApp {
  readonly secret: string
  /** Now, or so many half minutes from now. */
  code(steps?: number): string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function codeApp(secret: string): CodeApp {
  const bits = [...secret].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  const key = Buffer.from(bytes)
  return {
    secret,
    code: (steps = 0) => codeAt(key, Math.floor(now().getTime() / 30_000) + steps),
  }
}

/** Somebody adds an application of codes; the code of the half minute before confirms it, so that today’s are free. */
export async function enrol(
  who: Caller,
  password: string,
): Promise<{ app: CodeApp; recoveryCodes: readonly string[] }> {
  const { secret } = await expecting(200, who.post('/api/users/mfa/totp/', { password }))
  const app = codeApp(secret)
  const { recovery_codes: recoveryCodes } = await expecting(
    200,
    who.post('/api/users/mfa/totp/confirm/', { code: app.code(-1) }),
  )
  return { app, recoveryCodes }
}

/** A password that was right, and what is still to be shown. */
export const halfway = (
  url: string,
  login: string,
  password: string,
): Promise<{ mfa: string; ticket: string }> =>
  expecting(200, callerOf(url).post('/api/users/login/', { login, password }))

/** With a body, which a DELETE seldom has. */
export async function remove(url: string, who: Caller, path: string, body: object): Promise<number> {
  const answer = await fetch(url + path, {
    method: 'DELETE',
    headers: { ...who.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.status
}
