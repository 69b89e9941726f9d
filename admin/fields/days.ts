/** Days as the wire has them, `YYYY-MM-DD`, moved about the calendar. */
const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const text = (date: Date): string => date.toISOString().slice(0, 10)

const first = '0001-01-01'
const last = '9999-12-31'
const within = (moved: string): string =>
  moved.length > 10 || moved > last ? last : moved < first ? first : moved

export function addDays(from: string, days: number): string {
  const date = day(from)
  date.setUTCDate(date.getUTCDate() + days)
  return date.getTime() > day(last).getTime()
    ? last
    : date.getTime() < day(first).getTime()
      ? first
      : within(text(date))
}

/** 31 January and a month is the last of February. */
export function addMonths(from: string, months: number): string {
  const date = day(from)
  const wanted = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const end = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0))
  end.setUTCFullYear(date.getUTCFullYear())
  date.setUTCDate(Math.min(wanted, end.getUTCDate()))
  return date.getTime() > day(last).getTime()
    ? last
    : date.getTime() < day(first).getTime()
      ? first
      : text(date)
}

export const sameMonth = (a: string, b: string): boolean => a.slice(0, 7) === b.slice(0, 7)

/** The six weeks that show the month of a day, each from Monday. */
export function monthDays(of: string): string[][] {
  const begin = `${of.slice(0, 7)}-01`
  const monday = addDays(begin, -((day(begin).getUTCDay() + 6) % 7))
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => addDays(monday, week * 7 + i)),
  )
}
