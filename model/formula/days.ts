import { daysIn, dayText } from '../dates.ts'

/** Days of the calendar, `2026-12-31`, counted. What falls before the year 1 or after 9999 is null. */

export const partsOf = (day: string): readonly [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
]

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

const firstDay = dayNumber('0001-01-01')
const lastDay = dayNumber('9999-12-31')

export function shifted(day: string, days: bigint): string | null {
  if (days > 4_000_000n || days < -4_000_000n) return null
  const number = dayNumber(day) + Number(days)
  return number < firstDay || number > lastDay
    ? null
    : new Date(number * 86_400_000).toISOString().slice(0, 10)
}

/** The same day of the month, or the last of a shorter month. */
export function monthsLater(day: string, months: bigint): string | null {
  if (months > 120_000n || months < -120_000n) return null
  const [year, month, date] = partsOf(day)
  const total = year * 12 + month - 1 + Number(months)
  const [later, in12] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1]
  return dayText(later, in12, Math.min(date, daysIn(later, in12)))
}

/** Whole days, months or years; null where the end comes first. */
export function between(start: string, end: string, unit: string): bigint | null {
  if (end < start) return null
  if (unit === 'd') return BigInt(dayNumber(end) - dayNumber(start))
  const [fromYear, fromMonth, fromDay] = partsOf(start)
  const [toYear, toMonth, toDay] = partsOf(end)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0)
  return BigInt(unit === 'm' ? months : Math.floor(months / 12))
}
