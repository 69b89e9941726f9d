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
import { location } from './location.ts'

const plain = fieldOf(location)
const degrees = (most: number) =>
  fc
    .oneof(fc.integer({ min: -most * 1e7, max: most * 1e7 }), fc.integer({ min: -20, max: 20 }))
    .map((n) => n / 1e7 || 0)
keepsItsPromises(
  location,
  fc
    .record({ lat: degrees(90), lng: degrees(180) }, { noNullPrototype: true })
    .map((value) => [plain, value] as const),
)

const abidjan = { lat: 5.36, lng: -4.008 }

test('the wire gives latitude and longitude, kept to a centimetre', () => {
  assert.deepEqual(accepted(location.parse(plain, { lat: '5.36', lng: -4.008 })), abidjan)
  assert.deepEqual(accepted(location.parse(plain, { lat: 5.360000001, lng: -0 })), { lat: 5.36, lng: 0 })
  assert.equal(refused(location.parse(plain, { lat: -94.008, lng: 5.36 })), 'location.out_of_range')
  for (const wrong of [
    [5, -4],
    '5,-4',
    { lat: 5 },
    { lat: 5, lng: null },
    { lat: 5, lng: Number.NaN },
    { lat: 5, lng: 4, alt: 3 },
    { lat: '5,36', lng: 4 },
  ]) {
    assert.equal(refused(location.parse(plain, wrong)), 'location.invalid', JSON.stringify(wrong))
  }
})

test('people write latitude, then longitude', () => {
  for (const written of [
    '5.36, -4.008',
    '5,36 ; -4,008',
    '5.36 -4.008',
    '5,36, -4,008',
    '(5.36, -4.008)',
    '5.36,-4.008',
    '5,36;\u22124,008',
  ]) {
    assert.deepEqual(accepted(location.read(plain, written, ivoirian)), abidjan, written)
    assert.deepEqual(accepted(location.read(plain, written, ghanaian)), abidjan, written)
  }
  assert.equal(location.write(plain, abidjan, ivoirian), '5,36 ; -4,008')
  assert.equal(location.write(plain, abidjan, ghanaian), '5.36, -4.008')
  for (const wrong of ['Abidjan', '5.36', '5,36', '1 ; 2 ; 3', '5,36,-4,008,1']) {
    assert.equal(refused(location.read(plain, wrong, ivoirian)), 'location.unreadable', wrong)
  }
})

test('the column is a point, x first', () => {
  assert.equal(location.toColumn!(plain, abidjan), '(-4.008,5.36)')
})
