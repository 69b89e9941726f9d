import assert from 'node:assert/strict'
import { test } from 'node:test'
import { code, who, workshop } from '../../../tests/support/structure.ts'
import { purgeDropped, undoLast } from './structure.ts'

const shop = await workshop()
const day = 86_400_000
const inDays = (days: number): Date => new Date(Date.now() + days * day)

async function columns(id: number): Promise<string[]> {
  const text = `select attname from pg_attribute where attrelid = to_regclass('store.t${id}') and attname ~ '^c\\d' and not attisdropped order by attnum`
  return (await shop.db.owner.run({ text, values: [] }))[0]!.rows.map(([name]) => name!)
}

test('what was put aside stays for thirty days, then goes for good and can no longer be undone', async () => {
  const slug = await shop.quotes({ numero: 'A', montant: '1' })
  await shop.change(slug, { change: 'drop', field: 'montant' })
  const { id } = shop.table(slug)
  await purgeDropped(shop.structure, inDays(29))
  assert.deepEqual(await columns(id), ['c1', 'c2', 'c3', 'c4'])
  await purgeDropped(shop.structure, inDays(31))
  assert.deepEqual(await columns(id), ['c1', 'c3', 'c4'])
  await assert.rejects(undoLast(shop.structure, who, shop.table(slug)), code('change.none'))
})

test('a column that a younger change may bring back stays, however old it is', async () => {
  const slug = await shop.quotes()
  const { id } = shop.table(slug)
  await shop.change(slug, { change: 'drop', field: 'montant' })
  await shop.db.owner.run({
    text: `update store.changes set done_at = now() - interval '40 days' where table_id = ${id}`,
    values: [],
  })
  await shop.change(slug, { change: 'drop', field: 'jour' })
  await purgeDropped(shop.structure, inDays(0))
  assert.deepEqual(await columns(id), ['c1', 'c3', 'c4'])
  await shop.undo(slug)
  assert.deepEqual(
    shop.table(slug).fields.map((field) => field.slug),
    ['numero', 'statut', 'jour'],
  )
})

test('a table that was dropped goes with its rows', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  const { id } = shop.table(slug)
  await shop.change(slug, { change: 'drop' })
  await purgeDropped(shop.structure, inDays(31))
  assert.deepEqual(await columns(id), [])
  await assert.rejects(undoLast(shop.structure, who, { id }), code('change.none'))
})
