/** A day of the calendar is `2026-12-31`, years 0001 to 9999: it sorts as it stands. */

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
export const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] ?? 0)

const pad = (number: number, width: number): string => String(number).padStart(width, '0')

/** The day's text, or null where no calendar has it. */
export const dayText = (year: number, month: number, day: number): string | null =>
  year >= 1 && year <= 9999 && day >= 1 && day <= daysIn(year, month)
    ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
    : null

const iso = /^(\d{4})-(\d\d)-(\d\d)$/

export function isDay(text: string): boolean {
  const match = text.length === 10 ? iso.exec(text) : null
  return match !== null && dayText(Number(match[1]), Number(match[2]), Number(match[3])) !== null
}

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const dayFirst = /^(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)$/
const weekday =
  '(?:(?:le|the|on|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? )'
const monthInWords = new RegExp(
  `^${weekday}{0,2}(\\d{1,2})(?:er|st|nd|rd|th)?[ -](?:of )?(\\p{L}+)\\.?[ ,-]{1,2}(\\d{4}|\\d\\d)$`,
  'iu',
)
const monthFirst = new RegExp(`^${weekday}?(\\p{L}+)\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, 'iu')

/**
 * `31/12/2026`, `31-12-2026`, `31.12.26`, `31 décembre 2026`, `1er janvier 2026`, `Dec 31, 2026`, ISO.
 * The day comes first in both languages: `12/31/2026` is refused, for its neighbour `12/11/2026` would be wrong.
 */
export function readDay(text: string): string | null {
  if (text.length > 40) return null
  const written = text.trim().replace(/\s+/g, ' ')
  const numeric = yearFirst.exec(written)
  if (numeric) return dayText(Number(numeric[1]), Number(numeric[3]), Number(numeric[4]))
  const match = dayFirst.exec(written)
  if (match) return dayText(fullYear(match[4]!), Number(match[3]), Number(match[1]))
  return readWords(written.normalize())
}

function readWords(written: string): string | null {
  const words = monthInWords.exec(written)
  if (words) return dayText(fullYear(words[3]!), monthNumber(words[2]!), Number(words[1]))
  const english = monthFirst.exec(written)
  return english && dayText(Number(english[3]), monthNumber(english[1]!), Number(english[2]))
}

/** Two digits are years 1970 to 2069. */
const fullYear = (digits: string): number => {
  const year = Number(digits)
  return digits.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year
}

const months = [
  'janvier jan janv january',
  'fevrier fev fevr february feb',
  'mars mar march',
  'avril avr april apr',
  'mai may',
  'juin jun june',
  'juillet juil jul july',
  'aout aou august aug',
  'septembre sep sept september',
  'octobre oct october',
  'novembre nov november',
  'decembre dec december',
]
const monthByName = new Map(
  months.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
)

const monthNumber = (name: string): number =>
  monthByName.get(name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) ?? 0

/** `31/12/2026`, in both languages. */
export const writeDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
