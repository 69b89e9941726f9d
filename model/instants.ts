import { dayText, readDay, writeDay } from './dates.ts'
import { offsetAt } from './time-zones.ts'

/**
 * An instant is `2026-12-31T10:00:00+00:00`, in UTC, as PostgreSQL's JSON has it: a fraction of at most
 * six digits without idle zeros. So written, instants sort as they stand.
 */

const iso =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:[Zz]|([-+ ])(\d\d)(?::?(\d\d))?)$/

/** Any ISO instant with an offset, in the one form; null when it is none. A space for `+` is what URLs make of it. */
export function normalInstant(text: string): string | null {
  const match = text.length <= 40 ? iso.exec(text) : null
  if (!match) return null
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = '00',
    fraction = '',
    sign,
    offsetHours = '00',
    offsetMinutes = '00',
  ] = match
  const date = dayText(Number(year), Number(month), Number(day))
  if (date === null || !isTime(Number(hour), Number(minute), Number(second))) return null
  if (Number(offsetHours) > 15 || Number(offsetMinutes) > 59) return null
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -60 : 60)
  if (offset === 0) return instantText(date, `${hour}:${minute}:${second}`, fraction)
  return fromSeconds(wallSeconds(date, Number(hour), Number(minute), Number(second)) - offset, fraction)
}

const isTime = (hour: number, minute: number, second: number): boolean =>
  hour < 24 && minute < 60 && second < 60

const instantText = (day: string, time: string, fraction: string): string => {
  const kept = fraction.slice(0, 6).replace(/0+$/, '')
  return kept === '' ? `${day}T${time}+00:00` : `${day}T${time}.${kept}+00:00`
}

/** Seconds since 1970 of a day and time, were it UTC. */
const wallSeconds = (day: string, hour: number, minute: number, second: number): number =>
  Date.parse(`${day}T00:00:00Z`) / 1000 + hour * 3600 + minute * 60 + second

const fourDigits = /^(?!0000)\d{4}-/

function fromSeconds(seconds: number, fraction: string): string | null {
  const text = new Date(seconds * 1000).toISOString()
  return fourDigits.test(text) ? instantText(text.slice(0, 10), text.slice(11, 19), fraction) : null
}

const clock =
  /^(?:,? (?:à |at )?|T)(\d{1,2}) ?(?:[:hH] ?(\d\d)?(?::(\d\d)(?:[.,](\d{1,6}))?)?)? ?([aApP][mM])?(?: ?([-+])(\d\d):(\d\d)(?::(\d\d))?)?$/

/** `31/12/2026 14:30`, `31 décembre 2026 à 14h30`, by the clock of the zone; ISO with an offset as it says. */
export function readInstant(text: string, timeZone: string): string | null {
  const written = text.trim().replace(/\s+/g, ' ')
  const instant = normalInstant(written)
  if (instant !== null || written.length > 60) return instant
  const at = /(?:,? (?:à |at )?|T)\d{1,2} ?(?:[:hH]|[aApP][mM]).*$/.exec(written)
  const day = readDay(at ? written.slice(0, at.index) : written)
  if (day === null) return null
  return at ? clockInstant(day, at[0], timeZone) : zoneInstant(wallSeconds(day, 0, 0, 0), '', timeZone)
}

function clockInstant(day: string, time: string, timeZone: string): string | null {
  const match = clock.exec(time)
  if (!match) return null
  const [, hours, minutes = '0', seconds = '0', fraction = '', half, sign, ...offset] = match
  const hour = half ? halfDay(Number(hours), half) : Number(hours)
  if (!isTime(hour, Number(minutes), Number(seconds))) return null
  const wall = wallSeconds(day, hour, Number(minutes), Number(seconds))
  if (!sign) return zoneInstant(wall, fraction, timeZone)
  const [h, m, s = '0'] = offset as [string, string, string | undefined]
  const shift = Number(h) * 3600 + Number(m) * 60 + Number(s)
  return fromSeconds(sign === '-' ? wall + shift : wall - shift, fraction)
}

const halfDay = (hour: number, half: string): number =>
  hour < 1 || hour > 12 ? 99 : (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)

/** A time that the clock shows twice is the first; one that it skips is as far after the gap. */
function zoneInstant(wall: number, fraction: string, timeZone: string): string | null {
  const earlier = offsetAt(timeZone, wall - 86_400)
  const later = offsetAt(timeZone, wall + 86_400)
  const first = Math.max(earlier, later)
  const fits = [first, Math.min(earlier, later)].find(
    (offset) => offsetAt(timeZone, wall - offset) === offset,
  )
  return fromSeconds(wall - (fits ?? earlier), fraction)
}

/** `31/12/2026 14:30` on the zone's clock; seconds, and the offset, only where they are needed. */
export function writeInstant(instant: string, timeZone: string): string {
  const seconds = Math.floor(Date.parse(`${instant.slice(0, 19)}Z`) / 1000)
  const offset = offsetAt(timeZone, seconds)
  const local = new Date((seconds + offset) * 1000).toISOString()
  if (!fourDigits.test(local)) return instant
  const fraction = instant.slice(19, -6)
  const brief = fraction === '' && local.slice(17, 19) === '00'
  const written = `${writeDay(local)} ${brief ? local.slice(11, 16) : local.slice(11, 19) + fraction}`
  const steady =
    offset === offsetAt(timeZone, seconds - 86_400) && offset === offsetAt(timeZone, seconds + 86_400)
  return steady || readInstant(written, timeZone) === instant ? written : `${written} ${offsetText(offset)}`
}

const two = (number: number): string => String(number).padStart(2, '0')
function offsetText(offset: number): string {
  const size = Math.abs(offset)
  const text = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}`
  return size % 60 === 0 ? text : `${text}:${two(size % 60)}`
}
