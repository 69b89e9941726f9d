import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { boolean } from './boolean.ts'

const plain = fieldOf(boolean)
keepsItsPromises(
  boolean,
  fc.boolean().map((value) => [plain, value] as const),
)

test('the wire says true or false, a query string in letters', () => {
  assert.equal(accepted(boolean.parse(plain, 'true')), true)
  for (const wrong of [1, 0, 'oui', 'True', '', 'null']) {
    assert.equal(refused(boolean.parse(plain, wrong)), 'boolean.invalid')
  }
})

test('people say it in many ways', () => {
  for (const yes of ['oui', 'OUI', ' Vrai ', 'yes', 'True', '1', 'x', 'X']) {
    assert.equal(accepted(boolean.read(plain, yes, ivoirian)), true, yes)
  }
  for (const no of ['non', 'Faux', 'no', 'FALSE', '0']) {
    assert.equal(accepted(boolean.read(plain, no, ivoirian)), false, no)
  }
  assert.equal(refused(boolean.read(plain, 'peut-être', ivoirian)), 'boolean.unclear')
})
