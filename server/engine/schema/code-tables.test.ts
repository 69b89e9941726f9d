import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import type { JsonObject } from '#model/json.ts'
import { parseTable } from '#model/parse-table.ts'
import type { Table, TableDraft } from '#model/table.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { code, workshop } from '../../../tests/support/structure.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { loadCatalog } from '../catalog/load.ts'
import { syncCodeTables } from './code-tables.ts'

const draft = (definition: JsonObject): TableDraft => {
  const parsed = parseTable(definition, { origin: 'code' })
  assert.ok('draft' in parsed, JSON.stringify(parsed))
  return parsed.draft
}
const field = (slug: string, type = 'text', more: JsonObject = {}): JsonObject => ({ slug, type, ...more })
const tables = (...definitions: JsonObject[]): TableDraft[] => definitions.map(draft)

const event = { slug: 'evenement', fields: [field('titre'), field('lieu'), field('places')] }
const place = {
  slug: 'salle',
  fields: [field('nom'), field('evenement', 'reference', { table: 'evenement' })],
}
const eventWithPlace = {
  ...event,
  fields: [...event.fields, field('salle', 'reference', { table: 'salle' })],
}

const ids = (table: Table | undefined): Record<string, number> =>
  Object.fromEntries(table!.fields.map(({ slug, id }) => [slug, id]))

async function prepared(...definitions: JsonObject[]) {
  const db = await testDatabase()
  await syncCodeTables(db.owner, tables(...definitions))
  const insert = async (table: Table, values: string) => {
    const text = `insert into store.t${table.id} (site_id, ${table.fields.map(({ id }) => `c${id}`).join(', ')}) values ${values}`
    await db.owner.run({ text, values: [] })
  }
  const load = (): Promise<Catalog> => loadCatalog(db.site(1))
  return { db, insert, load, sync: (...next: JsonObject[]) => syncCodeTables(db.owner, tables(...next)) }
}

test('tables that refer to each other are made together; a second start changes nothing', async () => {
  const { load, sync } = await prepared(eventWithPlace, place)
  const first = await load()
  assert.deepEqual(
    first.tablesOf(1).map(({ slug, origin, owner }) => [slug, origin, owner]),
    [
      ['evenement', 'code', null],
      ['salle', 'code', null],
    ],
  )
  await sync(eventWithPlace, place)
  assert.equal((await load()).stamp, first.stamp)
})

test('a field that the code renames keeps its values, one that it forgets is kept aside', async () => {
  const { db, insert, load, sync } = await prepared(event)
  const before = (await load()).find(1, 'evenement')!
  await insert(before, `(1, 'Fête', 'Cotonou', '30')`)
  await sync({
    slug: 'evenement',
    fields: [field('nom', 'text', { aliases: ['titre'] }), field('places', 'integer')],
  })
  const after = (await load()).find(1, 'evenement')!
  assert.equal(ids(after).nom, ids(before).titre)
  const [answer] = await db.owner.run({
    text: `select c${ids(after).nom}, c${ids(after).places}, c${ids(before).lieu} from store.t${after.id}`,
    values: [],
  })
  assert.deepEqual(answer!.rows, [['Fête', '30', 'Cotonou']])
})

test('a start that would lose values stops there, and says at which table', async () => {
  const { insert, load, sync } = await prepared(event)
  await insert((await load()).find(1, 'evenement')!, `(1, 'Fête', 'Cotonou', 'une trentaine')`)
  const next = sync({ ...event, fields: [field('titre'), field('lieu'), field('places', 'integer')] })
  await assert.rejects(next, (error: Error & { more?: { table?: string } }) => {
    assert.deepEqual([error.message, error.more!.table], ['plan.loses_data', 'evenement'])
    return true
  })
  assert.equal((await load()).find(1, 'evenement')!.fields[2]!.type, 'text')
})

test('a table that the code forgets is put aside, and comes back with its rows', async () => {
  const { db, insert, load, sync } = await prepared(event, place)
  const before = (await load()).find(1, 'evenement')!
  await insert(before, `(1, 'Fête', null, null)`)
  await sync({ ...place, fields: [field('nom')] })
  assert.equal((await load()).find(1, 'evenement'), undefined)
  await sync(event, place)
  const after = (await load()).find(1, 'evenement')!
  assert.equal(after.id, before.id)
  const { answers } = await db.site(1).run(statement(sql`select count(*) from site.t1`))
  assert.equal(answers[0]!.rows[0]![0], '1')
})

test('three processes that start at once make each table once', async () => {
  const db = await testDatabase()
  await Promise.all([1, 2, 3].map(() => syncCodeTables(db.owner, tables(eventWithPlace, place))))
  assert.equal((await loadCatalog(db.site(1))).tablesOf(1).length, 2)
})

test('a table of the network shows a site what its wall lets through, and follows it when it moves', async () => {
  const db = await testDatabase()
  const drafts = tables({ slug: 'personne', scope: 'network', fields: [field('nom')] })
  const seen = async (): Promise<string | null> =>
    (await db.site(1).run(statement(sql`select string_agg(c1, ' ' order by id) from site.t1`))).answers[0]!
      .rows[0]![0]!
  await syncCodeTables(db.owner, drafts, { walls: { personne: 'site_id = 0 and id < 3' } })
  await db.owner.run({
    text: `insert into store.t1 (site_id, c1) select 0, 'p' || n from generate_series(1, 4) n`,
    values: [],
  })
  assert.equal(await seen(), 'p1 p2')
  await syncCodeTables(db.owner, drafts, { walls: { personne: 'site_id = 0 and id = 4' } })
  assert.equal(await seen(), 'p4')
})

test('a table of people’s own gives way to the code’s of the same name, wherever it is spoken of', async () => {
  const shop = await workshop()
  await shop.make({ slug: 'evenement', fields: [field('nom')] })
  await shop.make({
    slug: 'invite',
    fields: [field('nom'), field('fete', 'reference', { table: 'evenement' })],
  })
  await syncCodeTables(shop.db.owner, tables(event))
  await shop.structure.reload()
  assert.equal(shop.table('evenement').origin, 'code')
  assert.equal(shop.table('evenement_2').origin, 'site')
  const { fields } = shop.table('invite')
  assert.equal('table' in fields[1]! && fields[1].table, 'evenement_2')
  await assert.rejects(shop.plan('evenement', { change: 'drop', field: 'lieu' }), code('structure.closed'))
})
