import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { references } from './references.ts'

const guests = fieldOf(references, { table: 'contact' })
keepsItsPromises(
  references,
  fc
    .uniqueArray(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { maxLength: 20 })
    .map((ids) => [guests, ids] as const),
)

test('a list of ids keeps its order and holds each once', () => {
  assert.deepEqual(accepted(references.parse(guests, [7, '3'])), [7, 3])
  assert.deepEqual(accepted(references.read(guests, '7; 3, 12 5', ivoirian)), [7, 3, 12, 5])
  assert.equal(refused(references.parse(guests, [7, 3, '7'])), 'references.twice')
  assert.equal(refused(references.parse(guests, 7)), 'references.invalid')
  assert.equal(refused(references.parse(guests, [0])), 'references.invalid')
  assert.equal(
    refused(
      references.parse(
        guests,
        Array.from({ length: 1001 }, (_, i) => i + 1),
      ),
    ),
    'references.too_many',
  )
})

test('its values live in a join table', () => {
  assert.equal(references.column(guests), null)
})
