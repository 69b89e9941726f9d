import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raw, sql, statement } from '#db/sql.ts'
import type { Context } from '#engine/context.ts'
import type { Row } from '#model/row.ts'
import { allRows, contextAt, logLines } from '../../../tests/support/site-context.ts'
import { workshop } from '../../../tests/support/structure.ts'
import { inTransaction } from '../context.ts'
import { Stale } from './freshness.ts'
import { insertMany, removeMany, updateMany } from './write-many.ts'

const shop = await workshop()
await shop.make({ slug: 'rayons', title: 'nom', fields: [{ slug: 'nom', type: 'text' }] })
await shop.make({
  slug: 'produits',
  fields: [
    { slug: 'nom', type: 'text', unique: true },
    { slug: 'prix', type: 'decimal', digits: 12, places: 2 },
    { slug: 'rayon', type: 'reference', table: 'rayons' },
    { slug: 'aussi', type: 'references', table: 'rayons' },
    { slug: 'numero', type: 'auto_number', prefix: 'P-', padding: 3 },
    { slug: 'fiche', type: 'json' },
  ],
  search: ['nom', 'numero'],
})
const ctx = await contextAt(shop)
const rayons = shop.table('rayons')
const produits = shop.table('produits')
const [r1, r2, r3] = (await insertMany(
  ctx,
  rayons,
  ['a', 'b', 'c'].map((nom) => ({ nom })),
  null,
)) as [number, number, number]

const product = (nom: string, more = {}) => ({
  nom,
  prix: '12.50',
  rayon: r1,
  aussi: [r3, r1],
  fiche: [1, { a: '"\\{' }],
  ...more,
})
const rowsOf = async (slugs: readonly string[]) =>
  (await allRows(ctx, 'produits')).map((row) => slugs.map((slug) => row[slug]))
const searchable = async () => {
  const { answers } = await ctx.tx.run(
    statement(sql`select s from ${raw(`site.t${produits.id}`)} order by id`),
  )
  return answers[0]!.rows.map(([s]) => s)
}

async function emptied(): Promise<void> {
  await removeMany(
    ctx,
    produits,
    (await allRows(ctx, 'produits')).map(({ id }) => ({ id: id as number })),
    null,
  )
}

test('rows come in with their lists, numbers, search text and a line each in the log, in their order', async () => {
  const ids = await insertMany(
    ctx,
    produits,
    [product('Tôle'), product('Riz', { aussi: [], prix: null }), product('Thé, "vert"')],
    '77',
  )
  assert.deepEqual(await rowsOf(['id', 'nom', 'prix', 'aussi', 'numero', 'fiche', 'version']), [
    [ids[0], 'Tôle', '12.50', [r3, r1], 'P-001', [1, { a: '"\\{' }], 1],
    [ids[1], 'Riz', null, [], 'P-002', [1, { a: '"\\{' }], 1],
    [ids[2], 'Thé, "vert"', '12.50', [r3, r1], 'P-003', [1, { a: '"\\{' }], 1],
  ])
  assert.deepEqual(await searchable(), [' tole p-001', ' riz p-002', ' the, "vert" p-003'])
  const lines = await logLines(ctx, 'produits')
  assert.deepEqual(
    lines.map(({ row_id, ...line }) => line),
    ids.map(() => ({ version: 1, verb: 'create', actor: 'user:7', batch: 77, before: null })),
  )
  await emptied()
})

test('each row takes its own changes and nothing else; the log keeps what it was, lists included', async () => {
  const ids = await insertMany(ctx, produits, [product('a'), product('b'), product('c')], null)
  const changes = [{ nom: 'A', aussi: [r1, r2] }, { prix: '7.00' }, { aussi: [], fiche: null }]
  const { moved } = await updateMany(
    ctx,
    produits,
    changes.map((changed, i) => ({ id: ids[i]!, version: 1, changed: changed as unknown as Row })),
    '78',
  )
  assert.deepEqual(moved, [])
  assert.deepEqual(await rowsOf(['nom', 'prix', 'aussi', 'fiche', 'version']), [
    ['A', '12.50', [r1, r2], [1, { a: '"\\{' }], 2],
    ['b', '7.00', [r3, r1], [1, { a: '"\\{' }], 2],
    ['c', '12.50', [], null, 2],
  ])
  assert.equal((await searchable())[0]!.startsWith(' a p-'), true)
  const [line] = (await logLines(ctx, 'produits')).filter(({ batch }) => batch === 78)
  assert.equal(line!.verb, 'update')
  assert.equal(line!.version, 2)
  assert.deepEqual([line!.before!.c1, line!.before!.c2, line!.before!.c4], ['a', 12.5, [r3, r1]])
  await emptied()
})

test('a row that somebody else wrote meanwhile is left alone and named; the others are written', async () => {
  const ids = await insertMany(ctx, produits, [product('a'), product('b')], null)
  await updateMany(ctx, produits, [{ id: ids[0]!, version: 1, changed: { nom: 'elsewhere' } }], null)
  const both = ids.map((id) => ({ id, version: 1, changed: { prix: '1.00' } }))
  assert.deepEqual(await updateMany(ctx, produits, both, '79'), { moved: [ids[0]] })
  assert.deepEqual(await rowsOf(['nom', 'prix']), [
    ['elsewhere', '12.50'],
    ['b', '1.00'],
  ])
  assert.deepEqual(
    await removeMany(
      ctx,
      produits,
      ids.map((id) => ({ id, version: 2 })),
      '80',
    ),
    { moved: [] },
  )
  assert.deepEqual((await logLines(ctx, 'produits')).filter(({ batch }) => batch === 79).length, 1)
})

test('removed rows leave their whole image, and a line that comes after all others', async () => {
  const [id] = await insertMany(ctx, produits, [product('a')], null)
  await removeMany(ctx, produits, [{ id: id! }], '81')
  assert.deepEqual(await allRows(ctx, 'produits'), [])
  const line = (await logLines(ctx, 'produits')).find(({ batch }) => batch === 81)!
  assert.deepEqual([line.verb, line.version, line.before!.c1, line.before!.c4], ['delete', 2, 'a', [r3, r1]])
})

test('out of yesterday’s definitions nothing is written', async () => {
  const [id] = await insertMany(ctx, produits, [product('a')], null)
  await shop.change('rayons', { change: 'add', field: { slug: 'note', type: 'text' } })
  const stale = (writing: Promise<unknown>) => assert.rejects(writing, Stale)
  await stale(insertMany(ctx, produits, [product('b')], null))
  await stale(updateMany(ctx, produits, [{ id: id!, version: 1, changed: { nom: 'z' } }], null))
  await stale(removeMany(ctx, produits, [{ id: id! }], null))
  assert.deepEqual(await rowsOf(['nom', 'version']), [['a', 1]])
  Object.assign(ctx, await contextAt(shop))
  await emptied()
})

test('what the database refuses is said by field and row, and nothing of it stays', async () => {
  const refusal = async (rows: object[]) => {
    try {
      await insertMany(ctx, produits, rows as never, null)
      return null
    } catch (error) {
      const { errors, more } = error as { errors: Record<string, { code: string }[]>; more: { row: number } }
      return Object.entries(errors).map(([field, [problem]]) => [field, problem!.code, more.row])
    }
  }
  assert.deepEqual(await refusal([product('new'), product('a'), product('a')]), [
    ['nom', 'field.not_unique', 2],
  ])
  await insertMany(ctx, produits, [product('là')], null)
  assert.deepEqual(await refusal([product('là')]), [['nom', 'field.not_unique', 0]])
  assert.deepEqual(await refusal([product('new'), product('là')]), [['nom', 'field.not_unique', undefined]])
  assert.deepEqual(await refusal([product('new', { rayon: 999 })]), [['rayon', 'reference.not_found', 0]])
  assert.deepEqual(await rowsOf(['nom']), [['là']])
  await emptied()
})

test('a row that others refer to stays', async () => {
  await insertMany(ctx, produits, [product('a')], null)
  await assert.rejects(removeMany(ctx, rayons, [{ id: r1 }], null), { message: 'row.in_use' })
  await emptied()
})

test('two writers of the same rows: each row is written once, by the one that was first', async () => {
  const ids = await insertMany(
    ctx,
    produits,
    Array.from({ length: 200 }, (_, i) => product(`p${i}`, { aussi: [] })),
    null,
  )
  const write = (price: string) => async (inner: Context) =>
    updateMany(
      inner,
      produits,
      ids.map((id) => ({ id, version: 1, changed: { prix: price } })),
      null,
    )
  const [a, b] = await Promise.all([inTransaction(ctx, write('1.00')), inTransaction(ctx, write('2.00'))])
  assert.equal(a.moved.length + b.moved.length, 200)
  assert.deepEqual(new Set((await rowsOf(['version'])).flat()), new Set([2]))
  await emptied()
})

test('a table of lists alone, or of nothing, takes rows too', async () => {
  await shop.make({ slug: 'listes', fields: [{ slug: 'l', type: 'references', table: 'rayons' }] })
  const inner = await contextAt(shop)
  const ids = await insertMany(inner, shop.table('listes'), [{ l: [r2] }, { l: [] }], null)
  await updateMany(inner, shop.table('listes'), [{ id: ids[1]!, version: 1, changed: { l: [r1, r2] } }], null)
  assert.deepEqual(
    (await allRows(inner, 'listes')).map(({ l }) => l),
    [[r2], [r1, r2]],
  )
})
