import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as definitions from './define-table.ts'
import {
  autoNumber,
  choice,
  date,
  decimal,
  integer,
  money,
  type RowOf,
  rating,
  reference,
  references,
  table,
  text,
} from './define-table.ts'
import { fieldTypeNames } from './fields/index.ts'
import { parseTable } from './parse-table.ts'

const events = table('events', {
  label: { fr: 'Événements', en: 'Events' },
  fields: {
    numero: autoNumber({ prefix: 'E-' }),
    titre: text({ required: true, label: { fr: 'Titre' } }),
    lieu: text(),
    date_debut: date({ required: true }),
    statut: choice({ options: ['EN_ATTENTE', 'VALIDE'], required: true }),
    acces: choice({
      options: [
        { value: 'LIBRE', label: { fr: 'Libre' } },
        { value: 'PAYANT', label: { fr: 'Payant' } },
      ],
    }),
    prix: money({ currency: 'XOF' }),
    surface: decimal({ places: 1 }),
    createur: reference({ table: 'users', required: true }),
    amis: references({ table: 'users' }),
    note: rating(),
    vues: integer({ readonly: true, default: 0, required: true }),
  },
  order: ['-date_debut', 'id'],
  indexes: [['statut', 'date_debut'], ['created_by']],
  rules: [
    { field: 'prix', when: { not: { field: 'acces', op: 'eq', value: 'PAYANT' } }, then: { hidden: true } },
  ],
  allow: { read: [{ to: 'anyone', where: { field: 'statut', op: 'eq', value: 'VALIDE' } }] },
})
type Event = RowOf<typeof events>

test('a code table is the value that its JSON would give', () => {
  const json = JSON.parse(JSON.stringify(events)) as unknown
  assert.deepEqual(json, events)
  assert.deepEqual(parseTable(json, { origin: 'code' }), { draft: events })
})

test('its fields have their slugs, in the order of the code', () => {
  assert.deepEqual(
    events.fields.slice(0, 3).map(({ slug, type }) => [slug, type]),
    [
      ['numero', 'auto_number'],
      ['titre', 'text'],
      ['lieu', 'text'],
    ],
  )
  assert.equal(events.title, 'titre')
})

test('its rows are typed', () => {
  const row: Event = {
    id: 1,
    version: 1,
    created_at: '',
    updated_at: '',
    created_by: null,
    numero: 'E-1',
    titre: 'Concert',
    lieu: null,
    date_debut: '2026-07-14',
    statut: 'VALIDE',
    acces: 'LIBRE',
    prix: 5000,
    surface: '12.5',
    createur: 3,
    amis: [1, 2],
    note: 4,
    vues: 0,
  }
  // @ts-expect-error: a required field is never null
  row.titre = null
  // @ts-expect-error: a choice is one of its options
  row.statut = 'PUBLIE'
  // @ts-expect-error: as is one with labels
  row.acces = 'GRATUIT'
  // @ts-expect-error: exact decimals are strings
  row.surface = 12.5
  // @ts-expect-error: a list is never null
  row.amis = null
  row.acces = null
  assert.equal(row.id, 1)
})

test('every field type can be written in code', () => {
  const { table: _, ...columns } = definitions
  const written = Object.values<unknown>(columns).map((column) => (column as () => { type: string })().type)
  assert.deepEqual(written.sort(), fieldTypeNames.toSorted())
})

test('a mistake in code stops the start, and says where', () => {
  const define = () =>
    table('essais', { label: { fr: 'Essais' }, fields: { search: text(), prix: decimal({ places: 60 }) } })
  assert.throws(
    define,
    /"essais" is not well defined\.\nfields\.0\.slug: "search" is reserved.*\nfields\.1\.places: /s,
  )
})

test('names of fields are checked by the compiler', () => {
  const label = { fr: 'Essais' }
  // @ts-expect-error: no such field
  assert.throws(() => table('essais', { label, fields: { nom: text() }, title: 'titre' }))
  // @ts-expect-error: no such field
  assert.throws(() => table('essais', { label, fields: { nom: text() }, order: ['-titre'] }))
  // @ts-expect-error: a reference says to which table
  assert.throws(() => table('essais', { label, fields: { nom: reference({}) } }))
})
