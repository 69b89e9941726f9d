import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../../lib/table.ts'
import { changesOf, definitionOf, draftOf } from './draft.ts'

const field = (more: object): Field =>
  ({ id: 3, slug: 'prix', type: 'decimal', label: { fr: 'Prix' }, digits: 12, places: 2, ...more }) as Field

test('a field that nobody touched asks for no change', () => {
  for (const one of [
    field({}),
    field({ required: true, unique: true, default: '1.00', help: { fr: 'HT', en: 'Net' } }),
    field({ type: 'choice', options: [{ value: 'a', label: { fr: 'A' } }], default: 'a' }),
    field({ readonly: true, computed: { type: 'formula', formula: '{a} + 1', ast: {} } }),
    field({ readonly: true, computed: { type: 'rollup', table: 'devis', by: 'projet', op: 'count' } }),
  ])
    assert.deepEqual(changesOf(one, draftOf(one)), [])
})

test('each thing that was touched is one change, under the new name', () => {
  const before = field({ default: '1.00' })
  const draft = { ...draftOf(before), slug: 'tarif', label: { fr: 'Tarif' }, required: true, default: null }
  assert.deepEqual(changesOf(before, draft), [
    { change: 'rename', field: 'prix', to: 'tarif' },
    { change: 'label', field: 'tarif', label: { fr: 'Tarif' }, help: null },
    { change: 'default', field: 'tarif', default: null },
    { change: 'require', field: 'tarif', required: true },
  ])
})

test('a setting that changes takes the others and the default with it', () => {
  const before = field({ default: '1.00', min: '0' })
  const draft = { ...draftOf(before), settings: { digits: 14, places: 2, min: '', max: null } }
  assert.deepEqual(changesOf(before, draft), [
    { change: 'type', field: 'prix', to: { type: 'decimal', digits: 14, places: 2, default: '1.00' } },
  ])
})

test('what is worked out is told without flags; what a former type had is left behind', () => {
  const draft = {
    ...draftOf(field({ required: true })),
    type: 'formula',
    settings: { formula: '{a}', digits: 3 },
  } as const
  assert.deepEqual(definitionOf(draft), {
    slug: 'prix',
    type: 'formula',
    label: { fr: 'Prix' },
    formula: '{a}',
  })
  assert.deepEqual(changesOf(field({ required: true }), draft), [
    { change: 'type', field: 'prix', to: { type: 'formula', formula: '{a}' } },
  ])
})
