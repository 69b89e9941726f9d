import { excerpt } from './characters.ts'
import type { Language } from './language.ts'
import type { Parsed } from './problem.ts'
import { problemsOf } from './problem.ts'

// Numbers travel as digits, `-12500.50`: never through floating point.

const problem = problemsOf({
  'number.invalid': {
    fr: '« {given} » n’est pas un nombre. Écrivez par exemple « 12 500,50 ».',
    en: '"{given}" is not a number. Write for instance "12,500.50".',
  },
  'number.ambiguous': {
    fr: '« {given} » se lit de deux façons : écrivez « {thousands} » ou « {decimals} ».',
    en: '"{given}" can be read two ways: write "{thousands}" or "{decimals}".',
  },
})

const dotted = /^-?\d+(\.\d+)?$/

/** The digits of a JSON number or of a dotted string; null when they are neither, or not surely exact. */
export function wireNumber(input: unknown, places: number): string | null {
  if (typeof input === 'number') return numberDigits(input, places)
  return typeof input === 'string' && input.length <= 100 && dotted.test(input) ? input : null
}

/**
 * A double keeps 15 digits, so a number whose places reach beyond the fifteenth may have lost some on its way:
 * `90071992547409.91` arrives as `….9`. It is to be sent as a string.
 */
function numberDigits(number: number, places: number): string | null {
  const size = Math.abs(number)
  if (places === 0 ? !(size <= Number.MAX_SAFE_INTEGER) : !(size < 10 ** (15 - places))) return null
  const [mantissa, exponent] = String(size).split('e-') as [string, string | undefined]
  const digits =
    exponent === undefined ? mantissa : `0.${'0'.repeat(+exponent - 1)}${mantissa.replace('.', '')}`
  return number < 0 ? `-${digits}` : digits
}

/** `-007.5` with two places is `-7.50`; null when decimals other than zeros would be lost. */
export function fitPlaces(number: string, places: number): string | null {
  const negative = number.charCodeAt(0) === 45
  const point = number.indexOf('.')
  const whole = number.slice(negative ? 1 : 0, point < 0 ? undefined : point).replace(/^0+(?=\d)/, '')
  let decimals = point < 0 ? '' : number.slice(point + 1)
  if (decimals.length > places) {
    if (/[1-9]/.test(decimals.slice(places))) return null
    decimals = decimals.slice(0, places)
  }
  const value = places === 0 ? whole : `${whole}.${decimals.padEnd(places, '0')}`
  return negative && /[1-9]/.test(value) ? `-${value}` : value
}

/** Digits before the point, of a number that `fitPlaces` made. */
export const wholeDigits = (number: string): number => {
  const point = number.indexOf('.')
  const whole = (point < 0 ? number.length : point) - (number.charCodeAt(0) === 45 ? 1 : 0)
  return whole === 1 && /^-?0/.test(number) ? 0 : whole
}

/** The order of two numbers that `fitPlaces` made with the same places. */
export function compareDecimals(a: string, b: string): number {
  const negative = a.charCodeAt(0) === 45
  if (negative !== (b.charCodeAt(0) === 45)) return negative ? -1 : 1
  const order = a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
  return negative ? -order : order
}

const plain = /^-?\d+$/
const written = /^(\d*|\d{1,3}(?:([ .,'])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?$/
const negativeSigns = /^[-−–]\s?|-$/

/** `12 500,50`, `12.500,50`, `(35,01)`, in English `12,500.50`: the digits. `places` settle what `12.500` is. */
export function readNumber(text: string, language: Language, places: number): Parsed<string> {
  if (text.length <= 40 && plain.test(text)) return { value: text }
  let bare = text.trim().replace(/\s/g, ' ').replace(/’/g, "'")
  const bracketed = /^\((.*)\)$/.exec(bare)
  if (bracketed) bare = bracketed[1]!.trim()
  const signed = !bracketed && negativeSigns.test(bare)
  bare = signed ? bare.replace(negativeSigns, '') : bare.replace(/^\+\s?/, '')
  const match = bare.length > 60 || !/\d/.test(bare) ? null : written.exec(bare)
  if (!match || (match[2] !== undefined && match[2] === match[3])) return invalidNumber(text)
  const digits = settle(match, language, places)
  if (digits === null) return { problem: problem('number.ambiguous', twoWays(match, text, language)) }
  return { value: bracketed || signed ? `-${digits}` : digits }
}

export const invalidNumber = (text: string): { problem: ReturnType<typeof problem> } => ({
  problem: problem('number.invalid', { given: excerpt(text) }),
})

/** A lone separator before exactly three digits may group or point: guessing would be wrong by a thousand. */
function settle(match: RegExpExecArray, language: Language, places: number): string | null {
  const [, whole = '', group, separator, decimals] = match
  const integer = group === undefined ? whole || '0' : whole.replaceAll(group, '')
  if (decimals === undefined) return integer
  const unclear = group === undefined && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  if (!unclear) return `${integer}.${decimals}`
  if (language === 'en' && separator === ',') return integer + decimals
  return places >= 3 ? `${integer}.${decimals}` : null
}

function twoWays([, whole, , , decimals]: RegExpExecArray, text: string, language: Language) {
  const thousands = writeNumber(`${whole}${decimals}`, language)
  return {
    given: text,
    thousands,
    decimals: writeNumber(`${whole}.${decimals!.replace(/0+$/, '') || '0'}`, language),
  }
}

/** Groups of three, U+00A0 between them in French (never U+202F: printers and SMS lack it). */
export function writeNumber(number: string, language: Language): string {
  const point = number.indexOf('.')
  const whole = (point < 0 ? number : number.slice(0, point)).replace(
    /\B(?=(\d{3})+$)/g,
    language === 'fr' ? '\u00a0' : ',',
  )
  return point < 0 ? whole : `${whole}${language === 'fr' ? ',' : '.'}${number.slice(point + 1)}`
}
