import { createHmac } from 'node:crypto'
import { oneTimePassword, shortCode } from '#base/ids.ts'

/** By which way a code comes; as the columns of people are called. */
export type Channel = 'email' | 'telephone'

/** How long a code lives, in seconds, how often it may be tried, and how many are given in an hour. */
export interface CodeLife {
  readonly seconds: number
  readonly tries: number
  readonly perHour: number
}

export const verificationLife: CodeLife = { seconds: 600, tries: 5, perHour: 5 }

/** By phone as short as a verification; by e-mail so long that nobody guesses it. */
export const resetLife = (channel: Channel, mailSeconds: number): CodeLife =>
  channel === 'email' ? { seconds: mailSeconds, tries: 1000, perHour: 5 } : verificationLife

export const newCode = (): string => shortCode(6)
export const newResetCode = (channel: Channel): string =>
  channel === 'email' ? oneTimePassword() : shortCode(8)

/** What is kept of a code. The key is no database's: six digits alone would be found from their hash. */
export const codeHash = (secretKey: string, code: string): string =>
  createHmac('sha256', secretKey)
    .update(`code ${plain(code)}`)
    .digest('hex')

/** However it was copied: with spaces, capitals or other hyphens. */
const plain = (code: string): string =>
  code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
