import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { rating } from './rating.ts'

const five = fieldOf(rating)
keepsItsPromises(
  rating,
  fc
    .integer({ min: 1, max: 10 })
    .chain((max) => fc.integer({ min: 1, max }).map((value) => [fieldOf(rating, { max }), value] as const)),
)

test('1 to max, whole', () => {
  assert.equal(accepted(rating.parse(five, '4')), 4)
  for (const wrong of [0, 6, 4.5, '', 'quatre', null])
    assert.equal(refused(rating.parse(five, wrong)), 'rating.invalid')
  assert.deepEqual(
    rating.settings({ max: 11 }).problems.map(({ code }) => code),
    ['setting.not_integer'],
  )
})

test('people write 4, 4/5 or stars; a rating out of something else is refused', () => {
  for (const written of ['4', '4/5', '4 / 5', '4,0', '★★★★', '★★★★☆']) {
    assert.equal(accepted(rating.read(five, written, ivoirian)), 4, written)
  }
  assert.equal(refused(rating.read(five, '4/10', ivoirian)), 'rating.invalid')
})
