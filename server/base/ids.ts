import { randomBytes, randomInt } from 'node:crypto'

/** What nobody guesses: 32 bytes, 43 characters that fit in a header, a URL or a cookie. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url')

const symbols = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

/** A code that people copy from a message: digits only, since phones show that keypad. */
export const shortCode = (length = 6): string => symbols('0123456789', length)

/** A password that people type once from a screen: 80 bits, without the letters that resemble figures. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () => symbols('23456789abcdefghjkmnpqrstuvwxyz', 4)).join('-')
