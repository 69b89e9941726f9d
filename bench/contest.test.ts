import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageDifferences, rowDifferences, searchDifferences } from './compare.ts'
import { median } from './contest.ts'
import { measures } from './measures.ts'
import { products } from './products.ts'

test('the middle of the rounds is what counts', () => {
  assert.equal(median([3, 1000, 1]), 3)
  assert.equal(median([4, 1, 2, 3]), 2.5)
})

test('the data is the same in every run', () => {
  assert.deepEqual([...products(300)], [...products(300)])
  assert.deepEqual([...measures(300)], [...measures(600)].slice(0, 300))
})

test('six measures of ten are valid', () => {
  const valid = [...measures(20_000)].filter(({ statut }) => statut === 'valide').length
  assert.ok(Math.abs(valid / 20_000 - 0.6) < 0.01)
})

const row = { id: 1, name: 'Écran', price: 5000 }
const page = { count: 2, results: [row, { ...row, id: 2 }] }

test('what Sugu adds to a row is no difference, what it changes or loses is', () => {
  assert.deepEqual(rowDifferences('x', { ...row, version: 1 }, row), [])
  assert.equal(rowDifferences('x', { ...row, price: '5000' }, row).length, 1)
  assert.equal(rowDifferences('x', { id: 1, name: 'Écran' }, row).length, 1)
  assert.equal(rowDifferences('x', undefined, row).length, 1)
})

test('a page differs by order, by a row, by its total unless that is capped', () => {
  assert.deepEqual(pageDifferences('x', page, page), [])
  assert.equal(pageDifferences('x', { ...page, results: page.results.toReversed() }, page).length, 2)
  assert.equal(pageDifferences('x', { ...page, results: [row] }, page).length, 1)
  assert.equal(pageDifferences('x', page, { ...page, results: [row] }).length, 1)
  assert.equal(pageDifferences('x', { ...page, count: 3 }, page).length, 1)
  const capped = { ...page, count: 10_000, count_is_capped: true }
  assert.deepEqual(pageDifferences('x', capped, { ...page, count: 60_000 }), [])
  assert.equal(pageDifferences('x', capped, page).length, 1)
})

test('a search may find more, and in another order, never less', () => {
  const more = { count: 3, results: [{ ...row, id: 3 }, ...page.results.toReversed()] }
  assert.deepEqual(searchDifferences('x', more, page), [])
  assert.equal(searchDifferences('x', { count: 1, results: [row] }, page).length, 1)
})
