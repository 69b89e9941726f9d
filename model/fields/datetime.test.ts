import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  accepted,
  fieldOf,
  ivoirian,
  keepsItsPromises,
  newYorker,
  parisian,
  refused,
} from '../../tests/support/field-promises.ts'
import { datetime } from './datetime.ts'

const plain = fieldOf(datetime)

/** Any instant of the calendar; and, more often, those around changes of the clock. */
const seconds = fc.oneof(
  fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }),
  fc.integer({ min: -7200, max: 7200 }).map((shift) => Date.UTC(2026, 9, 25, 1) / 1000 + shift),
  fc.integer({ min: -7200, max: 7200 }).map((shift) => Date.UTC(2026, 2, 29, 1) / 1000 + shift),
  fc.integer({ min: -7200, max: 7200 }).map((shift) => Date.UTC(2026, 10, 1, 6) / 1000 + shift),
)
const fraction = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 999_999 }).map((n) => `.${String(n).padStart(6, '0').replace(/0+$/, '')}`),
)

keepsItsPromises(
  datetime,
  fc
    .tuple(seconds, fraction)
    .map(([at, part]) => [plain, `${new Date(at * 1000).toISOString().slice(0, 19)}${part}+00:00`] as const),
)

test('any ISO instant with an offset is the same instant in UTC', () => {
  for (const [given, kept] of [
    ['2026-12-31T10:00:00Z', '2026-12-31T10:00:00+00:00'],
    ['2026-12-31T10:00:00.500000Z', '2026-12-31T10:00:00.5+00:00'],
    ['2026-12-31T10:00:00.123456789Z', '2026-12-31T10:00:00.123456+00:00'],
    ['2026-12-31T10:00+01:00', '2026-12-31T09:00:00+00:00'],
    ['2026-12-31t23:59:59.25-0130', '2027-01-01T01:29:59.25+00:00'],
    ['2026-12-31 10:00:00+00', '2026-12-31T10:00:00+00:00'],
    ['2026-12-31T10:00:00 00:00', '2026-12-31T10:00:00+00:00'],
  ]) {
    assert.equal(accepted(datetime.parse(plain, given)), kept)
  }
  for (const wrong of [
    '2026-12-31T10:00:00',
    '2026-12-31',
    '2026-02-30T10:00:00Z',
    '2026-12-31T24:00:00Z',
    '2026-12-31T10:60:00Z',
    '2026-12-31T10:00:60Z',
    '2026-12-31T10:00:00+16:00',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    1_790_000_000,
    'now',
    'infinity',
  ]) {
    assert.equal(refused(datetime.parse(plain, wrong)), 'datetime.invalid', String(wrong))
  }
})

test('people mean the clock of their site', () => {
  for (const written of [
    '31/12/2026 14:30',
    '31/12/2026 14h30',
    '31 décembre 2026 à 14 h 30',
    '31/12/26, 2:30 PM',
    '2026-12-31T14:30:00',
    '2026-12-31 14:30',
  ]) {
    assert.equal(accepted(datetime.read(plain, written, ivoirian)), '2026-12-31T14:30:00+00:00', written)
    assert.equal(accepted(datetime.read(plain, written, parisian)), '2026-12-31T13:30:00+00:00', written)
    assert.equal(accepted(datetime.read(plain, written, newYorker)), '2026-12-31T19:30:00+00:00', written)
  }
  assert.equal(accepted(datetime.read(plain, '14/07/2026 9h', parisian)), '2026-07-14T07:00:00+00:00')
  assert.equal(accepted(datetime.read(plain, '14/07/2026', parisian)), '2026-07-13T22:00:00+00:00')
  assert.equal(accepted(datetime.read(plain, '2026-07-14T09:00:00Z', parisian)), '2026-07-14T09:00:00+00:00')
  for (const wrong of [
    '31/12/2026 25:00',
    '31/12/2026 14:61',
    '14:30',
    '31/12/2026 13:30 PM',
    'hier à 14h',
  ]) {
    assert.equal(refused(datetime.read(plain, wrong, ivoirian)), 'datetime.unreadable', wrong)
  }
})

test('an hour that the clock shows twice is told apart, one that it skips comes after', () => {
  const write = (instant: string) => datetime.write(plain, instant, parisian)
  assert.equal(write('2026-10-25T00:30:00+00:00'), '25/10/2026 02:30')
  assert.equal(write('2026-10-25T01:30:00+00:00'), '25/10/2026 02:30 +01:00')
  assert.equal(accepted(datetime.read(plain, '29/03/2026 02:30', parisian)), '2026-03-29T01:30:00+00:00')
  assert.equal(write('2026-03-29T01:30:00+00:00'), '29/03/2026 03:30')
})

test('instants sort as they stand', () => {
  assert.ok(datetime.compare!('2026-12-31T10:00:00+00:00', '2026-12-31T10:00:00.5+00:00') < 0)
  assert.ok(datetime.compare!('2026-12-31T10:00:00.5+00:00', '2026-12-31T10:00:00.55+00:00') < 0)
})
