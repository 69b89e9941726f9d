import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft, withFields, wrong } from '../tests/support/definitions.ts'

const text = { slug: 'nom', type: 'text' }

test('fields named where they are not, or do not fit, are refused by path', () => {
  const table = withFields(
    text,
    { slug: 'liens', type: 'references', table: 'contact' },
    { slug: 'note', type: 'long_text' },
  )
  assert.deepEqual(wrong({ ...table, title: 'zut' }), { title: ['table.field_unknown'] })
  assert.deepEqual(wrong({ ...table, title: 'liens' }), { title: ['table.field_unfit'] })
  assert.deepEqual(wrong({ ...table, search: ['nom', 'liens'] }), { 'search.1': ['table.field_unfit'] })
  assert.deepEqual(wrong({ ...table, order: ['-liens'] }), { 'order.0': ['table.field_unfit'] })
  assert.deepEqual(wrong({ ...table, order: ['nom', '-nom'] }), { order: ['table.field_twice'] })
  assert.deepEqual(wrong({ ...table, unique: [['nom', 'zut'], []] }), {
    'unique.0.1': ['table.field_unknown'],
    'unique.1': ['table.set_empty'],
  })
  assert.deepEqual(wrong({ ...table, indexes: [['note'], ['created_at', 'nom']] }), {
    'indexes.0.0': ['table.field_unfit'],
  })
  assert.deepEqual(draft({ ...table, order: ['-created_at', 'nom'] }).order, ['-created_at', 'nom'])
})
