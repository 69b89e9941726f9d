import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableOf } from '../../tests/support/where-cases.ts'
import { checkRow } from '../check-row.ts'
import type { JsonObject } from '../json.ts'
import { parseTable } from '../parse-table.ts'
import type { Row } from '../row.ts'
import { decide } from '../rules.ts'

const env = { me: 1, today: '2026-07-14' }
const devis: JsonObject = {
  slug: 'devis',
  fields: [
    { slug: 'quantite', type: 'integer' },
    { slug: 'prix', type: 'decimal' },
    { slug: 'total', type: 'formula', formula: '{quantite} * {prix}' },
    { slug: 'remise', type: 'integer' },
    { slug: 'net', type: 'formula', formula: '{total} - SIVIDE({remise}; 0)' },
    { slug: 'motif', type: 'text' },
  ],
  rules: [
    { field: 'motif', when: { field: 'net', op: 'gt', value: '100' }, then: { required: true } },
    { field: 'remise', when: { field: 'total', op: 'lt', value: '50' }, then: { hidden: true } },
  ],
}
const table = tableOf(1, devis)
const check = (input: JsonObject, before: Row | null = null) =>
  checkRow({ table, before, input, env, mode: 'wire' })

test('rules look at what a formula gives for the row as it would be, in the form as on the server', () => {
  const refused = check({ quantite: 20, prix: '6.00' })
  assert.deepEqual('problems' in refused && Object.keys(refused.problems), ['motif'])
  const before = { quantite: 20, prix: '6.00', total: '120.00', net: '120.00', motif: 'x' }
  const after = check({ quantite: 1, remise: 3 }, before)
  assert.deepEqual('problems' in after && Object.keys(after.problems), ['remise'])
  const fine = check({ quantite: 10, remise: 25 }, before)
  assert.deepEqual('row' in fine && fine.row, {
    ...before,
    quantite: 10,
    remise: 25,
    total: '60.00',
    net: '35.00',
  })
  assert.deepEqual(fine.changed, { quantite: 10, remise: 25 })
  assert.equal(decide(table, { quantite: 1, prix: '1.00' }, env).remise!.hidden, true)
})

test('rules and formulas that wait for each other are refused', () => {
  const rules = [
    { field: 'prix', when: { field: 'net', op: 'gt', value: '1' }, then: { hidden: true } },
    { field: 'remise', when: { field: 'total', op: 'gt', value: '1' }, then: { value: 3 } },
  ]
  const parsed = parseTable({ ...devis, rules }, { origin: 'site' })
  assert.deepEqual('problems' in parsed && parsed.problems.rules?.map(({ code }) => code), ['rule.cycle'])
  const settled = [{ field: 'total', when: { all: [] }, then: { value: '1' } }]
  const unfit = parseTable({ ...devis, rules: settled }, { origin: 'site' })
  assert.deepEqual(
    'problems' in unfit &&
      Object.values(unfit.problems)
        .flat()
        .map(({ code }) => code),
    ['rule.field_unfit'],
  )
})

test('a definition is read again as itself', () => {
  const parsed = parseTable(devis, { origin: 'code' })
  assert.ok('draft' in parsed)
  assert.deepEqual(parseTable(JSON.parse(JSON.stringify(parsed.draft)), { origin: 'code' }), parsed)
})

test('a table whose rows are the whole installation’s gives nothing to others', () => {
  const users = tableOf(7, { slug: 'users', scope: 'network', fields: [{ slug: 'email', type: 'email' }] })
  const lookup = { slug: 'mel', type: 'lookup', through: 'chef', field: 'email' }
  const definition = { slug: 'equipe', fields: [{ slug: 'chef', type: 'reference', table: 'users' }, lookup] }
  const parsed = parseTable(definition, { origin: 'site', target: () => users })
  assert.deepEqual('problems' in parsed && parsed.problems['fields.1.through']?.map(({ code }) => code), [
    'computed.table_unfit',
  ])
})
