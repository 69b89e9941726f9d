import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  inSight,
  type Measure,
  originOf,
  placeAt,
  revealed,
  scrolledTo,
  shownHeight,
  tallest,
} from './scroll.ts'

const million: Measure = { lines: 1_000_000, lineHeight: 36, height: 720 }
const few: Measure = { ...million, lines: 1000 }

test('a short list scrolls as the browser has it', () => {
  assert.equal(shownHeight(few), 36_000)
  assert.deepEqual(scrolledTo({ top: 0, scrolled: 0 }, 3600, few), { top: 3600, scrolled: 3600 })
  assert.deepEqual(inSight({ top: 3600, scrolled: 3600 }, few), [100, 119])
})

test('a million rows fit into what a browser lays out, and both ends can be reached', () => {
  assert.equal(shownHeight(million), tallest)
  assert.deepEqual(inSight(placeAt(0, million), million), [0, 19])
  assert.deepEqual(inSight(placeAt(Number.POSITIVE_INFINITY, million), million), [999_980, 999_999])
  const end = scrolledTo({ top: 0, scrolled: 0 }, tallest - million.height, million)
  assert.deepEqual(inSight(end, million), [999_980, 999_999])
})

test('a step moves the lines by as many pixels as the scroller, so that they stand still on it', () => {
  const before = placeAt(18_000_000, million)
  const after = scrolledTo(before, before.scrolled + 100, million)
  assert.equal(after.top - before.top, 100)
  assert.equal(originOf(after), originOf(before))
})

test('a drag of the bar goes to its share of the list, and rest brings both together', () => {
  const half = scrolledTo({ top: 0, scrolled: 0 }, (tallest - million.height) / 2, million)
  assert.ok(Math.abs(inSight(half, million)[0] - 500_000) < 15)
  let place = half
  for (let i = 0; i < 1000; i++) place = scrolledTo(place, place.scrolled + 90, million)
  const rested = placeAt(place.top, million)
  assert.deepEqual(inSight(rested, million), inSight(place, million))
})

test('a line out of sight is brought to the nearest edge, one in sight stays', () => {
  const place = placeAt(36_000, million)
  assert.equal(revealed(place, 1005, million), null)
  assert.equal(revealed(place, 10, million)?.top, 360)
  assert.equal(inSight(revealed(place, 2000, million)!, million)[1], 2000)
})
