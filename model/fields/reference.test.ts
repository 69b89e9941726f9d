import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { reference } from './reference.ts'

const contact = fieldOf(reference, { table: 'contact' })
keepsItsPromises(
  reference,
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map((id) => [contact, id] as const),
)

test('a reference is an id', () => {
  assert.equal(accepted(reference.parse(contact, '42')), 42)
  assert.equal(accepted(reference.read(contact, ' 42 ', ivoirian)), 42)
  for (const wrong of [0, -1, 1.5, 2 ** 53, '4a', '', {}, [42], true]) {
    assert.equal(refused(reference.parse(contact, wrong)), 'reference.invalid', String(wrong))
  }
})

test('settings: the table that it points to', () => {
  assert.deepEqual(
    reference.settings({}).problems.map(({ code }) => code),
    ['setting.required'],
  )
  assert.deepEqual(
    reference.settings({ table: 'a__b' }).problems.map(({ code }) => code),
    ['setting.not_slug'],
  )
})
