import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** RFC 6238 as every authenticator application has it: SHA-1, six digits, half a minute. */
const stepSeconds = 30
const digits = 6
/** One step to either side: a phone's clock is seldom right. */
const drift = 1

export const newSecret = (): Buffer => randomBytes(20)

/** The half minute that the code belongs to, of those that may be meant now; null for a wrong one. */
export function stepOf(code: string, secret: Buffer, now: Date): number | null {
  const current = Math.floor(now.getTime() / 1000 / stepSeconds)
  let found: number | null = null
  for (let step = current - drift; step <= current + drift; step++) {
    if (isSame(codeAt(secret, step), code)) found = step
  }
  return found
}

/** RFC 4226, 5.3. */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 0xf) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

function isSame(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, without padding: what people type where they cannot scan. */
export function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** The address in the QR code. */
export function totpAddress(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  const settings = new URLSearchParams({
    secret: base32(secret),
    issuer,
    algorithm: 'SHA1',
    digits: String(digits),
    period: String(stepSeconds),
  })
  return `otpauth://totp/${label}?${String(settings).replaceAll('+', '%20')}`
}

/** « 123 456 » is how applications show it. */
export const plainCode = (typed: string): string => typed.replaceAll(/\s/g, '')

/** Under what name a person's secret is sealed: in another's row it opens nothing. */
export const sealedFor = (person: number): string => `totp ${person}`
