import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { deskAt, lines, projects, totals } from '../../../tests/support/computed.ts'
import { allRows, logLines } from '../../../tests/support/site-context.ts'
import { who, workshop } from '../../../tests/support/structure.ts'
import { history, restore } from '../records/history.ts'
import { readRow } from '../records/read.ts'
import { removeMany, updateMany } from '../records/write-many.ts'
import { makeTable } from '../schema/structure.ts'

const shop = await workshop()
await shop.make(projects)
await shop.make(lines)
await shop.change('projet', ...totals)
const desk = await deskAt(shop)
const rowOf = async (slug: string, id: number) => (await readRow(desk.ctx, desk.table(slug), id))!

test('a row is worked out in the statement that writes it, and those above and below follow', async () => {
  const { id, ...bridge } = await desk.add('projet', { nom: 'Pont', budget: '1000.00' })
  assert.deepEqual(bridge, {
    nom: 'Pont',
    budget: '1000.00',
    total: '0.00',
    grosses: 0,
    reste: '1000.00',
    version: 1,
  })
  const wood = await desk.add('ligne', { projet: id, objet: 'Bois', quantite: 3, prix: '12.50' })
  assert.deepEqual([wood.montant, wood.nom_projet, wood.titre], ['37.50', 'Pont', 'Bois (Pont)'])
  await desk.add('ligne', { projet: id, objet: 'Acier', quantite: 2, prix: '400.00' })
  const { total, grosses, reste, version } = await rowOf('projet', id)
  assert.deepEqual([total, grosses, reste, version], ['837.50', 1, '162.50', 1])
  await desk.change('projet', id, { nom: 'Viaduc' })
  assert.equal((await rowOf('ligne', wood.id)).titre, 'Bois (Viaduc)')
  assert.equal((await desk.change('ligne', wood.id, { quantite: null })).montant, null)
  assert.equal((await rowOf('projet', id)).total, '800.00')
})

test('a row that moves, goes or comes back counts where it is', async () => {
  const [one, two] = [await desk.add('projet', { nom: 'Un' }), await desk.add('projet', { nom: 'Deux' })]
  const line = await desk.add('ligne', { projet: one.id, quantite: 1, prix: '5.00' })
  const sums = async () => [(await rowOf('projet', one.id)).total, (await rowOf('projet', two.id)).total]
  assert.deepEqual(await sums(), ['5.00', '0.00'])
  assert.equal((await desk.change('ligne', line.id, { projet: two.id })).nom_projet, 'Deux')
  assert.deepEqual(await sums(), ['0.00', '5.00'])
  await desk.drop('ligne', line.id)
  assert.deepEqual(await sums(), ['0.00', '0.00'])
  await restore(desk.ctx, desk.table('ligne'), line.id, null)
  assert.deepEqual(await sums(), ['0.00', '5.00'])
  assert.equal((await rowOf('ligne', line.id)).nom_projet, 'Deux')
})

test('nobody writes what is worked out, and what is sent back as it is does no harm', async () => {
  const { id } = await desk.add('projet', { nom: 'Fermé', budget: '10.00' })
  await assert.rejects(desk.add('projet', { nom: 'X', total: '5.00' }), { message: 'row.invalid' })
  await assert.rejects(desk.change('projet', id, { reste: '5.00' }), { message: 'row.invalid' })
  const whole = await rowOf('projet', id)
  assert.equal((await desk.change('projet', id, { ...whole, nom: 'Ouvert' })).reste, '10.00')
  const changed = { total: '99.00', reste: '99.00', budget: '20.00' }
  await updateMany(desk.ctx, desk.table('projet'), [{ id, version: 2, changed }], null)
  const { total, reste } = await rowOf('projet', id)
  assert.deepEqual([total, reste], ['0.00', '20.00'])
})

test('the log keeps what was written, and nothing of what followed', async () => {
  const { id } = await desk.add('projet', { nom: 'Journal', budget: '50.00' })
  const line = await desk.add('ligne', { projet: id, quantite: 1, prix: '5.00' })
  await desk.change('ligne', line.id, { prix: '6.00' })
  const { version, updated_at } = await rowOf('projet', id)
  assert.deepEqual([version, updated_at], [1, (await rowOf('projet', id)).created_at])
  assert.equal((await logLines(desk.ctx, 'projet')).filter((logged) => logged.row_id === id).length, 1)
  const [last] = await history(desk.ctx, desk.table('ligne'), line.id)
  assert.deepEqual(last!.changes, { prix: { from: '5.00', to: '6.00' } })
  assert.equal(JSON.parse(await restore(desk.ctx, desk.table('ligne'), line.id, 1)).montant, '5.00')
  assert.equal((await rowOf('projet', id)).total, '5.00')
})

test('many rows at once are worked out once for all of them', async () => {
  const { id } = await desk.add('projet', { nom: 'Lot' })
  for (const prix of ['1.00', '2.00', '3.00']) await desk.add('ligne', { projet: id, quantite: 1, prix })
  const table = desk.table('ligne')
  const some = (await allRows(desk.ctx, 'ligne')).filter((row) => row.projet === id) as {
    id: number
    version: number
  }[]
  const rows = some.map((row) => ({ id: row.id, version: row.version, changed: { quantite: 10 } }))
  await updateMany(desk.ctx, table, rows, null)
  assert.equal((await rowOf('projet', id)).total, '60.00')
  await removeMany(
    desk.ctx,
    table,
    rows.slice(1).map((row) => ({ id: row.id })),
    null,
  )
  assert.equal((await rowOf('projet', id)).total, '10.00')
})

test('a table that works nothing out and feeds nobody has no trigger', async () => {
  await shop.make({ slug: 'seule', fields: [{ slug: 'nom', type: 'text' }] })
  const triggers = async (slug: string) =>
    (
      await shop.db.owner.run(
        statement(
          sql`select tgname from pg_trigger where not tgisinternal and tgrelid = ${`store.t${shop.table(slug).id}`}::regclass order by 1`,
        ),
      )
    )[0]!.rows.map(([name]) => name)
  assert.deepEqual(await triggers('seule'), [])
  assert.deepEqual(await triggers('projet'), ['computed_row', 'computed_update'])
  assert.deepEqual(await triggers('ligne'), [
    'computed_delete',
    'computed_insert',
    'computed_row',
    'computed_update',
  ])
})

test('lists of links are followed both ways', async () => {
  await shop.make({
    slug: 'artisan',
    fields: [
      { slug: 'nom', type: 'text' },
      { slug: 'tarif', type: 'decimal', digits: 8, places: 2 },
    ],
  })
  await shop.make({
    slug: 'chantier',
    fields: [
      { slug: 'equipe', type: 'references', table: 'artisan' },
      { slug: 'noms', type: 'lookup', through: 'equipe', field: 'nom' },
      { slug: 'cout', type: 'rollup', through: 'equipe', op: 'avg', field: 'tarif' },
    ],
  })
  await shop.change('artisan', {
    change: 'add',
    field: { slug: 'chantiers', type: 'rollup', table: 'chantier', op: 'count' },
  })
  const at = await deskAt(shop)
  const [awa, ibo] = [
    await at.add('artisan', { nom: 'Awa', tarif: '10.00' }),
    await at.add('artisan', { nom: 'Ibo', tarif: '20.01' }),
  ]
  const site = await at.add('chantier', { equipe: [ibo.id, awa.id] })
  assert.deepEqual([site.noms, site.cout], ['Ibo, Awa', '15.0050'])
  const read = async (slug: string, id: number) => (await readRow(at.ctx, at.table(slug), id))!
  assert.equal((await read('artisan', awa.id)).chantiers, 1)
  await at.change('artisan', awa.id, { nom: 'Awa K.', tarif: '20.01' })
  assert.deepEqual(
    [(await read('chantier', site.id)).noms, (await read('chantier', site.id)).cout],
    ['Ibo, Awa K.', '20.0100'],
  )
  assert.equal((await at.change('chantier', site.id, { equipe: [awa.id, ibo.id] })).noms, 'Awa K., Ibo')
  assert.equal((await at.change('chantier', site.id, { equipe: [awa.id] })).cout, '20.0100')
  assert.equal((await read('artisan', ibo.id)).chantiers, 0)
  await at.drop('chantier', site.id)
  assert.equal((await read('artisan', awa.id)).chantiers, 0)
})

test('of a table that sites share, each site’s rows are worked out from its own', async () => {
  const owner = { ...who, networkOwner: true }
  await makeTable(shop.structure, owner, {
    slug: 'piece',
    owner: 'network',
    fields: [
      { slug: 'nom', type: 'text' },
      { slug: 'dans', type: 'reference', table: 'piece' },
      { slug: 'nom_dans', type: 'lookup', through: 'dans', field: 'nom' },
      { slug: 'combien', type: 'rollup', table: 'piece', by: 'dans', op: 'count' },
    ],
  })
  const [here, there] = [await deskAt(shop, 1), await deskAt(shop, 2)]
  const room = await here.add('piece', { nom: 'Salle' })
  await here.add('piece', { nom: 'Table', dans: room.id })
  await assert.rejects(there.add('piece', { nom: 'Intrus', dans: room.id }), { message: 'row.invalid' })
  const other = await there.add('piece', { nom: 'Cour' })
  await there.add('piece', { nom: 'Puits', dans: other.id })
  const counts = async (at: typeof here) =>
    (await allRows(at.ctx, 'piece')).map(({ nom, nom_dans, combien }) => [nom, nom_dans, combien])
  assert.deepEqual(await counts(here), [
    ['Salle', null, 1],
    ['Table', 'Salle', 0],
  ])
  assert.deepEqual(await counts(there), [
    ['Cour', null, 1],
    ['Puits', 'Cour', 0],
  ])
})
