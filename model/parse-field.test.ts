import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft, withFields, wrong } from '../tests/support/definitions.ts'

const text = { slug: 'nom', type: 'text' }

test('types and settings that are none are refused', () => {
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'string' })), {
    'fields.0.type': ['field.type_unknown'],
  })
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'constructor' })), {
    'fields.0.type': ['field.type_unknown'],
  })
  assert.deepEqual(Object.keys(wrong(withFields({ slug: 'a', type: 'decimal', digits: 4, places: 9 }))), [
    'fields.0.places',
  ])
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'reference' })), {
    'fields.0.table': ['setting.required'],
  })
  assert.deepEqual(wrong(withFields({ ...text, required: 'oui' })), {
    'fields.0.required': ['definition.yes_or_no'],
  })
  assert.deepEqual(wrong(withFields({ ...text, label: { en: 'Name' } })), {
    'fields.0.label': ['definition.text'],
  })
})

test('tables that are not there are refused', () => {
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'reference', table: 'ailleurs' })), {
    'fields.0.table': ['field.table_unknown'],
  })
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'choice', table: 'ailleurs' })), {
    'fields.0.table': ['field.table_unknown'],
  })
  assert.deepEqual(wrong(withFields({ slug: 'parent', type: 'reference', table: 'essai' })), {})
})

test('defaults and uniqueness that do not fit are refused', () => {
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'integer', default: 'x' })), {
    'fields.0.default': ['integer.invalid'],
  })
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'auto_number', default: 3 })), {
    'fields.0.default': ['field.default_unfit'],
  })
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'json', unique: true })), {
    'fields.0.unique': ['field.unique_unfit'],
  })
  assert.deepEqual(wrong(withFields({ slug: 'a', type: 'slug', from: 'b' })), {
    'fields.0.from': ['field.from_unfit'],
  })
  assert.equal(
    draft(withFields({ slug: 'a', type: 'decimal', places: 2, default: 1 })).fields[0]!.default,
    '1.00',
  )
})
