import assert from 'node:assert/strict'
import { test } from 'node:test'
import { code, who, workshop } from '../../../tests/support/structure.ts'
import { applyPlan, makeTable, readChange, undoLast } from './structure.ts'

const shop = await workshop()

test('a plan is refused when the table has moved since, or when it is another table’s', async () => {
  const slug = await shop.quotes()
  const [one, two] = [
    await shop.plan(slug, { change: 'drop', field: 'jour' }),
    await shop.plan(slug, { change: 'drop', field: 'statut' }),
  ]
  await applyPlan(shop.structure, who, shop.table(slug), one.id, true)
  await assert.rejects(applyPlan(shop.structure, who, shop.table(slug), two.id, true), code('plan.stale'))
  await assert.rejects(
    applyPlan(shop.structure, who, shop.table(await shop.quotes()), two.id, true),
    code('plan.not_found'),
  )
})

test('a table that was put aside since cannot be led to, and one that is led to cannot go', async () => {
  const [slug, other] = [await shop.quotes(), await shop.quotes()]
  const link = { change: 'add', field: { slug: 'lien', type: 'reference', table: other } }
  const [plan, end] = [await shop.plan(slug, link), await shop.plan(other, { change: 'drop' })]
  const table = shop.table(other)
  await applyPlan(shop.structure, who, table, end.id, true)
  await assert.rejects(applyPlan(shop.structure, who, shop.table(slug), plan.id, true), code('plan.stale'))
  await undoLast(shop.structure, who, table)
  const again = await shop.plan(other, { change: 'drop' })
  await shop.change(slug, link)
  await assert.rejects(applyPlan(shop.structure, who, table, again.id, true), code('table.in_use'))
})

test('a change that cannot succeed leaves the structure as it was', async () => {
  const slug = await shop.quotes({ numero: 'A', montant: '5' }, { numero: 'B', montant: '6' })
  const before = await shop.look(slug)
  const plan = await shop.plan(
    slug,
    { change: 'type', field: 'montant', to: 'integer' },
    { change: 'unique', field: 'montant' },
  )
  await shop.write(slug, 'B', 'montant', '5,00')
  await assert.rejects(
    applyPlan(shop.structure, who, shop.table(slug), plan.id, false),
    code('change.duplicates'),
  )
  assert.deepEqual(await shop.look(slug), before)
  const other = await shop.plan(slug, { change: 'type', field: 'montant', to: 'integer' })
  await shop.write(slug, 'B', 'montant', 'cinq')
  await assert.rejects(
    applyPlan(shop.structure, who, shop.table(slug), other.id, false),
    code('change.unreadable'),
  )
  assert.deepEqual(await shop.look(slug), before)
  await shop.change(slug, { change: 'drop', field: 'jour' })
})

test('nothing of a type that links can be converted; the problem is told at the change', async () => {
  const slug = await shop.quotes()
  const plan = shop.plan(
    slug,
    { change: 'label', label: 'Vos devis' },
    { change: 'type', field: 'montant', to: { type: 'reference', table: slug } },
  )
  await assert.rejects(plan, (error: Error & { errors?: object }) => {
    assert.deepEqual(Object.keys(error.errors!), ['changes.1.to.type'])
    return true
  })
})

test('a change answers how far it has come, to those whose table it is', async () => {
  const slug = await shop.quotes()
  const { id } = await shop.change(slug, { change: 'drop', field: 'jour' })
  assert.deepEqual(await readChange(shop.structure, who, id), {
    id,
    status: 'done',
    progress: 1,
    problem: null,
  })
  await assert.rejects(readChange(shop.structure, { ...who, siteId: 2 }, id), code('change.not_found'))
})

test('a site’s administrator changes what is theirs: neither the network’s tables nor the code’s', async () => {
  const owner = { ...who, networkOwner: true }
  const shared = await shop.make(
    { slug: 'commun', owner: 'network', fields: [{ slug: 'nom', type: 'text' }] },
    owner,
  )
  assert.deepEqual([shared.owner, shared.origin], [null, 'site'])
  await assert.rejects(shop.plan('commun', { change: 'drop', field: 'nom' }), code('structure.not_yours'))
  await assert.rejects(
    shop.make({ slug: 'autre', owner: 'network', fields: [] }),
    code('structure.not_yours'),
  )
})

test('a name is given once wherever it is seen; another site has its own', async () => {
  const slug = await shop.quotes()
  const definition = { slug, fields: [{ slug: 'nom', type: 'text' }] }
  await assert.rejects(shop.make(definition), code('table.invalid'))
  const theirs = await makeTable(shop.structure, { ...who, siteId: 2 }, definition)
  assert.equal(theirs.owner, 2)
  assert.notEqual(shop.structure.catalog().find(2, slug), shop.table(slug))
  assert.equal(shop.structure.catalog().find(3, slug), undefined)
  const network = shop.make({ ...definition, owner: 'network' }, { ...who, networkOwner: true })
  await assert.rejects(network, code('table.invalid'))
})

test('what is wrong with a definition is said by path, and nothing is made', async () => {
  const wrong = shop.make({
    slug: 'faux',
    fields: [{ slug: 'client', type: 'reference', table: 'personne' }],
  })
  await assert.rejects(wrong, (error: Error & { errors?: object }) => {
    assert.deepEqual(Object.keys(error.errors!), ['fields.0.table'])
    return true
  })
  assert.equal(shop.table('faux'), undefined)
})
