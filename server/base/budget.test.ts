import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBudget } from './budget.ts'

test('a budget is read as the briefs and as Django REST framework write it', () => {
  assert.deepEqual(parseBudget('5/m'), { most: 5, seconds: 60 })
  assert.deepEqual(parseBudget('100/h'), { most: 100, seconds: 3600 })
  assert.deepEqual(parseBudget('100/hour'), { most: 100, seconds: 3600 })
  assert.deepEqual(parseBudget('1000 / day'), { most: 1000, seconds: 86_400 })
  assert.deepEqual(parseBudget('2/s'), { most: 2, seconds: 1 })
})

test('what says less, or nothing sensible, is none', () => {
  for (const text of ['5', '/m', '0/m', '-1/h', '5/x', '5/minutes ago', '1e3/h', ''])
    assert.equal(parseBudget(text), undefined)
})
