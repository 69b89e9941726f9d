import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import type { Json } from '../json.ts'
import { json } from './json.ts'

const plain = fieldOf(json)
keepsItsPromises(
  json,
  fc
    .jsonValue({ noUnicodeString: false } as object)
    .map((value) => JSON.parse(JSON.stringify(value)) as Json)
    .filter((value) => value !== null && 'value' in json.parse(plain, value))
    .map((value) => [plain, value] as const),
)

test('the column gets text, so that an array is no PostgreSQL array', () => {
  assert.equal(json.toColumn!(plain, [1, 'a']), '[1,"a"]')
})

test('what PostgreSQL cannot keep is refused, however deep', () => {
  assert.equal(refused(json.parse(plain, { a: [{ 'b\0': 1 }] })), 'text.nul')
  assert.equal(refused(json.parse(plain, { a: ['\0'] })), 'text.nul')
  assert.equal(refused(json.parse(plain, ['\ud800'])), 'text.broken_character')
  assert.equal(refused(json.parse(plain, JSON.parse('[1e400]'))), 'json.number')
})

test('32 levels and 200 000 characters at most', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
  assert.deepEqual(accepted(json.parse(plain, nested(32))), nested(32))
  assert.equal(refused(json.parse(plain, nested(34))), 'json.too_deep')
  assert.equal(refused(json.parse(plain, nested(3000))), 'json.too_deep')
  assert.equal(
    refused(
      json.parse(
        plain,
        Array.from({ length: 60_000 }, () => 'abc'),
      ),
    ),
    'json.too_long',
  )
})

test('people write JSON too', () => {
  assert.deepEqual(accepted(json.read(plain, '{"taille": "M"}', ivoirian)), { taille: 'M' })
  assert.equal(refused(json.read(plain, '{taille: M}', ivoirian)), 'json.invalid')
})
