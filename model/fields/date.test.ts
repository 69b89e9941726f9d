import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  accepted,
  fieldOf,
  ghanaian,
  ivoirian,
  keepsItsPromises,
  refused,
} from '../../tests/support/field-promises.ts'
import { date } from './date.ts'

const plain = fieldOf(date)
const century = fieldOf(date, { min: '2000-01-01', max: '2099-12-31' })

const days = (from: number, to: number) =>
  fc
    .date({
      min: new Date(Date.UTC(2000, 0, 1) + from * 86_400_000),
      max: new Date(Date.UTC(2000, 0, 1) + to * 86_400_000),
      noInvalidDate: true,
    })
    .map((day) => day.toISOString().slice(0, 10))

keepsItsPromises(
  date,
  fc.oneof(
    days(-700_000, 2_900_000).map((value) => [plain, value] as const),
    days(0, 36_000).map((value) => [century, value] as const),
  ),
)

test('the wire gives a day that the calendar has', () => {
  assert.equal(accepted(date.parse(plain, '2028-02-29')), '2028-02-29')
  for (const wrong of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '2026-1-1',
    '31/12/2026',
    '2026-12-31T00:00:00Z',
    '12026-01-01',
    20261231,
    '',
  ]) {
    assert.equal(refused(date.parse(plain, wrong)), 'date.invalid', String(wrong))
  }
})

test('people put the day first, in both languages', () => {
  for (const written of [
    '31/12/2026',
    '31-12-2026',
    '31.12.2026',
    '31.12.26',
    '31/12/26',
    '31 12 2026',
    '2026-12-31',
    '2026/12/31',
    '31 décembre 2026',
    '31 DÉCEMBRE 2026',
    '31 de\u0301cembre 2026',
    '31 déc. 2026',
    '31-déc-26',
    'jeudi 31 décembre 2026',
    'le 31 décembre 2026',
    '31 December 2026',
    'December 31, 2026',
    'Dec 31 2026',
    '31st of December 2026',
    '31/12/2026 00:00',
    '2026-12-31 00:00:00',
  ]) {
    assert.equal(accepted(date.read(plain, written, ivoirian)), '2026-12-31', written)
    assert.equal(accepted(date.read(plain, written, ghanaian)), '2026-12-31', written)
  }
  assert.equal(accepted(date.read(plain, '1er janvier 2026', ivoirian)), '2026-01-01')
  assert.equal(accepted(date.read(plain, '03/04/2026', ghanaian)), '2026-04-03')
  assert.equal(accepted(date.read(plain, '1/2/69', ivoirian)), '2069-02-01')
  assert.equal(accepted(date.read(plain, '1/2/70', ivoirian)), '1970-02-01')
})

test('what is no date, or loses a time, is refused', () => {
  for (const wrong of [
    '12/31/2026',
    '31/02/2026',
    '31/12-2026',
    '31/12/026',
    '31 brumaire 2026',
    'avant 31 mai 2026',
    '31/12/2026 14:30',
    'demain',
    '45000',
  ]) {
    assert.equal(refused(date.read(plain, wrong, ghanaian)), 'date.unreadable', wrong)
  }
})

test('limits are days', () => {
  assert.equal(refused(date.parse(century, '1999-12-31')), 'date.before_min')
  assert.equal(refused(date.read(century, '01/01/2100', ivoirian)), 'date.after_max')
  const { problems } = date.settings({ min: '2026-02-30', max: 7 })
  assert.deepEqual(
    problems.map(({ code, params }) => [params.setting, code]),
    [
      ['min', 'date.invalid'],
      ['max', 'date.invalid'],
    ],
  )
})
