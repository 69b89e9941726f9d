import type { Span } from '#model/view-settings.ts'
import { addDays, addMonths, monthDays } from '../../fields/days.ts'

/** The weeks that are shown around a day, each from Monday; a list has the days of its month. */
export function weeksOf(span: Span, day: string): readonly (readonly string[])[] {
  const weeks = monthDays(day)
  if (span === 'month')
    return weeks.filter((week, i) => i < 4 || week.some((one) => one.slice(0, 7) === day.slice(0, 7)))
  if (span === 'week') return weeks.filter((week) => week.includes(day))
  return [weeks.flat().filter((one) => one.slice(0, 7) === day.slice(0, 7))]
}

export const moveBy = (span: Span, day: string, by: -1 | 1): string =>
  span === 'week' ? addDays(day, by * 7) : addMonths(day, by)

/** `novembre 2026`, `16 – 22 novembre 2026` */
export function spanName(span: Span, day: string, language: 'fr' | 'en'): string {
  const tongue = language === 'fr' ? 'fr-FR' : 'en-GB'
  const say = (of: string, parts: Intl.DateTimeFormatOptions) =>
    new Date(`${of}T00:00:00Z`).toLocaleDateString(tongue, { ...parts, timeZone: 'UTC' })
  if (span !== 'week') return say(day, { month: 'long', year: 'numeric' })
  const [week = []] = weeksOf('week', day)
  const [first = day, last = day] = [week[0], week.at(-1)]
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7)
  const begin = say(first, isOneMonth ? { day: 'numeric' } : { day: 'numeric', month: 'short' })
  return `${begin} – ${say(last, { day: 'numeric', month: isOneMonth ? 'long' : 'short', year: 'numeric' })}`
}

export const weekdayName = (day: string, language: 'fr' | 'en', form: 'short' | 'long'): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: form,
    timeZone: 'UTC',
  })

export const dayName = (day: string, language: 'fr' | 'en'): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
