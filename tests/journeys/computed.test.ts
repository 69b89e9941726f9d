import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { raw, statement } from '#db/sql.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const english = sugu.caller({ ...admin.headers, 'accept-language': 'en' })

const make = (definition: JsonObject) => expecting(201, admin.post('/api/meta/tables/', definition))
async function change(slug: string, ...changes: JsonObject[]): Promise<void> {
  const { id } = await expecting(200, admin.post(`/api/meta/tables/${slug}/plan/`, { changes }))
  await expecting(200, admin.post(`/api/meta/tables/${slug}/apply/`, { plan: id, accept_loss: true }))
}
const meta = (slug: string, who = admin) => expecting(200, who.get(`/api/meta/tables/${slug}/`))
const computedOf = async (slug: string, field: string, who = admin) =>
  (await meta(slug, who)).fields.find((one: { slug: string }) => one.slug === field)
const column = async (query: string, field: string): Promise<Json[]> =>
  (await expecting(200, admin.get(`/api/poste/?${query}`))).results.map(
    (row: JsonObject) => row[field] ?? null,
  )

await make({
  slug: 'lot',
  fields: [
    { slug: 'nom', type: 'text' },
    { slug: 'notes', type: 'rich_text' },
  ],
  search: ['nom', 'notes'],
})
await make({
  slug: 'poste',
  fields: [
    { slug: 'lot', type: 'reference', table: 'lot' },
    { slug: 'libelle', type: 'text' },
    { slug: 'quantite', type: 'integer' },
    { slug: 'prix', type: 'decimal' },
    { slug: 'montant', type: 'formula', formula: 'ARRONDI({quantite} * {prix} * 1,18; 2)' },
    { slug: 'cher', type: 'formula', formula: '{montant} >= 100' },
    { slug: 'nom_lot', type: 'lookup', through: 'lot', field: 'nom' },
  ],
  search: ['libelle', 'nom_lot'],
})
await change('lot', {
  change: 'add',
  field: {
    slug: 'total',
    type: 'rollup',
    table: 'poste',
    op: 'sum',
    field: 'montant',
    where: { field: 'cher', op: 'eq', value: true },
  },
})
for (const nom of ['Gros œuvre', 'Toiture']) await expecting(201, admin.post('/api/lot/', { nom }))
const rows = [
  { lot: 1, libelle: 'Béton', quantite: 10, prix: '20.00' },
  { lot: 1, libelle: 'Sable', quantite: 2, prix: '5.00' },
  { lot: 2, libelle: 'Tuiles', quantite: 100, prix: '3.00' },
  { lot: 2, libelle: 'Rien' },
]
for (const row of rows) await expecting(201, admin.post('/api/poste/', row))

test('what is worked out is filtered, ordered, searched and summed as any field of its type', async () => {
  assert.deepEqual(await column('ordering=id', 'montant'), ['236.00', '11.80', '354.00', null])
  assert.deepEqual(await column('montant__gt=100&ordering=-montant', 'libelle'), ['Tuiles', 'Béton'])
  assert.deepEqual(await column('cher=false&ordering=id', 'libelle'), ['Sable', 'Rien'])
  assert.deepEqual(await column('nom_lot__icontains=OEUVRE&ordering=id', 'libelle'), ['Béton', 'Sable'])
  assert.deepEqual(await column('search=toiture&ordering=id', 'libelle'), ['Tuiles', 'Rien'])
  assert.deepEqual(await column('lot__total__gte=300&ordering=id', 'libelle'), ['Tuiles', 'Rien'])
  await expecting(200, admin.patch('/api/lot/2/', { nom: 'Couverture' }))
  assert.deepEqual(await column('search=couvert&ordering=id', 'libelle'), ['Tuiles', 'Rien'])
  assert.equal((await expecting(200, admin.get('/api/lot/2/'))).total, '354.00')
})

test('a definition tells formulas in the reader’s language and in today’s names, and may be sent back', async () => {
  await change('poste', { change: 'rename', field: 'prix', to: 'prix_unitaire' })
  const { type, readonly, computed } = await computedOf('poste', 'montant')
  assert.deepEqual(
    [type, readonly, computed.type, computed.formula],
    ['decimal', true, 'formula', 'ARRONDI({quantite} * {prix_unitaire} * 1.18; 2)'],
  )
  assert.match((await computedOf('poste', 'montant', english)).computed.formula, /^ROUND\(/)
  const { computed: looked } = await computedOf('poste', 'nom_lot')
  assert.deepEqual(looked, { type: 'lookup', table: 'lot', through: 'lot', field: 'nom' })
  const total = (await computedOf('lot', 'total')).computed
  assert.deepEqual(total, {
    type: 'rollup',
    table: 'poste',
    by: 'lot',
    op: 'sum',
    field: 'montant',
    where: { field: 'cher', op: 'eq', value: true },
  })
  const fields = [
    { slug: 'lot', type: 'reference', table: 'lot' },
    { slug: 'copie', type: 'text', computed: looked },
  ]
  assert.equal((await make({ slug: 'poste_bis', fields })).fields[1].computed.field, 'nom')
  const schema = await expecting(200, admin.get('/api/schema/'))
  assert.equal(schema.components.schemas.poste.properties.montant.readOnly, true)
  assert.equal(schema.components.schemas.poste_input.properties.montant, undefined)
})

test('no way in writes it', async () => {
  const refused = await expecting(400, admin.post('/api/poste/', { libelle: 'X', montant: '1.00' }))
  assert.deepEqual(
    refused.errors.montant.map(({ code }: { code: string }) => code),
    ['field.readonly'],
  )
  await expecting(400, admin.patch('/api/poste/1/', { montant: '1.00' }))
  const whole = await expecting(200, admin.get('/api/poste/1/'))
  assert.equal((await expecting(200, admin.put('/api/poste/1/', { ...whole, quantite: 1 }))).montant, '23.60')
  assert.equal(
    (
      await expecting(
        200,
        admin.post('/api/poste/bulk/', { action: 'update', ids: [1, 2], values: { quantite: 5 } }),
      )
    ).count,
    2,
  )
  await expecting(
    400,
    admin.post('/api/poste/bulk/', { action: 'update', ids: [1], values: { montant: '1.00' } }),
  )
  assert.deepEqual((await column('ordering=id', 'montant')).slice(0, 2), ['118.00', '29.50'])
  const { headers, body } = await admin.get('/api/poste/export/?format=csv&ordering=id')
  assert.match(headers.get('content-type')!, /csv/)
  const form = new FormData()
  form.set('match', 'id')
  form.set('file', new Blob([String(body).replace('118,00', '999,00').replace('5;', '6;')]), 'postes.csv')
  const { import: id } = await expecting(202, admin.post('/api/poste/import/', form))
  let report = await expecting(200, admin.get(`/api/imports/${id}/`))
  for (; !['done', 'failed'].includes(report.status); await sleep(100))
    report = await expecting(200, admin.get(`/api/imports/${id}/`))
  assert.deepEqual([report.status, report.created, report.problems], ['done', 0, []])
  const [first] = await column('ordering=id', 'montant')
  assert.notEqual(first, '999.00')
  await expecting(200, admin.post('/api/poste/1/restore/', { version: 1 }))
  assert.equal((await column('ordering=id', 'montant'))[0], '236.00')
  const past = await expecting(200, admin.get('/api/poste/1/history/'))
  assert.ok(past.results.every(({ changes }: { changes: JsonObject }) => !('montant' in changes)))
})

test('a formula that is wrong is refused with its place, in the reader’s language', async () => {
  const field = { slug: 'x', type: 'formula', formula: '{quantite} * {prixx}' }
  const body = { changes: [{ change: 'add', field }] }
  const { errors } = await expecting(400, admin.post('/api/meta/tables/poste/plan/', body))
  assert.deepEqual(Object.keys(errors), ['changes.0.field.formula'])
  assert.match(
    errors['changes.0.field.formula'][0].message,
    /^Position 14\u00a0: cette table n’a pas de champ «\u00a0prixx\u00a0»/,
  )
  const told = await expecting(400, english.post('/api/meta/tables/poste/plan/', body))
  assert.match(told.errors['changes.0.field.formula'][0].message, /^Position 14: this table has no field/)
})

test('who may read the result need not read what it is made of, and is not told what that is', async () => {
  const allow = { read: [{ to: 'anyone', fields: ['libelle', 'montant', 'nom_lot'] }] }
  await change('poste', { change: 'allow', allow })
  const row = await expecting(200, stranger.get('/api/poste/1/'))
  assert.deepEqual(row, {
    id: 1,
    libelle: 'Béton',
    montant: '236.00',
    nom_lot: 'Gros œuvre',
    version: row.version,
  })
  assert.deepEqual((await computedOf('poste', 'montant', stranger)).computed, { type: 'formula' })
  assert.deepEqual((await computedOf('poste', 'nom_lot', stranger)).computed, { type: 'lookup' })
  await expecting(400, stranger.get('/api/poste/?cher=true'))
  await expecting(400, stranger.get('/api/poste/?prix_unitaire__gt=1'))
  const closed = { read: [{ to: 'anyone', fields: ['libelle'] }] }
  await change('poste', { change: 'allow', allow: closed })
  assert.deepEqual(Object.keys(await expecting(200, stranger.get('/api/poste/1/'))), [
    'id',
    'libelle',
    'version',
  ])
  await expecting(400, stranger.get('/api/poste/?montant__gt=1'))
})

test('what is too much for one write is shown as going on, and is done soon', async () => {
  const { id: table, fields } = await meta('poste')
  const of = (slug: string) => `c${fields.find((one: { slug: string }) => one.slug === slug).id}`
  await sugu.sugu.db.owner.run(
    statement(
      raw(`insert into store.t${table} (site_id, ${of('lot')}, ${of('libelle')})
      select (select site_id from store.t${table} limit 1), 2, 'n' || n from generate_series(1, 3000) n`),
    ),
  )
  await expecting(200, admin.patch('/api/lot/2/', { nom: 'Charpente' }))
  const { recomputing } = await meta('poste')
  assert.ok(recomputing === undefined || (recomputing.total >= 3000 && recomputing.ids.length > 0))
  for (let tries = 0; (await meta('poste')).recomputing; tries++) {
    assert.ok(tries < 200, 'the job does not end')
    await sleep(50)
  }
  const { count } = await expecting(200, admin.get('/api/poste/?nom_lot=Charpente'))
  assert.equal(count, 3002)
})

test('rich text is kept harmless, found by its words, and its words go into files', async () => {
  const notes =
    '<h1>À voir</h1><p onclick="x()">Devis <b>signé</b> <script>alert(1)</script><a href="javascript:alert(2)">ici</a>'
  const { id, notes: kept } = await expecting(201, admin.post('/api/lot/', { nom: 'Notes', notes }))
  assert.equal(kept, '<h2>À voir</h2><p>Devis <strong>signé</strong> ici</p>')
  const found = async (query: string) =>
    (await expecting(200, admin.get(`/api/lot/?${query}`))).results.map((row: { id: number }) => row.id)
  assert.deepEqual(await found('search=signe'), [id])
  assert.deepEqual(await found('search=strong'), [])
  assert.deepEqual(await found('notes__contains=signé ici'), [id])
  assert.deepEqual(await found('notes__contains=strong'), [])
  const { body } = await admin.get('/api/lot/export/?format=csv&notes__isnull=false')
  assert.match(String(body), /"À voir\r?\nDevis signé ici"/)
  const form = new FormData()
  form.set('match', 'id')
  form.set('file', new Blob([String(body).replace('Notes', 'Carnet')]), 'lots.csv')
  const { import: file } = await expecting(202, admin.post('/api/lot/import/', form))
  while ((await expecting(200, admin.get(`/api/imports/${file}/`))).status !== 'done') await sleep(100)
  const again = await expecting(200, admin.get(`/api/lot/${id}/`))
  assert.deepEqual([again.nom, again.notes], ['Carnet', kept])
})
