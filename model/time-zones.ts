interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly offsets: Map<number, number>
}
const zones = new Map<string, Zone>()
const mostDays = 20_000

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone)
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    zone = { format, offsets: new Map() }
    zones.set(timeZone, zone)
  }
  return zone
}

/** Seconds that the zone's clock is ahead of UTC. Asking Intl is slow, so it is asked at the ends of a day. */
export function offsetAt(timeZone: string, seconds: number): number {
  const zone = zoneOf(timeZone)
  const day = Math.floor(seconds / 86_400)
  const start = dayOffset(zone, day)
  return start === dayOffset(zone, day + 1) ? start : askOffset(zone, seconds)
}

function dayOffset(zone: Zone, day: number): number {
  let offset = zone.offsets.get(day)
  if (offset === undefined) {
    if (zone.offsets.size >= mostDays) zone.offsets.clear()
    offset = askOffset(zone, day * 86_400)
    zone.offsets.set(day, offset)
  }
  return offset
}

function askOffset({ format }: Zone, seconds: number): number {
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(seconds * 1000)) part[type] = value
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
  const wall = new Date(0)
  wall.setUTCFullYear(year, Number(part.month) - 1, Number(part.day))
  wall.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second))
  return Math.round(wall.getTime() / 1000 - seconds)
}

/** The day that it is in the zone, for `today`. */
export const dayAt = (timeZone: string, milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000)
  return new Date((seconds + offsetAt(timeZone, seconds)) * 1000).toISOString().slice(0, 10)
}
