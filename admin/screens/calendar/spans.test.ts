import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveBy, spanName, weeksOf } from './spans.ts'

test('a month is shown by whole weeks from Monday, without a week that is another month’s', () => {
  const weeks = weeksOf('month', '2026-11-21')
  assert.equal(weeks[0]![0], '2026-10-26')
  assert.equal(weeks.at(-1)!.at(-1), '2026-12-06')
  assert.equal(weeksOf('month', '2027-02-10').length, 4)
})

test('a week is the one of its day, and moves by seven', () => {
  assert.deepEqual(
    weeksOf('week', '2026-11-22').flat(),
    [16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`),
  )
  assert.equal(moveBy('week', '2026-11-30', 1), '2026-12-07')
  assert.equal(moveBy('month', '2026-01-31', 1), '2026-02-28')
})

test('a list has the days of its month alone', () => {
  const [days] = weeksOf('list', '2026-02-14')
  assert.deepEqual([days!.length, days![0], days!.at(-1)], [28, '2026-02-01', '2026-02-28'])
})

test('what is shown has a name', () => {
  assert.equal(spanName('month', '2026-11-21', 'fr'), 'novembre 2026')
  assert.equal(spanName('week', '2026-11-21', 'fr'), '16 – 22 novembre 2026')
  assert.equal(spanName('week', '2026-12-31', 'en'), '28 Dec – 3 Jan 2027')
})
