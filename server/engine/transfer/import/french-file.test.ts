import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importFile } from '../../../../tests/support/import-file.ts'
import { inLength } from '../../../../tests/support/long.ts'
import { allRows, contextAt, logLines } from '../../../../tests/support/site-context.ts'
import { workshop } from '../../../../tests/support/structure.ts'
import { insertMany } from '../../records/write-many.ts'
import { undoImport } from './undo-import.ts'

const count = inLength(100_000, 2_000)
const shop = await workshop()
await shop.make({
  slug: 'ventes',
  fields: [
    { slug: 'numero', type: 'text', required: true, unique: true, label: { fr: 'Numéro' } },
    { slug: 'libelle', type: 'text', label: { fr: 'Libellé' } },
    { slug: 'montant', type: 'decimal', digits: 14, places: 2 },
    { slug: 'prix', type: 'money', currency: 'XOF' },
    { slug: 'jour', type: 'date' },
    { slug: 'quantite', type: 'integer', label: { fr: 'Quantité' } },
    { slug: 'paye', type: 'boolean', label: { fr: 'Payé' } },
    { slug: 'priorite', type: 'choice', options: ['basse', 'haute'], label: { fr: 'Priorité' } },
    { slug: 'telephone', type: 'phone', label: { fr: 'Téléphone' } },
    { slug: 'note', type: 'long_text' },
  ],
  search: ['numero', 'libelle'],
})

/** In the forms that a French spreadsheet writes; every so many lines, a cell that nobody can read. */
const bad: Record<number, [column: number, header: string, text: string]> = {}
for (let i = 0; i < 37; i++) {
  const faults = [
    [2, 'Montant', 'douze'],
    [3, 'prix', '12 $'],
    [4, 'Jour', '31/02/2026'],
    [5, 'Quantité', '1,5'],
    [6, 'Payé', 'peut-être'],
    [7, 'Priorité', 'énorme'],
    [8, 'Téléphone', '12'],
  ] as const
  bad[Math.floor(((i + 1) * count) / 38)] = faults[i % faults.length] as [number, string, string]
}
const header = 'Numéro;Libellé;Montant;prix;Jour;Quantité;Payé;Priorité;Téléphone;note'

function lineOf(i: number, withBad: boolean): string {
  const cells = [
    `V-${i}`,
    `Tôle « ondulée » n° ${i}`,
    '12 500,50',
    '850 000 FCFA',
    '31/12/2026',
    String(i),
    i % 2 ? 'oui' : 'non',
    'Haute',
    '+225 07 07 12 34 56',
    '"deux\nlignes"',
  ]
  const fault = withBad ? bad[i] : undefined
  if (fault) cells[fault[0]] = fault[2]
  return cells.join(';')
}
const windows1252 = (text: string): Buffer => Buffer.from(text, 'latin1')
const fileOf = (withBad: boolean): Buffer =>
  windows1252([header, ...Array.from({ length: count }, (_, i) => lineOf(i, withBad))].join('\r\n'))

const fresh = () => contextAt(shop)
const importing = (file: Buffer) => importFile(shop, 'ventes', file, { match: 'numero' })

test(`${count} rows as a French spreadsheet writes them: 37 bad cells told by line and column, then taken in, then undone`, async (t) => {
  const ctx = await fresh()
  await insertMany(
    ctx,
    shop.table('ventes'),
    [
      { numero: 'V-0', libelle: 'd’avant', montant: '0.10' },
      { numero: 'autre', prix: 5 },
    ],
    null,
  )
  const before = JSON.stringify((await allRows(ctx, 'ventes')).map(({ version, updated_at, ...row }) => row))

  const refused = await importing(fileOf(true))
  assert.deepEqual([refused.status, refused.problem_count, refused.skipped], ['failed', 37, 37])
  const expected = Object.entries(bad).map(([i, [, column, value]]) => [2 + 2 * Number(i), column, value])
  assert.deepEqual(
    refused.problems.map(({ line, column, value }) => [line, column, value]),
    expected,
  )
  assert.equal(
    JSON.stringify((await allRows(ctx, 'ventes')).map(({ version, updated_at, ...row }) => row)),
    before,
  )

  const start = performance.now()
  const taken = await importing(fileOf(false))
  const seconds = (performance.now() - start) / 1000
  t.diagnostic(`${count} rows in ${seconds.toFixed(1)} s`)
  assert.deepEqual([taken.status, taken.created, taken.updated, taken.problems], ['done', count - 1, 1, []])
  if (count >= 100_000) assert.ok(seconds <= 30, `${seconds} s`)
  const rows = await allRows(ctx, 'ventes')
  const last = rows.at(-1)!
  const own = shop.table('ventes').fields.map(({ slug }) => [slug, last[slug]])
  assert.deepEqual(Object.fromEntries(own), {
    numero: `V-${count - 1}`,
    libelle: `Tôle « ondulée » n° ${count - 1}`,
    montant: '12500.50',
    prix: 850000,
    jour: '2026-12-31',
    quantite: count - 1,
    paye: true,
    priorite: 'haute',
    telephone: '+2250707123456',
    note: 'deux\nlignes',
  })
  assert.equal((await logLines(ctx, 'ventes')).filter(({ verb }) => verb === 'import').length, count)

  const undone = await undoImport(await fresh(), taken.id)
  assert.deepEqual(
    [undone.status, undone.undo!.removed, undone.undo!.restored, undone.undo!.kept_count],
    ['undone', count - 1, 1, 0],
  )
  assert.equal(
    JSON.stringify((await allRows(ctx, 'ventes')).map(({ version, updated_at, ...row }) => row)),
    before,
  )
})
