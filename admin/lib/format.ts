import { writeDay } from '#model/dates.ts'
import type { Language } from '#model/language.ts'
import { writeMoney } from '#model/money.ts'
import { writeNumber } from '#model/numbers.ts'
import { useLanguage } from './language.ts'
import { useHereIfAny } from './session.ts'

/** How values are written at this site, in this language: `12 500 FCFA`, `25/12/2026`. */
export interface Format {
  /** Digits as the wire has them, or a number. */
  number(digits: string | number): string
  money(digits: string | number, currency?: string): string
  day(day: string): string
  /** An instant of the wire, on the site's clock. */
  instant(at: string): string
  /** « il y a 3 minutes », « hier ». */
  ago(at: string, now?: number): string
}

export function useFormat(): Format {
  const spoken = useLanguage()
  const site = useHereIfAny()?.site
  return formatIn(spoken, site?.time_zone ?? 'UTC', site?.currency ?? 'XOF')
}

const made = new Map<string, Format>()

export function formatIn(language: Language, timeZone: string, currency: string): Format {
  const name = `${language} ${timeZone} ${currency}`
  const known = made.get(name)
  if (known) return known
  const format = makeFormat(language, timeZone, currency)
  made.set(name, format)
  return format
}

function makeFormat(language: Language, timeZone: string, currency: string): Format {
  const tongue = language === 'fr' ? 'fr-FR' : 'en-GB'
  const instant = new Intl.DateTimeFormat(tongue, {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const relative = new Intl.RelativeTimeFormat(tongue, { numeric: 'auto' })
  const digitsOf = (digits: string | number) => (typeof digits === 'number' ? plain(digits) : digits)
  return {
    number: (digits) => writeNumber(digitsOf(digits), language),
    money: (digits, of = currency) => writeMoney(digitsOf(digits), of, { language }),
    day: writeDay,
    instant: (at) => instant.format(new Date(at)).replace(', ', ' '),
    ago: (at, now = Date.now()) => ago(relative, (Date.parse(at) - now) / 1000),
  }
}

/** Never `1e21`. */
const plain = (number: number): string =>
  Number.isInteger(number) ? BigInt(number).toString() : String(number)

const units: readonly [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

function ago(relative: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  return relative.format(0, 'second')
}
