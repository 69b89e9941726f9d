import assert from 'node:assert/strict'
import { test } from 'node:test'
import { me, samples, today } from '../tests/support/where-cases.ts'
import type { Row } from './row.ts'
import type { Leaf, Where } from './where.ts'
import { compileWhere } from './where-js.ts'

const env = { me, team: [5, 6], today }
const holds = (where: Where, row: Row): boolean => compileWhere(where, samples)(row, env)
const leaf = (field: string, op: Leaf['op'], value?: Leaf['value']): Where => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
})

test('a comparison with null is false; ne and not are plain negations', () => {
  assert.equal(holds(leaf('nom', 'eq', 'x'), {}), false)
  assert.equal(holds(leaf('nombre', 'lt', 3), { nombre: null }), false)
  assert.equal(holds(leaf('nom', 'ne', 'x'), {}), true)
  assert.equal(holds({ not: leaf('nombre', 'lt', 3) }, {}), true)
  assert.equal(holds(leaf('nom', 'contains', ''), {}), false)
})

test('parts of texts are found whatever the case and accents, wholes only as they are', () => {
  const row = { nom: 'Hôtel Cœur d’Afrique' }
  assert.equal(holds(leaf('nom', 'contains', "COEUR D'AF"), row), true)
  assert.equal(holds(leaf('nom', 'startswith', 'hotel'), row), true)
  assert.equal(holds(leaf('nom', 'startswith', 'coeur'), row), false)
  assert.equal(holds(leaf('nom', 'eq', "hotel coeur d'afrique"), row), false)
  assert.equal(holds(leaf('nom', 'contains', '%'), row), false)
})

test('decimals, money and instants compare by what they are worth', () => {
  assert.equal(holds(leaf('prix', 'gt', '9.50'), { prix: '10.00' }), true)
  assert.equal(holds(leaf('prix', 'lt', '-9.50'), { prix: '-10.00' }), true)
  assert.equal(holds(leaf('euros', 'range', ['9.00', '10.00']), { euros: '10.00' }), true)
  assert.equal(
    holds(leaf('instant', 'gt', '2026-07-14T10:00:00+00:00'), { instant: '2026-07-14T10:00:00.5+00:00' }),
    true,
  )
})

test('a list of links has one, or one of several', () => {
  assert.equal(holds(leaf('cibles', 'eq', 2), { cibles: [1, 2] }), true)
  assert.equal(holds(leaf('cibles', 'in', [7, 2]), { cibles: [1, 2] }), true)
  assert.equal(holds(leaf('cibles', 'ne', 2), { cibles: [1] }), true)
  assert.equal(holds(leaf('cibles', 'isnull'), { cibles: [] }), true)
  assert.equal(holds(leaf('cibles', 'isnull'), {}), true)
})

test('variables stand for who asks and for the day', () => {
  assert.equal(holds(leaf('chef', 'eq', { var: 'me' }), { chef: me }), true)
  assert.equal(holds(leaf('chef', 'in', [{ var: 'me' }]), { chef: me }), true)
  assert.equal(holds(leaf('jour', 'range', [{ var: 'today' }, '9999-12-31']), { jour: today }), true)
  assert.equal(holds(leaf('chef', 'in', { var: 'my_team' }), { chef: 6 }), true)
  assert.equal(holds(leaf('chef', 'in', { var: 'my_team' }), { chef: 7 }), false)
  assert.equal(
    compileWhere(leaf('chef', 'in', { var: 'my_team' }), samples)({ chef: 6 }, { me, today }),
    false,
  )
  const anonymous = compileWhere(leaf('chef', 'ne', { var: 'me' }), samples)
  assert.equal(anonymous({ chef: null }, { me: null, today }), true)
})

test('a former name serves as well as the slug, an unknown one is an error of ours', () => {
  const table = {
    ...samples,
    fields: samples.fields.map((field) => ({ ...field, aliases: [`${field.slug}_avant`] })),
  }
  assert.equal(compileWhere(leaf('nom_avant', 'eq', 'x'), table)({ nom: 'x' }, env), true)
  assert.throws(() => compileWhere(leaf('cible__nom', 'eq', 'x'), samples))
})
