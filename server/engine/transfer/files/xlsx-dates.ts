import type { LocalTime } from './sheet.ts'

const day = 86_400

/** Days from 1899-12-30 to 1970-01-01. */
const epoch = 25_569
/** A workbook born on an old Macintosh counts from 1904. */
const shift1904 = 1_462

/** A spreadsheet's number as the date and time that it shows; null where it is none. */
export function dateOfSerial(serial: number, from1904: boolean): LocalTime | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null
  const seconds = Math.round(serial * day)
  const time = timeOf(seconds % day)
  if (seconds < day && !from1904) return { kind: 'time', day: '', time: time || '00:00:00' }
  const days = Math.floor(seconds / day)
  // Excel believes that 1900 was a leap year: its days before 1 March 1900 are one too early.
  const since1970 = days - epoch + (from1904 ? shift1904 : days < 60 ? 1 : 0)
  return { kind: 'time', day: new Date(since1970 * day * 1000).toISOString().slice(0, 10), time }
}

const timeOf = (seconds: number): string =>
  seconds === 0 ? '' : new Date(seconds * 1000).toISOString().slice(11, 19)

/** The other way round, for `2026-12-31` or `2026-12-31T10:00:00`; null before 1 March 1900. */
export function serialOfDate(local: string): number | null {
  const at = Date.parse(`${local.length === 10 ? `${local}T00:00:00` : local.slice(0, 19)}Z`)
  const serial = at / 1000 / day + epoch
  return serial >= 61 && serial < 2_958_466 ? serial : null
}

/** Whether a number format shows a date or a time. `[h]:mm` is a length of time: it stays a number. */
export function showsDate(id: number, code: string | undefined): boolean {
  if (code === undefined) return dateIds.some(([first, last]) => id >= first && id <= last)
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return false
  return /[dmyhs]/i.test(bare.replace(/\[[^\]]*\]/g, '').replace(/general/i, ''))
}
const dateIds = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
] as const
