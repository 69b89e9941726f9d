import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { importFile, problemsOf } from '../../../../tests/support/import-file.ts'
import { allRows, contextAt } from '../../../../tests/support/site-context.ts'
import { workshop } from '../../../../tests/support/structure.ts'
import { parseImportOptions } from './options.ts'
import { type ImportReport, listImports } from './read-import.ts'
import { startImport } from './start-import.ts'
import { undoImport } from './undo-import.ts'

const shop = await workshop()
await shop.make({ slug: 'clients', title: 'nom', fields: [{ slug: 'nom', type: 'text' }] })
await shop.make({
  slug: 'devis',
  fields: [
    { slug: 'numero', type: 'text', required: true, unique: true },
    { slug: 'montant', type: 'decimal', digits: 14, places: 2 },
    { slug: 'client', type: 'reference', table: 'clients' },
    { slug: 'motif', type: 'text' },
  ],
})
const fresh = () => contextAt(shop)
const importing = (file: string, options: JsonObject = {}) => importFile(shop, 'devis', file, options)
const rows = async (slugs: string[]) =>
  (await allRows(await fresh(), 'devis')).map((row) => slugs.map((slug) => row[slug]))
const counts = ({ status, created, updated, unchanged, skipped }: ImportReport) => [
  status,
  created,
  updated,
  unchanged,
  skipped,
]
const undone = async (report: ImportReport) => undoImport(await fresh(), report.id)

test('columns: an unknown one stops, two for one field stop, a missing key stops; mapping mends them', async () => {
  assert.deepEqual(problemsOf(await importing('numero;remarque\nA;x\n')), [
    [1, 'remarque', 'import.unknown_column'],
  ])
  assert.deepEqual(problemsOf(await importing('numero;Numéro\nA;B\n')), [
    [1, 'Numéro', 'import.column_twice'],
  ])
  assert.deepEqual(problemsOf(await importing('montant\n1\n', { match: 'numero' })), [
    [null, null, 'import.no_key_column'],
  ])
  assert.deepEqual(problemsOf(await importing('x;y\n1;2\n', { columns: { x: null, y: 'nope' } })), [
    [null, null, 'import.no_column'],
  ])
  const report = await importing('Réf.;remarque\nA;x\n', { columns: { 'Réf.': 'numero', remarque: 'motif' } })
  assert.deepEqual(await rows(['numero', 'motif']), [['A', 'x']])
  await undone(report)
})

test('a header without rows is an import of nothing; an empty file is refused', async () => {
  assert.deepEqual(counts(await importing('numero;montant\n')), ['done', 0, 0, 0, 0])
  await assert.rejects(importing(''), { message: 'file.empty' })
  assert.deepEqual(problemsOf(await importing('\n;;\n\n')), [[null, null, 'file.empty']])
})

test('a file that breaks off writes nothing, even with `skip`', async () => {
  const good = Array.from({ length: 6000 }, (_, i) => `N-${i};1\n`).join('')
  const report = await importing(`numero;montant\n${good}"never closed;1\n`, { on_error: 'skip' })
  assert.deepEqual(problemsOf(report), [[6002, null, 'file.quote_open']])
  assert.deepEqual(counts(report), ['failed', 0, 0, 0, 0])
  assert.deepEqual(await rows(['numero']), [])
})

test('null characters, half characters and names of every object’s members do no harm', async () => {
  const json = JSON.stringify([
    { numero: 'a\0b', __proto__x: 1 },
    { numero: '\ud800' },
    { client: 'x\0' },
    { numero: 'c', 'h\0\ud800': '\\u0000' },
  ])
  const report = await importing(json.replace('__proto__x', '__proto__'), { on_error: 'skip' })
  assert.deepEqual(problemsOf(report).sort(), [
    [1, '__proto__', 'import.unknown_column'],
    [1, 'client', 'import.no_target'],
    [1, 'h\uFFFD\uFFFD', 'import.unknown_column'],
    [1, 'numero', 'field.required'],
    [1, 'numero', 'text.broken_character'],
    [1, 'numero', 'text.nul'],
  ])
  assert.deepEqual(await rows(['numero']), [['c']])
  await undone(report)
})

test('a file that is refused on arrival leaves nothing behind', async () => {
  const ctx = await fresh()
  const known = (await listImports(ctx, shop.table('devis'), 1000)).length
  await assert.rejects(importing('%PDF-1.7 …'), { message: 'file.unknown_format' })
  async function* brokenOff(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('numero\nA\n')
    throw new Error('the line went dead')
  }
  const options = parseImportOptions({}, shop.table('devis'))
  const upload = { name: 'f', bytes: brokenOff(), options }
  await assert.rejects(startImport(ctx, shop.table('devis'), upload), { message: 'the line went dead' })
  const { answers } = await ctx.tx.run({ text: 'select count(*) from site.imports', values: [] })
  assert.equal(Number(answers[0]!.rows[0]![0]), known)
})

test('the file goes when the import is over', async () => {
  await undone(await importing('numero\nA\n'))
  const { answers } = await (await fresh()).tx.run({
    text: `select count(*) from site.import_parts where kind = 'file'`,
    values: [],
  })
  assert.equal(answers[0]!.rows[0]![0], '0')
})
