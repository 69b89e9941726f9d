import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samples } from '../tests/support/where-cases.ts'
import { findField } from './find-field.ts'

const [first, second, ...rest] = samples.fields
const renamed = { ...samples, fields: [{ ...first!, aliases: ['titre', second!.slug] }, second!, ...rest] }

test('a field is found by its slug, and by those that it had before', () => {
  assert.equal(findField(renamed, 'nom')?.slug, 'nom')
  assert.equal(findField(renamed, 'titre')?.slug, 'nom')
})

test('a slug in use wins over a former one', () => {
  assert.equal(findField(renamed, second!.slug), second)
})

test('every table has the fields of the engine', () => {
  assert.equal(findField(samples, 'created_at')?.type, 'datetime')
})

test('what is no field is not found', () => {
  for (const name of ['zut', '', '__proto__', 'constructor', 'toString', 'Nom']) {
    assert.equal(findField(samples, name), undefined)
  }
})
