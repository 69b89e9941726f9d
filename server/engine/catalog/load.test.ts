import assert from 'node:assert/strict'
import { test } from 'node:test'
import { who, workshop } from '../../../tests/support/structure.ts'
import { makeTable } from '../schema/structure.ts'
import { loadCatalog } from './load.ts'

const shop = await workshop()
const named = (slug: string) => ({ slug, fields: [{ slug: 'nom', type: 'text' }] })

test('each site sees its own tables and the network’s, by name and by former name', async () => {
  await shop.make(named('mien'))
  await makeTable(shop.structure, { ...who, siteId: 2 }, named('leur'))
  await makeTable(shop.structure, { ...who, networkOwner: true }, { ...named('commun'), owner: 'network' })
  await shop.change('mien', { change: 'rename', to: 'notre' })
  const catalog = await loadCatalog(shop.db.site(7))
  const seen = (site: number) => catalog.tablesOf(site).map(({ slug }) => slug)
  assert.deepEqual([seen(1), seen(2), seen(3)], [['commun', 'notre'], ['commun', 'leur'], ['commun']])
  assert.equal(catalog.find(1, 'mien'), catalog.find(1, 'notre'))
  assert.equal(catalog.find(2, 'mien'), undefined)
  assert.equal(catalog.byId(catalog.find(1, 'notre')!.id)!.slug, 'notre')
})

test('nobody may change what all share', async () => {
  await shop.make(named('fixe'))
  assert.throws(() => Object.assign(shop.table('fixe').fields[0]!, { slug: 'autre' }), TypeError)
})

test('tables that have not moved are the same objects, and are not read again', async () => {
  await shop.make(named('stable'))
  await shop.make(named('mobile'))
  const before = await loadCatalog(shop.db.site(1))
  await shop.change('mobile', { change: 'label', label: 'Autre nom' })
  const after = await loadCatalog(shop.db.site(1), before)
  assert.equal(after.find(1, 'stable'), before.find(1, 'stable'))
  assert.notEqual(after.find(1, 'mobile'), before.find(1, 'mobile'))
  assert.ok(after.stamp > before.stamp)
})

test('a table that is gone is gone from the next catalog', async () => {
  await shop.make(named('passager'))
  const before = await loadCatalog(shop.db.site(1))
  await shop.change('passager', { change: 'drop' })
  assert.equal((await loadCatalog(shop.db.site(1), before)).find(1, 'passager'), undefined)
})
