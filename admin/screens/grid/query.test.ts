import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListQuery, queryOf, rowParams, searchOf, wholeList } from './query.ts'

const query: ListQuery = {
  where: { all: [{ field: 'statut', op: 'eq', value: 'envoye' }] },
  search: 'dupont 12',
  ordering: [
    { field: 'montant_ht', descending: true },
    { field: 'id', descending: false },
  ],
  fields: ['numero_devis', 'statut'],
  group: [{ field: 'statut' }, { field: 'date_debut', by: 'month' }],
}

test('an address says a query and gives it back', () => {
  assert.deepEqual(queryOf(searchOf(query)), query)
  assert.deepEqual(searchOf(query), {
    where: '{"all":[{"field":"statut","op":"eq","value":"envoye"}]}',
    search: 'dupont 12',
    ordering: '-montant_ht,id',
    fields: 'numero_devis,statut',
    group: 'statut,date_debut:month',
  })
})

test('what is as usual is not said', () => {
  assert.deepEqual(searchOf(wholeList), {})
  assert.deepEqual(queryOf({}), wholeList)
})

test('lists are asked which rows, not how they are drawn', () => {
  assert.deepEqual(Object.keys(rowParams(query)), ['where', 'search', 'ordering'])
})

test('an address of another hand opens the whole list', () => {
  for (const where of ['{"all":', '[]', '{"all":[1]}', '{"field":1}', 'null', '{"not":{"any":{}}}', 7, null])
    assert.deepEqual(queryOf({ where }).where, wholeList.where)
  assert.deepEqual(queryOf({ group: 'a:century,b:day,c', search: 12, ordering: { a: 1 } }), {
    ...wholeList,
    search: '12',
    group: [{ field: 'a' }, { field: 'b', by: 'day' }],
  })
})

test('a router that has read the JSON already is understood', () => {
  assert.deepEqual(queryOf({ where: query.where }).where, query.where)
})
