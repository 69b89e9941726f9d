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
import { integer } from './integer.ts'

const plain = fieldOf(integer)
const aged = fieldOf(integer, { min: 0, max: 150 })

keepsItsPromises(
  integer,
  fc.oneof(
    fc.maxSafeInteger().map((value) => [plain, value || 0] as const),
    fc.integer({ min: 0, max: 150 }).map((value) => [aged, value] as const),
  ),
)

test('the wire gives a number, or digits as a query string has them', () => {
  assert.equal(accepted(integer.parse(plain, 12.0)), 12)
  assert.equal(accepted(integer.parse(plain, '-012')), -12)
  for (const wrong of [
    12.5,
    '12.5',
    '12 ',
    '1e3',
    '',
    ' ',
    true,
    [],
    {},
    '٣',
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ]) {
    assert.equal(refused(integer.parse(plain, wrong)), 'integer.invalid', String(wrong))
  }
})

test('an integer that JavaScript cannot hold exactly is refused', () => {
  assert.equal(accepted(integer.parse(plain, Number.MAX_SAFE_INTEGER)), Number.MAX_SAFE_INTEGER)
  assert.equal(refused(integer.parse(plain, 2 ** 53)), 'integer.too_big')
  assert.equal(refused(integer.parse(plain, '9007199254740993')), 'integer.too_big')
  assert.equal(refused(integer.parse(plain, 1e300)), 'integer.too_big')
})

test('the limits are named', () => {
  assert.equal(refused(integer.parse(aged, -1)), 'integer.below_min')
  assert.equal(refused(integer.parse(aged, 151)), 'integer.above_max')
})

test('people group digits', () => {
  for (const written of ['12 500', '12\u00a0500', '12\u202f500', '12500', '12500,00', '+12 500', "12'500"]) {
    assert.equal(accepted(integer.read(plain, written, ivoirian)), 12_500, written)
  }
  assert.equal(accepted(integer.read(plain, '12,500', ghanaian)), 12_500)
  assert.equal(refused(integer.read(plain, '12.500', ivoirian)), 'number.ambiguous')
  assert.equal(refused(integer.read(plain, '12,5', ivoirian)), 'integer.invalid')
  assert.equal(refused(integer.read(plain, 'douze', ivoirian)), 'number.invalid')
  assert.equal(integer.write(plain, -12_500, ivoirian), '-12\u00a0500')
})
