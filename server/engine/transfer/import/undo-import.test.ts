import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { importFile } from '../../../../tests/support/import-file.ts'
import { allRows, contextAt, logLines } from '../../../../tests/support/site-context.ts'
import { workshop } from '../../../../tests/support/structure.ts'
import type { Change } from '../../changes.ts'
import type { Context } from '../../context.ts'
import { insertMany, removeMany, updateMany } from '../../records/write-many.ts'
import type { ImportReport } from './read-import.ts'
import { undoImport } from './undo-import.ts'

const shop = await workshop()
await shop.make({
  slug: 'produits',
  title: 'code',
  fields: [
    { slug: 'code', type: 'text', unique: true },
    { slug: 'prix', type: 'decimal', digits: 12, places: 2 },
    { slug: 'voisin', type: 'reference', table: 'produits' },
    { slug: 'lies', type: 'references', table: 'produits' },
  ],
  search: ['code'],
})
await shop.make({ slug: 'ventes', fields: [{ slug: 'produit', type: 'reference', table: 'produits' }] })

const told: Change[] = []
const listener = { hears: () => true, told: async (_: Context, change: Change) => void told.push(change) }
const fresh = async (): Promise<Context> => ({ ...(await contextAt(shop)), listeners: [listener] })
const produits = () => shop.table('produits')

const importing = (text: string, options: JsonObject = {}) =>
  importFile(shop, 'produits', text, options, fresh)
const rows = async (...slugs: string[]) =>
  (await allRows(await fresh(), 'produits')).map((row) => slugs.map((slug) => row[slug]))
const keptOf = ({ undo }: ImportReport) => [undo!.removed, undo!.restored, undo!.kept.map(({ code }) => code)]

afterEach(async () => {
  const ctx = await fresh()
  for (const slug of ['ventes', 'produits']) {
    const all = (await allRows(ctx, slug)).map(({ id }) => ({ id: id as number }))
    await removeMany(ctx, shop.table(slug), all, null)
  }
  told.length = 0
})

test('undone, every value and list is as it was, and the log says who took it back', async () => {
  const ctx = await fresh()
  const [a, b] = (await insertMany(
    ctx,
    produits(),
    [
      { code: 'A', prix: '1.10', lies: [] },
      { code: 'B', prix: null, lies: [] },
    ],
    null,
  )) as [number, number]
  await updateMany(ctx, produits(), [{ id: a, version: 1, changed: { lies: [b, a], voisin: b } }], null)
  const before = await rows('id', 'code', 'prix', 'voisin', 'lies', 'created_at')
  const report = await importing('code;prix;voisin;lies\nA;2,20;;\nB;3;A;A\nC;4;B;"A,B"\n', { match: 'code' })
  assert.deepEqual([report.status, report.created, report.updated], ['done', 1, 2])
  assert.deepEqual(keptOf(await undoImport(await fresh(), report.id)), [1, 2, []])
  assert.deepEqual(await rows('id', 'code', 'prix', 'voisin', 'lies', 'created_at'), before)
  const undo = (await logLines(ctx, 'produits')).filter(({ verb }) => verb === 'import.undo')
  assert.deepEqual(
    undo.map(({ actor, before: image }) => [actor, image === null]),
    [
      ['user:7', false],
      ['user:7', false],
      ['user:7', false],
    ],
  )
})

test('an import and its undoing tell one change each, inside their transactions', async () => {
  const report = await importing('code\nA\nB\n')
  await undoImport(await fresh(), report.id)
  assert.deepEqual(
    told.map(({ verb, id, count }) => [verb, id, count]),
    [
      ['import', null, 2],
      ['import.undo', null, 2],
    ],
  )
})

test('rows that somebody touched since are left and named; with `force` they are taken back too', async () => {
  const ctx = await fresh()
  const [a] = await insertMany(ctx, produits(), [{ code: 'A', prix: '1.00' }], null)
  const report = await importing('code;prix\nA;2\nB;2\nC;2\n', { match: 'code' })
  const [, b] = (await rows('id')).flat() as number[]
  await updateMany(
    ctx,
    produits(),
    [
      { id: a!, version: 2, changed: { prix: '9.00' } },
      { id: b!, version: 1, changed: { prix: '9.00' } },
    ],
    null,
  )
  const undone = await undoImport(await fresh(), report.id)
  assert.deepEqual(keptOf(undone), [1, 0, ['undo.changed', 'undo.changed']])
  assert.deepEqual(await rows('code', 'prix'), [
    ['A', '9.00'],
    ['B', '9.00'],
  ])
  assert.deepEqual(keptOf(await undoImport(await fresh(), report.id, { force: true })), [1, 1, []])
  assert.deepEqual(await rows('code', 'prix'), [['A', '1.00']])
})

test('rows that others use stay; so does a row whose former value somebody took', async () => {
  const ctx = await fresh()
  await insertMany(ctx, produits(), [{ code: 'A' }], null)
  const [[a]] = (await rows('id')) as [[number]]
  const report = await importing(`id;code\n${a};A2\n;B\n;C\n`, { match: 'id' })
  const ids = (await rows('id')).flat() as number[]
  await insertMany(ctx, shop.table('ventes'), [{ produit: ids[1]! }], null)
  await insertMany(ctx, produits(), [{ code: 'A' }], null)
  const undone = await undoImport(await fresh(), report.id)
  assert.deepEqual([undone.undo!.removed, undone.undo!.restored], [1, 0])
  assert.deepEqual(
    undone.undo!.kept.map(({ id, code }) => [id, code]),
    [
      [ids[1], 'undo.in_use'],
      [a, 'undo.refused'],
    ],
  )
  assert.deepEqual((await rows('code')).flat(), ['A2', 'B', 'A'])
})

test('undoing twice does nothing the second time', async () => {
  const report = await importing('code\nA\n')
  await undoImport(await fresh(), report.id)
  await insertMany(await fresh(), produits(), [{ code: 'A' }], null)
  assert.deepEqual(keptOf(await undoImport(await fresh(), report.id)), [0, 0, []])
  assert.deepEqual(await rows('code'), [['A']])
})

test('a field that the table got since the import keeps its values', async () => {
  const ctx = await fresh()
  await insertMany(ctx, produits(), [{ code: 'A', prix: '1.00' }], null)
  const report = await importing('code;prix\nA;2\n', { match: 'code' })
  await shop.change('produits', { change: 'add', field: { slug: 'note', type: 'text', default: 'là' } })
  await undoImport(await fresh(), report.id)
  assert.deepEqual(await rows('code', 'prix', 'note'), [['A', '1.00', 'là']])
})
