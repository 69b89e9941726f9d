import { offsetAt } from '#model/time-zones.ts'

/** What a clock at the site shows, `2026-12-31T18:30`, as an instant; of an hour that comes twice the first. */
export function instantAt(text: string, timeZone: string): string {
  const asUtc = Date.parse(`${text.slice(0, 16)}Z`) / 1000
  const guess = asUtc - offsetAt(timeZone, asUtc)
  return new Date((asUtc - offsetAt(timeZone, guess)) * 1000).toISOString()
}

export function readableAt(instant: string, timeZone: string): string {
  const seconds = Date.parse(instant) / 1000
  return new Date((seconds + offsetAt(timeZone, seconds)) * 1000).toISOString().slice(0, 16)
}
