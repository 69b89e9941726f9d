import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { systemField } from '#model/fields/system.ts'
import type { Json } from '#model/json.ts'
import type { Language } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { rows as anyRows, samples, tableOf } from '../../../../tests/support/where-cases.ts'
import type { Context } from '../../context.ts'
import { openSheet } from '../files/open-sheet.ts'
import { bytesInMemory, type Sheet } from '../files/sheet.ts'
import { cellReader } from '../import/cells.ts'
import { isLink, namesIn } from '../import/targets.ts'
import { type ExportOptions, exportFormats, exportRows } from './export-rows.ts'

const contextIn = (language: Language) =>
  ({ site: { country: 'CI', currency: 'XOF', timeZone: 'Europe/Paris' }, language }) as unknown as Context
const ctx = contextIn('fr')

async function* inPages(rows: readonly Row[], size = 3): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

async function exported(
  fields: readonly Field[],
  rows: readonly Row[],
  options: ExportOptions,
  by = ctx,
): Promise<Buffer> {
  const pieces = await Array.fromAsync(exportRows(by, samples, fields, inPages(rows), options))
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
}
const csv = async (fields: readonly Field[], rows: readonly Row[], by = ctx) =>
  (await exported(fields, rows, { format: 'csv' }, by)).toString()

async function reopened(bytes: Buffer): Promise<{ sheet: Sheet; cells: (readonly unknown[])[] }> {
  const sheet = await openSheet(bytesInMemory(bytes, 1000))
  const batches = await Array.fromAsync(sheet.rows)
  return { sheet, cells: batches.flat().map((row) => row.cells) }
}

/** The value as the field keeps it; null where it would not. */
function kept(field: Field, value: Json): Json {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return null
  const parsed = fieldTypeOf(field).parse(field, value)
  return isProblem(parsed) || parsed.value === '' ? null : (parsed.value as Json)
}

test('whatever a row holds comes back from our own files, in each format and language', async () => {
  // The server numbers; and of a rich text files hold the lines alone.
  const fields = samples.fields.filter(({ type }) => type !== 'auto_number' && type !== 'rich_text')
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRows(samples), { minLength: 1, maxLength: 8 }),
      fc.constantFrom('fr', 'en') as fc.Arbitrary<Language>,
      fc.constantFrom(...exportFormats),
      async (given, language, format) => {
        const by = contextIn(language)
        const rows = given
          .map((row) =>
            Object.fromEntries(fields.map((field) => [field.slug, kept(field, row[field.slug] ?? null)])),
          )
          .filter((row) => Object.values(row).some((value) => value !== null && !isEmptyList(value)))
        if (rows.length === 0) return
        const { sheet, cells } = await reopened(await exported(fields, rows, { format }, by))
        const locale = { ...by.site, language }
        rows.forEach((row, i) => {
          for (const field of fields) {
            const cell = cells[i]![sheet.columns.indexOf(field.slug)] as Json
            const expected = row[field.slug] ?? null
            if (isLink(field))
              assert.deepEqual(namesIn(field, cell).map(Number), expected === null ? [] : [expected].flat())
            else {
              const read = cellReader(field, sheet.manner, locale)(cell)
              assert.deepEqual(read ?? { value: null }, { value: expected }, `${field.slug} ${format}`)
            }
          }
        })
      },
    ),
    { numRuns: process.env.SUGU_LONG ? 5000 : 150 },
  )
})
const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0

const table = tableOf(1, {
  slug: 'ventes',
  fields: [
    { slug: 'nom', type: 'text', label: { fr: 'Nom du client', en: 'Client' } },
    { slug: 'montant', type: 'decimal', digits: 14, places: 2 },
    { slug: 'prix', type: 'money', currency: 'XOF' },
    { slug: 'jour', type: 'date' },
    { slug: 'paye', type: 'boolean' },
    { slug: 'tel', type: 'phone' },
    { slug: 'le', type: 'datetime' },
    { slug: 'note', type: 'long_text' },
  ],
})
const sale = {
  nom: 'Awa; "Koné"',
  montant: '-35.01',
  prix: 1250000,
  jour: '2026-12-31',
  paye: true,
  tel: '+2250707123456',
  le: '2026-07-01T10:30:00+00:00',
  note: 'une\nligne',
}

test('a CSV is what a French spreadsheet opens: marked UTF-8, `;`, comma, day first', async () => {
  const text = await csv([systemField('id')!, ...table.fields], [{ id: 1, ...sale }, { id: 2 }])
  assert.equal(
    text,
    '\uFEFFid;nom;montant;prix;jour;paye;tel;le;note\r\n' +
      '1;"Awa; ""Koné""";-35,01;1250000;31/12/2026;oui;+225 07 07 12 34 56;01/07/2026 12:30;"une\nligne"\r\n' +
      '2;;;;;;;;\r\n',
  )
  const labelled = (await exported(table.fields, [], { format: 'csv', header: 'label' })).toString()
  assert.match(labelled, /^\uFEFFNom du client;/)
  assert.match(await csv(table.fields, [sale], contextIn('en')), /;-35\.01;1250000;/)
})

test('what a spreadsheet would compute is text, numbers stay numbers, and our import takes it back', async () => {
  const [nom] = table.fields
  const dangerous = ['=1+1', '+33', '-2+3', '@SUM(A1)', "'=x", "''+", '=HYPERLINK("http://x";"y")', '＝1']
  const harmless = ["l'été", "'tis", 'a=b', '1-2']
  const texts = [...dangerous, ...harmless]
  const text = await csv(
    [nom!],
    texts.map((one) => ({ nom: one })),
  )
  const { sheet, cells } = await reopened(Buffer.from(text))
  assert.deepEqual(
    cells.map(([cell]) => cell),
    [...dangerous.map((one) => `'${one}`), ...harmless],
  )
  const read = cellReader(nom!, sheet.manner, { ...ctx.site, language: 'fr' })
  assert.deepEqual(
    cells.map(([cell]) => (read(cell as string) as { value: Json }).value),
    texts,
  )
})

test('a workbook holds real numbers, truths and dates; texts are never formulas', async () => {
  const bytes = await exported(
    [systemField('id')!, ...table.fields],
    [{ id: 1, ...sale, nom: '=1+1', note: 'a\u0001_x0041_\ud800' }],
    { format: 'xlsx' },
  )
  const { sheet, cells } = await reopened(bytes)
  assert.deepEqual(sheet.columns, ['id', 'nom', 'montant', 'prix', 'jour', 'paye', 'tel', 'le', 'note'])
  assert.deepEqual(cells, [
    [
      1,
      '=1+1',
      -35.01,
      1250000,
      { kind: 'time', day: '2026-12-31', time: '' },
      true,
      '+225 07 07 12 34 56',
      { kind: 'time', day: '2026-07-01', time: '12:30:00' },
      'a\u0001_x0041_\ud800',
    ],
  ])
})

test('a number longer than a spreadsheet can hold stays exact, as text', async () => {
  const wide = tableOf(1, { slug: 'x', fields: [{ slug: 'n', type: 'decimal', digits: 30, places: 5 }] })
  const { cells } = await reopened(
    await exported(wide.fields, [{ n: '1234567890123456.12345' }], { format: 'xlsx' }),
  )
  assert.deepEqual(cells, [['1234567890123456,12345']])
})

test('an expanded reference shows its label; an empty table is a file with its header', async () => {
  const linked = tableOf(1, { slug: 'x', fields: [{ slug: 'c', type: 'choice', options: ['a'] }] })
  assert.equal(await csv(linked.fields, [{ c: { value: 'a', label: 'Aïe' } }]), '\uFEFFc\r\nAïe\r\n')
  assert.equal((await exported(table.fields, [], { format: 'json' })).toString(), '[]\n')
  assert.deepEqual((await reopened(await exported(table.fields, [], { format: 'xlsx' }))).cells, [])
})
