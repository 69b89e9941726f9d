import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json, JsonObject } from '#model/json.ts'
import { importFile, problemsOf } from '../../../../tests/support/import-file.ts'
import { allRows, contextAt } from '../../../../tests/support/site-context.ts'
import { workshop } from '../../../../tests/support/structure.ts'
import { removeMany } from '../../records/write-many.ts'
import type { Cell, Sheet } from '../files/sheet.ts'
import { readingOf, readRows } from './read-rows.ts'

const shop = await workshop()
await shop.make({ slug: 'clients', title: 'nom', fields: [{ slug: 'nom', type: 'text' }] })
await shop.insert('clients', { nom: 'Awa' }, { nom: '2026' }, { nom: 'Adama' })
await shop.make({
  slug: 'devis',
  fields: [
    { slug: 'numero', type: 'text', required: true },
    { slug: 'client', type: 'reference', table: 'clients' },
    { slug: 'copies', type: 'references', table: 'clients' },
    { slug: 'suivi', type: 'reference', table: 'clients', default: 3 },
    { slug: 'serie', type: 'text' },
    { slug: 'rang', type: 'integer' },
  ],
  unique: [['serie', 'rang']],
})

const importing = (rows: readonly JsonObject[]) =>
  importFile(shop, 'devis', rows.map((row) => JSON.stringify(row)).join('\n'), {
    on_error: 'skip',
  })
const links = async () =>
  (await allRows(await contextAt(shop), 'devis')).map(({ client, copies }) => [client, copies])

test('what is no reference is refused, and never taken for none', async () => {
  const junk: Json[] = [{}, { id: 1 }, true, [1], 0, -1, 1.5]
  const lists: Json[] = [3, {}, false, [[1]], [null], [1, 1], [0], ['']]
  const report = await importing([
    ...junk.map((client) => ({ numero: 'A', client })),
    ...lists.map((copies) => ({ numero: 'A', copies })),
  ])
  const told = report.problems.map(({ field, code }) => `${field} ${code}`)
  assert.deepEqual(told, [
    ...junk.map(() => 'client reference.invalid'),
    ...lists.map((list) => `copies references.${String(list) === '1,1' ? 'twice' : 'invalid'}`),
  ])
  assert.deepEqual(await links(), [])
})

test('in a workbook too: an error, a truth, a date are no reference', async () => {
  const ctx = await contextAt(shop)
  const sheet = { columns: ['numero', 'client'], headerLine: 1, manner: 'sheet' } as const
  const options = { match: [], on_error: 'stop', dry_run: false } as const
  const reading = readingOf(ctx, shop.table('devis'), sheet as unknown as Sheet, options)
  const cells: Cell[] = [
    { kind: 'broken', code: '#N/A' },
    true,
    { kind: 'time', day: '2026-12-31', time: '' },
    2026,
  ]
  const read = await readRows(
    ctx,
    reading,
    cells.map((cell, i) => ({ line: i + 2, cells: ['A', cell] })),
  )
  assert.deepEqual(
    read.map(({ problems, input }) => problems[0]?.problem.code ?? input.client),
    ['import.broken_cell', 'reference.invalid', 'reference.invalid', 2],
  )
})

test('in JSON a number is an id and names no row by its title; a text may', async () => {
  const report = await importing([
    { numero: 'A', client: 2026, copies: [1, 2026] },
    { numero: 'B', client: '2026', copies: ['Awa', 3] },
  ])
  assert.deepEqual(problemsOf(report), [
    [1, 'client', 'reference.not_found'],
    [1, 'copies', 'reference.not_found'],
  ])
  assert.deepEqual(await links(), [[2, [1, 3]]])
})

test('all that is wrong with a row is told at once: of its cells, its links and by the rules of the table', async () => {
  const report = await importing([{ numero: null, client: 99, copies: [99], rang: 'douze', serie: 7 }])
  assert.deepEqual(
    problemsOf(report)
      .map(([, ...told]) => told.join(' '))
      .sort(),
    [
      'client reference.not_found',
      'copies reference.not_found',
      'numero field.required',
      'rang integer.invalid',
      'serie text.not_text',
    ],
  )
})

test('a value that others have together is told of each of its fields', async () => {
  await importing([{ numero: 'S', serie: 'A', rang: 1 }])
  const report = await importing([{ numero: 'T', serie: 'A', rang: 1 }])
  assert.deepEqual(problemsOf(report), [
    [1, 'serie', 'field.not_unique'],
    [1, 'rang', 'field.not_unique'],
  ])
})

test('a row that is refused takes no value from those after it', async () => {
  const held = { numero: 'U', serie: 'B', rang: 1 }
  const report = await importing([{ ...held, copies: [99] }, held, held])
  assert.deepEqual(problemsOf(report), [
    [1, 'copies', 'reference.not_found'],
    [3, 'serie', 'import.same_key'],
    [3, 'rang', 'import.same_key'],
  ])
})

test('a default that refers to a row that is gone is told of the rows that it would be given to', async () => {
  await importing([{ numero: 'D' }])
  const ctx = await contextAt(shop)
  const rows = await allRows(ctx, 'devis')
  await removeMany(
    ctx,
    shop.table('devis'),
    rows.map(({ id }) => ({ id: id as number })),
    null,
  )
  await removeMany(ctx, shop.table('clients'), [{ id: 3 }], null)
  const report = await importing([{ numero: 'E' }, { numero: 'F', suivi: 1 }])
  assert.deepEqual(problemsOf(report), [[1, 'suivi', 'reference.not_found']])
  assert.deepEqual([report.status, report.created], ['done', 1])
})
