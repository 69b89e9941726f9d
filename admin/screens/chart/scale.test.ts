import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyNth, marksFor, short, slice } from './scale.ts'

test('an axis has few round marks, nought among them, and reaches beyond the greatest', () => {
  assert.deepEqual(marksFor([3, 17, 42]), [0, 10, 20, 30, 40, 50])
  assert.deepEqual(marksFor([1, 2]), [0, 1, 2])
  assert.deepEqual(marksFor([]), [0, 1])
  assert.deepEqual(marksFor([-30, 70]), [-40, -20, 0, 20, 40, 60, 80])
  for (const values of [[0.003], [1e9, 5], [7, 7, 7], [12_345.67]]) {
    const marks = marksFor(values)
    assert.ok(marks.length <= 8 && marks.includes(0) && marks.at(-1)! >= Math.max(...values), String(values))
  }
})

test('what stands beside an axis is short, in the language of the screen', () => {
  assert.equal(short(950, 'fr'), '950')
  assert.match(short(1_200_000, 'fr'), /^1,2\sM$/)
  assert.equal(short(1_200_000, 'en'), '1.2M')
})

test('of many names those are shown that have room', () => {
  assert.equal(everyNth(10, 20), 1)
  assert.equal(everyNth(100, 10), 10)
})

test('a whole pie is a ring, a part of it a slice', () => {
  assert.match(slice(0, 1, 10), /^M0,-10A10,10 0 1 1 0,10/)
  assert.equal(slice(0, 0.25, 10), 'M0.00,-10.00A10,10 0 0 1 10.00,-0.00L0,0Z')
})
