import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalInstant, readInstant, writeInstant } from './instants.ts'
import { dayAt, offsetAt } from './time-zones.ts'

/** Clocks that are odd: half hours, a day skipped, seconds off Greenwich before 1912, quarters. */
const zones = [
  'Africa/Abidjan',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Paris',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'UTC',
]

test('every instant is written and read back on every clock', () => {
  const seconds = fc.oneof(
    fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }),
    fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
    fc.integer({ min: Date.UTC(2011, 11, 28) / 1000, max: Date.UTC(2012, 0, 2) / 1000 }),
  )
  fc.assert(
    fc.property(seconds, fc.constantFrom(...zones), (at, zone) => {
      const instant = normalInstant(new Date(at * 1000).toISOString())!
      const written = writeInstant(instant, zone)
      assert.equal(readInstant(written, zone), instant, `${zone} ${written}`)
    }),
    { numRuns: 1000 },
  )
})

test('an offset is what the clocks of the place say', () => {
  const at = (instant: string) => Date.parse(instant) / 1000
  assert.equal(offsetAt('Europe/Paris', at('2026-07-01T00:00Z')), 7200)
  assert.equal(offsetAt('Europe/Paris', at('2026-03-29T00:59:59Z')), 3600)
  assert.equal(offsetAt('Europe/Paris', at('2026-03-29T01:00:00Z')), 7200)
  assert.equal(offsetAt('Africa/Abidjan', at('2026-07-01T00:00Z')), 0)
  assert.equal(offsetAt('Africa/Abidjan', at('1900-01-01T00:00Z')), -968)
  assert.equal(offsetAt('Asia/Kathmandu', at('2026-07-01T00:00Z')), 20_700)
})

test('today is the day at the place', () => {
  const now = Date.parse('2026-12-31T23:30:00Z')
  assert.equal(dayAt('Africa/Abidjan', now), '2026-12-31')
  assert.equal(dayAt('Europe/Paris', now), '2027-01-01')
  assert.equal(dayAt('America/New_York', now), '2026-12-31')
})
