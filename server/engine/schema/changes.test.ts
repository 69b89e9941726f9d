import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '#model/fields/index.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { parseTable } from '#model/parse-table.ts'
import { sayProblem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { changedTable } from './changes.ts'

const definition: JsonObject = {
  slug: 'devis',
  fields: [
    { slug: 'numero', type: 'text', required: true },
    { slug: 'montant', type: 'decimal', digits: 12, places: 2 },
    { slug: 'statut', type: 'choice', options: ['brouillon', 'refuse'] },
    { slug: 'motif', type: 'long_text' },
    { slug: 'adresse', type: 'slug', from: 'numero' },
  ],
  unique: [['numero', 'statut']],
  indexes: [['statut', 'montant']],
  order: ['-montant', 'numero'],
  search: ['numero', 'motif'],
  rules: [
    { field: 'motif', when: { field: 'statut', op: 'ne', value: 'refuse' }, then: { hidden: true } },
    {
      field: 'motif',
      when: { all: [{ field: 'statut', op: 'eq', value: 'refuse' }] },
      then: { required: true },
    },
  ],
  allow: { read: [{ to: 'member', where: { field: 'statut', op: 'eq', value: 'refuse' } }] },
}

const parsed = parseTable(definition, { origin: 'site' })
assert.ok('draft' in parsed)
const table: Table = {
  ...parsed.draft,
  fields: parsed.draft.fields.map((field, i) => ({ ...field, id: i + 1 }) as Field),
  id: 5,
  owner: 1,
  origin: 'site',
  version: 4,
}

const options = { exists: (slug: string) => slug === 'client', nextField: 9 }

function changed(...changes: Json[]): Table {
  const outcome = changedTable(table, changes, options)
  assert.ok('after' in outcome && outcome.after, JSON.stringify(outcome))
  return outcome.after
}

function problems(...changes: Json[]): Record<string, string> {
  const outcome = changedTable(table, changes, options)
  assert.ok('problems' in outcome)
  return Object.fromEntries(
    Object.entries(outcome.problems).map(([key, [first]]) => [key, sayProblem(first!, 'en')]),
  )
}

const ids = ({ fields }: Table) => fields.map(({ slug, id }) => `${slug} ${id}`)

test('a field that is renamed is renamed wherever the definition speaks of it', () => {
  const after = changed(
    { change: 'rename', field: 'statut', to: 'etat' },
    { change: 'rename', field: 'numero', to: 'reference' },
    { change: 'rename', field: 'montant', to: 'prix' },
  )
  assert.deepEqual(after.unique, [['reference', 'etat']])
  assert.deepEqual(after.indexes, [['etat', 'prix']])
  assert.deepEqual(after.order, ['-prix', 'reference'])
  assert.deepEqual(after.search, ['reference', 'motif'])
  assert.equal(after.title, 'reference')
  assert.equal(JSON.stringify([after.rules, after.allow]).includes('statut'), false)
  assert.deepEqual(after.fields[2]!.aliases, ['statut'])
  assert.deepEqual(ids(after), ['reference 1', 'prix 2', 'etat 3', 'motif 4', 'adresse 5'])
  assert.deepEqual(
    changed(
      { change: 'rename', field: 'motif', to: 'raison' },
      { change: 'rename', field: 'raison', to: 'motif' },
    ).fields[3]!.aliases,
    ['raison'],
  )
})

test('a field that is dropped leaves every set; a condition that asks for it is refused', () => {
  const after = changed({ change: 'drop', field: 'motif' }, { change: 'drop', field: 'montant' })
  assert.deepEqual([after.search, after.rules, after.indexes, after.order], [['numero'], [], [], ['numero']])
  assert.deepEqual(Object.keys(problems({ change: 'drop', field: 'statut' })), [
    'rules.0.when',
    'rules.1.when',
    'allow.read.0.where',
  ])
})

test('a new field gets an id that was never used; a new type too, unless the values fit as they are', () => {
  const after = changed(
    { change: 'add', field: { slug: 'jour', type: 'date' }, before: 'statut' },
    { change: 'type', field: 'montant', to: { type: 'money', currency: 'XOF' } },
    { change: 'type', field: 'numero', to: { type: 'text', max: 2000 } },
    { change: 'type', field: 'statut', to: 'text' },
  )
  assert.deepEqual(ids(after), ['numero 1', 'montant 9', 'jour 10', 'statut 3', 'motif 4', 'adresse 5'])
  assert.equal(after.fields[0]!.required, true)
})
test('each problem is told at the change that brought it', () => {
  assert.deepEqual(
    Object.keys(
      problems({ change: 'add', field: { slug: 'Prix', type: 'decimal', places: 50 } }, { change: 'vanish' }),
    ),
    ['changes.1.change'],
  )
  assert.deepEqual(Object.keys(problems({ change: 'add', field: { slug: 'Prix', type: 'decimal' } })), [
    'changes.0.field.slug',
  ])
  assert.deepEqual(
    Object.keys(
      problems(
        { change: 'label', label: 'Vos devis' },
        { change: 'type', field: 'montant', to: { type: 'choice' } },
      ),
    ),
    ['changes.1.to.options'],
  )
  assert.deepEqual(Object.keys(problems({ change: 'order', order: ['prix'] })), ['changes.0.order.0'])
  assert.deepEqual(
    Object.keys(
      problems({ change: 'rule', rules: [{ field: 'rien', when: { all: [] }, then: { hidden: true } }] }),
    ),
    ['changes.0.rules.0.field'],
  )
  assert.deepEqual(Object.keys(problems({ change: 'rename', field: 'motif', to: 'numero' })), [
    'changes.0.to',
  ])
  assert.deepEqual(Object.keys(problems({ change: 'require', field: 'rien', maybe: true })), [
    'changes.0.maybe',
  ])
  assert.deepEqual(Object.keys(problems({ change: 'unique', field: 'motif' })), ['fields.3.unique'])
})

test('what is no list of changes is refused as a whole; the table goes by itself or not at all', () => {
  assert.deepEqual(Object.keys(problems()), ['changes'])
  const outcome = changedTable(table, 'tout', options)
  assert.ok('problems' in outcome)
  assert.deepEqual(changedTable(table, [{ change: 'drop' }], options), { after: null, nextField: 9 })
  assert.deepEqual(Object.keys(problems({ change: 'drop' }, { change: 'drop', field: 'motif' })), ['changes'])
})
