import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { importFile, problemsOf } from '../../../../tests/support/import-file.ts'
import { allRows, contextAt, logLines } from '../../../../tests/support/site-context.ts'
import { workshop } from '../../../../tests/support/structure.ts'
import { removeMany } from '../../records/write-many.ts'
import { exportRows } from '../export/export-rows.ts'
import { type ImportReport, readImport, refusedRows } from './read-import.ts'
import { undoImport } from './undo-import.ts'

const shop = await workshop()
const choices = {
  slug: 'choix',
  fields: ['categorie', 'valeur', 'libelle'].map((slug) => ({ slug, type: 'text' })),
}
await shop.make(choices)
await shop.insert(
  'choix',
  { categorie: 'statut', valeur: 'en_cours', libelle: 'En cours' },
  { categorie: 'statut', valeur: 'refuse', libelle: 'Refusé' },
  { categorie: 'autre', valeur: 'x', libelle: 'Ailleurs' },
)
await shop.make({ slug: 'clients', title: 'nom', fields: [{ slug: 'nom', type: 'text' }] })
await shop.insert('clients', { nom: 'Société Générale' }, { nom: 'Awa' }, { nom: 'Awa' }, { nom: '2026' })
await shop.make({
  slug: 'devis',
  fields: [
    {
      slug: 'numero',
      type: 'text',
      required: true,
      unique: true,
      label: { fr: 'N° de devis', en: 'Quote no.' },
    },
    { slug: 'montant', type: 'decimal', digits: 14, places: 2, label: { fr: 'Montant H.T.' } },
    { slug: 'jour', type: 'date' },
    { slug: 'statut', type: 'choice', table: 'choix', category: 'statut' },
    {
      slug: 'priorite',
      type: 'choice',
      options: [
        { value: 'basse', label: { fr: 'Basse', en: 'Low' } },
        { value: 'haute', label: { fr: 'Élevée', en: 'High' } },
      ],
    },
    { slug: 'client', type: 'reference', table: 'clients' },
    { slug: 'copies', type: 'references', table: 'clients' },
    { slug: 'paye', type: 'boolean', default: false },
    { slug: 'motif', type: 'text' },
    { slug: 'ordre', type: 'auto_number' },
  ],
  search: ['numero'],
  rules: [{ field: 'motif', when: { field: 'statut', op: 'eq', value: 'refuse' }, then: { required: true } }],
})

let ctx = await contextAt(shop)
afterEach(async () => {
  ctx = await contextAt(shop)
  const rows = await allRows(ctx, 'devis')
  await removeMany(
    ctx,
    shop.table('devis'),
    rows.map(({ id }) => ({ id: id as number })),
    null,
  )
})
const fresh = () => contextAt(shop)

const importing = (file: string | Uint8Array, options: JsonObject = {}, by = fresh) =>
  importFile(shop, 'devis', file, options, by)
const counts = ({ status, created, updated, unchanged, skipped }: ImportReport) => [
  status,
  created,
  updated,
  unchanged,
  skipped,
]
const rows = async (slugs: string[]) =>
  (await allRows(ctx, 'devis')).map((row) => slugs.map((slug) => row[slug]))
const undone = async (report: ImportReport) => undoImport(await fresh(), report.id)

test('a French file is read as its author meant it: labels, decimals, dates, choices, names', async () => {
  const report = await importing(
    'N° de devis;Montant  H.T. *;Jour;Statut;Priorité;Client;Copies;Payé\r\n' +
      'D-1;12 500,50;31/12/2026;Refusé;ELEVEE;société générale;2, 3;oui\r\n'.replace('Refusé', 'en cours') +
      "'=D-2;-35,01;1er janvier 2027;en_cours;low;1;Société Générale;\r\n",
  )
  assert.deepEqual(report.problems, [])
  assert.deepEqual(counts(report), ['done', 2, 0, 0, 0])
  assert.deepEqual(
    await rows(['numero', 'montant', 'jour', 'statut', 'priorite', 'client', 'copies', 'paye', 'ordre']),
    [
      ['D-1', '12500.50', '2026-12-31', 'en_cours', 'haute', 1, [2, 3], true, 1],
      ['=D-2', '-35.01', '2027-01-01', 'en_cours', 'basse', 1, [1], false, 2],
    ],
  )
  const lines = await logLines(ctx, 'devis')
  assert.deepEqual(
    lines.map(({ verb, batch, actor, before }) => [verb, batch, actor, before]),
    [0, 1].map(() => ['import', Number(report.batch), 'user:7', null]),
  )
  assert.deepEqual(counts(await undone(report)), ['undone', 2, 0, 0, 0])
  assert.deepEqual(await rows(['numero']), [])
})

test('each bad cell is told by line and column, with what is wrong and what stands there', async () => {
  const file =
    'numero;montant;jour;statut;client;motif\n"a\nb";douze;31/02/2026;perdu;Awa;\nD-1;;;;Personne;\n;1;;;;\nD-3;;;refuse;;;trop\n'
  const report = await importing(file)
  assert.deepEqual(
    problemsOf(report),
    [
      [2, 'montant', 'number.invalid'],
      [2, 'jour', 'date.unreadable'],
      [2, 'client', 'import.several_targets'],
      [2, 'statut', 'choice.unknown'],
      [4, 'client', 'import.no_target'],
      [6, 'G', 'import.extra_cell'],
      [5, 'numero', 'field.required'],
    ].sort((a, b) => Number(a[0]) - Number(b[0])),
  )
  assert.deepEqual(counts(report), ['failed', 0, 0, 0, 4])
  assert.match(report.problems[0]!.message, /« douze »/)
  assert.equal(report.problems[0]!.value, 'douze')
  assert.deepEqual(await rows(['numero']), [])
})

test('the rules of the table hold: what is required when, which choices there are', async () => {
  const report = await importing('numero;statut;motif\nD-1;refuse;\nD-2;refuse;trop cher\nD-3;Ailleurs;\n', {
    on_error: 'skip',
  })
  assert.deepEqual(problemsOf(report), [
    [2, 'motif', 'field.required'],
    [4, 'statut', 'choice.unknown'],
  ])
  assert.deepEqual(counts(report), ['done', 1, 0, 0, 2])
  await undone(report)
})

test('with `skip` the good rows come in, and the others come back as a file that says why', async () => {
  const report = await importing('numero;montant;note\nD-1;1\nD-2;"x;=y";\nD-1;3;\n', {
    on_error: 'skip',
    columns: { note: null },
  })
  assert.deepEqual(counts(report), ['done', 1, 0, 0, 2])
  assert.deepEqual(report.ignored, ['note'])
  const file = Buffer.concat(await Array.fromAsync(await refusedRows(ctx, report.id))).toString()
  assert.deepEqual(file.replaceAll('\u00a0', ' ').split('\r\n'), [
    '\uFEFF#ligne;#raison;numero;montant;note',
    '3;"montant : « x;=y » n’est pas un nombre. Écrivez par exemple « 12 500,50 ».";D-2;"x;=y";',
    '4;numero : La ligne 2 du fichier porte déjà la même valeur.;D-1;3;',
    '',
  ])
  await undone(report)
  const again = await importing(file.replace('"x;=y"', '2'), { on_error: 'skip', columns: { note: null } })
  assert.deepEqual(counts(again), ['done', 2, 0, 0, 0])
  await undone(again)
})

test('rows known by a key are changed, others made; what is the same is left alone', async () => {
  const first = await importing('numero;montant;motif\nA;1;x\nB;2;x\nC;3;x\n')
  const second = await importing('numero;montant;motif\nA;1,00;x\nB;20;\nD;4;x\nC;9;x\nC;10;x\n', {
    match: 'numero',
    on_error: 'skip',
  })
  assert.deepEqual(problemsOf(second), [[6, 'numero', 'import.same_key']])
  assert.deepEqual(counts(second), ['done', 1, 2, 1, 1])
  assert.deepEqual(await rows(['numero', 'montant', 'motif', 'version']), [
    ['A', '1.00', 'x', 1],
    ['B', '20.00', null, 2],
    ['C', '9.00', 'x', 2],
    ['D', '4.00', 'x', 1],
  ])
  await undone(second)
  assert.deepEqual(await rows(['numero', 'montant', 'motif', 'version']), [
    ['A', '1.00', 'x', 1],
    ['B', '2.00', 'x', 3],
    ['C', '3.00', 'x', 3],
  ])
  await undone(first)
})

test('by id too; a row that is not there is not made under that id', async () => {
  const first = await importing('numero\nA\n')
  const [[id]] = (await rows(['id'])) as [[number]]
  const report = await importing(`id;numero;version\n${id};B;1\n99999;C;1\n;D;\n`, {
    match: 'id',
    on_error: 'skip',
  })
  assert.deepEqual(problemsOf(report), [[3, 'id', 'import.no_such_row']])
  assert.deepEqual(await rows(['numero']), [['B'], ['D']])
  await undone(report)
  await undone(first)
})

test('a key that several rows have is a problem, and so is a value that another row has', async () => {
  const first = await importing('numero;motif\nA;x\nB;x\n')
  const report = await importing('numero;motif\nC;x\n', { match: 'motif', on_error: 'skip' })
  assert.deepEqual(problemsOf(report), [[2, 'motif', 'import.several_rows']])
  assert.deepEqual(problemsOf(await importing('numero\nA\n')), [[2, 'numero', 'field.not_unique']])
  await undone(first)
})

test('a dry run says everything and writes nothing', async () => {
  const report = await importing('numero;montant\nA;1\nB;x\n', { dry_run: true, on_error: 'skip' })
  assert.deepEqual(counts(report), ['done', 1, 0, 0, 1])
  assert.deepEqual(problemsOf(report), [[3, 'montant', 'number.invalid']])
  assert.deepEqual(await rows(['numero']), [])
  await assert.rejects(undone(report), { message: 'import.nothing_written' })
})

test('a new row must be one that the maker may make, and refer to what they may see', async () => {
  const where = { field: 'motif', op: 'eq', value: 'mine' } as const
  const grants = { devis: { read: [{ to: 'member' as const }], create: [{ to: 'member' as const, where }] } }
  const member = () => contextAt(shop, 1, { id: 8, siteAdmin: false, grants })
  const file = 'numero;motif;client\nA;mine;\nB;other;\nC;mine;Société Générale\nD;mine;1\n'
  const report = await importing(file, { on_error: 'skip' }, member)
  assert.deepEqual(problemsOf(report), [
    [3, null, 'import.may_not_create'],
    [4, 'client', 'import.no_target'],
    [5, 'client', 'reference.not_found'],
  ])
  assert.deepEqual(await rows(['numero', 'created_by']), [['A', 8]])
})

test('a workbook’s numbers and dates go where they belong; its sheet is found by name', async () => {
  const table = shop.table('devis')
  const fields = ['numero', 'montant', 'jour', 'paye', 'client'].map(
    (slug) => table.fields.find((field) => field.slug === slug)!,
  )
  async function* pages() {
    yield [
      { numero: 'A', montant: '12500.50', jour: '2026-12-31', paye: true, client: 2 },
      { numero: '=B', montant: null, jour: null, paye: false, client: null },
    ]
  }
  const file = Buffer.concat(
    (await Array.fromAsync(
      exportRows(ctx, table, fields, pages(), { format: 'xlsx', header: 'label' }),
    )) as Buffer[],
  )
  const report = await importing(file, { sheet: 'DEVIS' })
  assert.deepEqual(report.problems, [])
  assert.deepEqual(await rows(['numero', 'montant', 'jour', 'paye', 'client']), [
    ['A', '12500.50', '2026-12-31', true, 2],
    ['=B', null, null, false, null],
  ])
  assert.deepEqual(problemsOf(await importing(file, { sheet: 'Autre' })), [[null, null, 'file.no_sheet']])
})

test('JSON says its values as the wire does; a name stands for an id there too', async () => {
  const report = await importing(
    '[{"numero":"A","montant":12.5,"client":"Société Générale","copies":[2,"2026"],"priorite":"Élevée"},\n{"numero":"B","montant":"12,5"}]',
    { on_error: 'skip' },
  )
  assert.deepEqual(problemsOf(report), [[2, 'montant', 'decimal.invalid']])
  assert.deepEqual(await rows(['numero', 'montant', 'client', 'copies', 'priorite']), [
    ['A', '12.50', 1, [2, 4], 'haute'],
  ])
  await undone(report)
})

test('who may not create creates nothing; who may change some rows changes those', async () => {
  const first = await importing('numero;motif\nA;mine\nB;other\n')
  const where = { field: 'motif', op: 'eq', value: 'mine' } as const
  const grants = { devis: { read: [{ to: 'member' as const }], update: [{ to: 'member' as const, where }] } }
  const member = () => contextAt(shop, 1, { id: 8, siteAdmin: false, grants })
  const report = await importing(
    'numero;montant\nA;1\nB;2\nC;3\n',
    { match: 'numero', on_error: 'skip' },
    member,
  )
  assert.deepEqual(problemsOf(report), [
    [3, null, 'import.may_not_update'],
    [4, null, 'import.may_not_create'],
  ])
  assert.deepEqual(await rows(['numero', 'montant']), [
    ['A', '1.00'],
    ['B', null],
  ])
  const stranger = await contextAt(shop, 1, { id: 9, siteAdmin: false })
  await assert.rejects(readImport(stranger, report.id), { message: 'import.not_found' })
  await assert.rejects(undoImport(stranger, report.id), { message: 'import.not_found' })
  await assert.rejects(
    importing('numero\nZ\n', {}, async () => stranger),
    { message: 'auth.forbidden' },
  )
  const elsewhere = await contextAt(shop, 2)
  await assert.rejects(readImport(elsewhere, report.id), { message: 'import.not_found' })
  await undone(report)
  await undone(first)
})
