import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'vente',
    fields: [
      { slug: 'numero', type: 'text', required: true, unique: true },
      { slug: 'libelle', type: 'text', label: { fr: 'Libellé' } },
      { slug: 'montant', type: 'decimal', digits: 12, places: 2 },
      { slug: 'jour', type: 'date' },
      { slug: 'paye', type: 'boolean', label: { fr: 'Payé' } },
      {
        slug: 'etat',
        type: 'choice',
        options: [
          { value: 'neuf', label: { fr: 'Neuf' } },
          { value: 'use', label: { fr: 'Usé' } },
        ],
      },
    ],
  }),
)

interface Options {
  readonly [name: string]: string
}
function upload(
  content: string | Buffer<ArrayBuffer>,
  options: Options = {},
  name = 'ventes.csv',
  headers: Record<string, string> = {},
) {
  const form = new FormData()
  for (const [option, value] of Object.entries(options)) form.set(option, value)
  form.set('file', new Blob([content]), name)
  return admin.post('/api/vente/import/', form, headers)
}

/** The import's report once it is over. */
async function imported(
  content: string | Buffer<ArrayBuffer>,
  options: Options = {},
  name?: string,
): Promise<JsonObject & { id: number }> {
  const { import: id } = await expecting(202, upload(content, options, name))
  return over(id)
}

async function over(id: number): Promise<JsonObject & { id: number }> {
  for (let tries = 0; tries < 100; tries++, await sleep(100)) {
    const report = await expecting(200, admin.get(`/api/imports/${id}/`))
    if (['done', 'failed', 'undone'].includes(report.status)) return report
  }
  throw new Error('the import does not end')
}

const rows = async (): Promise<JsonObject[]> =>
  (await expecting(200, admin.get('/api/vente/?ordering=numero&page_size=100'))).results
const own = ({ numero, libelle, montant, jour, paye, etat }: JsonObject) => ({
  numero,
  libelle,
  montant,
  jour,
  paye,
  etat,
})

const french =
  'Numéro;Libellé;Montant;Jour;Payé;État\nV1;Pagne « wax »;1 234,50;31/12/2026;oui;Neuf\nV2;Café;12,5;1/2/2026;non;usé\n'

suite('imports', () => {
  test('a French file is understood: separator, decimals, dates, yes and no, labels', async () => {
    const report = await imported(french)
    assert.equal(report.status, 'done', JSON.stringify(report))
    assert.deepEqual((await rows()).map(own), [
      {
        numero: 'V1',
        libelle: 'Pagne « wax »',
        montant: '1234.50',
        jour: '2026-12-31',
        paye: true,
        etat: 'neuf',
      },
      { numero: 'V2', libelle: 'Café', montant: '12.50', jour: '2026-02-01', paye: false, etat: 'use' },
    ])
    const undone = await expecting(200, admin.post(`/api/imports/${report.id}/undo/`))
    assert.equal(undone.status, 'undone')
    assert.deepEqual(await rows(), [])
  })

  test('Windows’ encoding too', async () => {
    const report = await imported(Buffer.from('numero;libelle\nW1;Été à Korhogo\n', 'latin1'))
    assert.equal(report.status, 'done', JSON.stringify(report))
    assert.equal((await rows())[0]!.libelle, 'Été à Korhogo')
    await admin.post(`/api/imports/${report.id}/undo/`)
  })

  test('a rehearsal writes nothing, and says what would be wrong by line and column', async () => {
    const bad = 'numero;montant;jour\nR1;douze;31/12/2026\nR2;1,5;31/02/2026\n;2;1/1/2026\n'
    const report = await imported(bad, { dry_run: 'true', on_error: 'skip' })
    assert.deepEqual(await rows(), [])
    const said = (report.problems as JsonObject[]).map(({ line, column }) => [line, column])
    assert.deepEqual(said, [
      [2, 'montant'],
      [3, 'jour'],
      [4, 'numero'],
    ])
  })

  test('a rehearsal shows its columns, and is taken up again with others, then in earnest', async () => {
    const strange = 'Nº;Prix HT;jour\nT1;1 250,50;31/12/2026\nT2;oups;1/1/2026\n'
    const report = await imported(strange, { dry_run: 'true' })
    assert.deepEqual(report.columns, [
      { header: 'Nº', field: null, samples: ['T1', 'T2'] },
      { header: 'Prix HT', field: null, samples: ['1 250,50', 'oups'] },
      { header: 'jour', field: 'jour', samples: ['31/12/2026', '1/1/2026'] },
    ])
    const columns = { Nº: 'numero', 'Prix HT': 'montant' }
    const again = (options: object) => admin.post(`/api/imports/${report.id}/again/`, { columns, ...options })
    await expecting(202, again({ dry_run: true, on_error: 'skip' }))
    const second = await over(report.id as number)
    assert.deepEqual([second.created, second.skipped, second.problem_count], [1, 1, 1])
    assert.deepEqual(await rows(), [])
    await expecting(202, again({ on_error: 'skip' }))
    assert.equal((await over(report.id as number)).created, 1)
    assert.deepEqual(
      (await rows()).map(({ numero, montant }) => [numero, montant]),
      [['T1', '1250.50']],
    )
    assert.equal((await again({ dry_run: true })).body.code, 'import.not_again')
    await expecting(200, admin.post(`/api/imports/${report.id}/undo/`))
  })

  test('one bad cell stops all; with skip the good rows are kept', async () => {
    const mixed = 'numero;montant\nS1;1\nS2;deux\nS3;3\n'
    await imported(mixed)
    assert.deepEqual(await rows(), [])
    const report = await imported(mixed, { on_error: 'skip' })
    assert.equal(report.status, 'done')
    assert.deepEqual(
      (await rows()).map(({ numero }) => numero),
      ['S1', 'S3'],
    )
  })

  test('match changes the rows that are there; undo brings their former values back', async () => {
    const [first] = await rows()
    const report = await imported('numero;montant\nS1;99,90\nS4;4\n', { match: 'numero' })
    assert.equal(report.status, 'done', JSON.stringify(report))
    const changed = (await rows()).find(({ numero }) => numero === 'S1')!
    assert.deepEqual([changed.id, changed.montant], [first!.id, '99.90'])
    await expecting(200, admin.post(`/api/imports/${report.id}/undo/`))
    assert.deepEqual(
      (await rows()).map(({ numero, montant }) => [numero, montant]),
      [
        ['S1', '1.00'],
        ['S3', '3.00'],
      ],
    )
    const { results } = await expecting(200, admin.get(`/api/vente/${first!.id}/history/`))
    assert.deepEqual(
      results.map(({ verb }: JsonObject) => verb),
      ['import.undo', 'import', 'import'],
    )
  })

  test('one key is one import: the same file again is not taken twice, another is refused', async () => {
    const keyed = (content: string, options: Options = {}) =>
      upload(content, options, 'cle.csv', { 'idempotency-key': 'import-1' })
    const first = await expecting(202, keyed('numero\nK1\n', { dry_run: 'true' }))
    assert.deepEqual(await expecting(202, keyed('numero\nK1\n', { dry_run: 'true' })), first)
    for (const other of [keyed('numero\nK2\n', { dry_run: 'true' }), keyed('numero\nK1\n')]) {
      const { status, body } = await other
      assert.deepEqual([status, body.code], [409, 'idempotency.other_body'])
    }
    const refused = (content: string) => upload(content, {}, 'cle.csv', { 'idempotency-key': 'import-2' })
    assert.equal((await refused('')).status, 400)
    const { status, body } = await refused('numero\nK3\n')
    assert.equal(status, 202, 'what was refused leaves its key free')
    await over(body.import)
    await expecting(200, admin.post(`/api/imports/${body.import}/undo/`))
  })

  test('two at once under one key are one import', async () => {
    const before = (await expecting(200, admin.get('/api/vente/imports/'))).results.length
    const big = `numero\n${Array.from({ length: 50_000 }, (_, i) => `Z${i}\n`).join('')}`
    const sent = await Promise.all(
      [big, big, `${big}Z\n`].map((content) =>
        upload(content, { dry_run: 'true' }, 'cle.csv', { 'idempotency-key': 'import-3' }),
      ),
    )
    assert.ok(
      sent.every(({ status }) => [202, 409].includes(status)),
      JSON.stringify(sent.map(({ body }) => body)),
    )
    const ids = new Set(sent.flatMap(({ status, body }) => (status === 202 ? [body.import] : [])))
    assert.equal(ids.size, 1)
    assert.equal((await expecting(200, admin.get('/api/vente/imports/'))).results.length, before + 1)
  })

  test('what cannot be an import is refused at once', async () => {
    assert.equal((await admin.post('/api/vente/import/', new FormData())).status, 400)
    assert.equal((await upload('numero\nX', { couleur: 'rouge' })).status, 400)
    assert.equal((await upload('numero\nX', { match: 'inconnu' })).status, 400)
    assert.equal((await upload('numero\nX', { on_error: 'peut-être' })).status, 400)
    assert.ok([400, 422].includes((await upload('')).status))
    for (const id of ['0', '999999', 'x', '99999999999999999999'])
      assert.equal((await admin.get(`/api/imports/${id}/`)).status, 404, id)
    assert.equal((await stranger.post('/api/vente/import/', new FormData())).status, 401)
    const form = new FormData()
    form.set('file', new Blob(['numero\nX']), 'x.csv')
    assert.equal((await stranger.post('/api/vente/import/', form)).status, 401)
  })

  test('files of any bytes end as a report, never as a fall', async () => {
    const before = await rows()
    for (const [name, content] of [
      ['zip.xlsx', 'PK\u0003\u0004 faux'],
      ['x.json', '[{"numero":{"a":1}},[1],null]'],
      ['deep.json', '['.repeat(100_000)],
      ['nul.csv', 'numero\nA\u0000B\n'],
      ['quote.csv', 'numero\n"sans fin\n'],
      ['wide.csv', `${'a;'.repeat(5000)}\n`],
    ]) {
      const got = await upload(content!, {}, name)
      assert.ok(got.status < 500, `${name} ${got.status}`)
      if (got.status !== 202) continue
      let report = await expecting(200, admin.get(`/api/imports/${got.body.import}/`))
      for (let n = 0; n < 50 && !['done', 'failed'].includes(report.status); n++, await sleep(100))
        report = await expecting(200, admin.get(`/api/imports/${got.body.import}/`))
      assert.ok(['done', 'failed'].includes(report.status), `${name}: ${JSON.stringify(report)}`)
      assert.ok((report.problems as unknown[]).length > 0, name)
    }
    assert.deepEqual(await rows(), before)
  })
})

suite('exports', () => {
  test('each form holds the rows as filtered, and brings them back when imported', async () => {
    const report = await imported(french)
    assert.equal(report.status, 'done')
    await expecting(201, admin.post('/api/vente/', { numero: '=1+1', libelle: 'a;"b" c', montant: '-0.01' }))
    const before = (await rows()).map(own)
    for (const format of ['csv', 'xlsx', 'json']) {
      const answer = await fetch(`${sugu.url}/api/vente/export/?format=${format}`, { headers: admin.headers })
      assert.equal(answer.status, 200)
      assert.match(
        answer.headers.get('content-disposition')!,
        new RegExp(`attachment; filename="vente-.*\\.${format}"`),
      )
      const file = Buffer.from(await answer.arrayBuffer())
      if (format === 'csv') assert.equal(file.toString('utf8', 0, 9), '\ufeffid;num')
      const every = { action: 'delete', where: { field: 'id', op: 'gt', value: 0 } }
      await expecting(200, admin.post('/api/vente/bulk/', every))
      assert.deepEqual(await rows(), [])
      const back = await imported(file, {}, `vente.${format}`)
      assert.equal(back.status, 'done', JSON.stringify(back))
      assert.deepEqual((await rows()).map(own), before, format)
    }
    const filtered = await admin.get('/api/vente/export/?format=json&numero=V1&fields=numero,montant')
    assert.deepEqual(filtered.body, [{ numero: 'V1', montant: '1234.50' }])
  })

  test('what is wrong with the question is said before the file begins', async () => {
    for (const query of ['format=pdf', 'bidon=1', 'ordering=bidon', 'where={'])
      assert.equal((await admin.get(`/api/vente/export/?${query}`)).status, 400, query)
    assert.equal((await stranger.get('/api/vente/export/')).status, 401)
    assert.equal((await stranger.get('/api/vente/export/?trash=1')).status, 401)
  })
})
