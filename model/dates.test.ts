import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysIn, dayText, isDay, readDay, writeDay } from './dates.ts'

test('every day of four hundred years is one, and is written and read back', () => {
  for (let time = Date.UTC(1800, 0, 1); time < Date.UTC(2200, 0, 1); time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10)
    if (!isDay(day) || readDay(writeDay(day)) !== day) assert.fail(day)
  }
})

test('no calendar has other days', () => {
  for (const [year, month, day] of [
    [2026, 2, 29],
    [1900, 2, 29],
    [2026, 4, 31],
    [2026, 13, 1],
    [2026, 0, 1],
    [0, 1, 1],
    [10_000, 1, 1],
    [2026, 1, 0],
  ]) {
    assert.equal(dayText(year!, month!, day!), null)
  }
  assert.equal(daysIn(2000, 2), 29)
})
