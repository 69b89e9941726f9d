import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raw, sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { searchExpression } from './search-column.ts'

const table = {
  fields: [
    { id: 1, slug: 'nom', type: 'text' },
    { id: 2, slug: 'prix', type: 'decimal' },
    { id: 3, slug: 'note', type: 'text' },
  ],
  search: ['prix', 'nom'],
} as unknown as Table

test('the searched fields are folded together, in the order of the fields', () => {
  assert.deepEqual(statement(searchExpression(table, (field) => raw(`c${field.id}`))), {
    text: `' ' || site.fold(coalesce(c1::text, '') || ' ' || coalesce(c2::text, ''))`,
    values: [],
  })
})

test('values are bound where they are given as values', () => {
  const { text, values } = statement(searchExpression(table, (field) => sql`${field.slug}::text`))
  assert.equal(text, `' ' || site.fold(coalesce($1::text::text, '') || ' ' || coalesce($2::text::text, ''))`)
  assert.deepEqual(values, ['nom', 'prix'])
})

test('a table that is not searched has nothing there', () => {
  assert.equal(statement(searchExpression({ ...table, search: [] }, () => raw('x'))).text, 'null::text')
})
