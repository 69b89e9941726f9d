import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raw, sql, statement } from '#db/sql.ts'
import { code, who, workshop } from '../../../tests/support/structure.ts'
import { storeTable } from '../catalog/storage.ts'
import { applyPlan, findDropped, undoLast } from './structure.ts'

const shop = await workshop()

test('a plan does nothing; applied, the field is there and filled with its default; undone, it is gone', async () => {
  const slug = await shop.quotes({ numero: 'A' }, { numero: 'B' })
  const before = await shop.look(slug)
  const add = { change: 'add', field: { slug: 'remise', type: 'integer', default: 5 } }
  const plan = await shop.plan(slug, add)
  assert.deepEqual([plan.rows, plan.losses], [2, []])
  assert.deepEqual(await shop.look(slug), before)
  await applyPlan(shop.structure, who, shop.table(slug), plan.id, false)
  assert.deepEqual(await shop.values(slug, 'remise'), [5, 5])
  await shop.undo(slug)
  assert.deepEqual(await shop.look(slug), before)
})

test('a type change names what it cannot read, converts the rest, and undo brings every value back', async () => {
  const slug = await shop.quotes(
    { numero: 'A', montant: '12 500,50' },
    { numero: 'B', montant: 'environ 30' },
    { numero: 'C' },
    { numero: 'D', montant: '9' },
  )
  const type = { change: 'type', field: 'montant', to: { type: 'decimal', digits: 12, places: 2 } }
  const plan = await shop.plan(slug, type)
  assert.deepEqual(plan.losses, [
    { field: 'montant', why: 'unreadable', count: 1, samples: [{ id: 2, value: 'environ 30' }] },
  ])
  await assert.rejects(
    applyPlan(shop.structure, who, shop.table(slug), plan.id, false),
    code('plan.loses_data'),
  )
  await applyPlan(shop.structure, who, shop.table(slug), plan.id, true)
  assert.deepEqual(await shop.values(slug, 'montant'), ['12500.50', null, null, '9.00'])
  await shop.insert(slug, { numero: 'E', montant: '7.00' })
  await shop.write(slug, 'D', 'montant', '10.25')
  await shop.undo(slug)
  assert.deepEqual(await shop.values(slug, 'montant'), ['12 500,50', 'environ 30', null, '10,25', '7,00'])
})

test('what was written since and has no place in the former type stops the undo, unless it is given up', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  await shop.change(slug, { change: 'type', field: 'jour', to: 'text' })
  await shop.write(slug, 'A', 'jour', 'demain')
  await assert.rejects(undoLast(shop.structure, who, shop.table(slug)), code('undo.loses_data'))
  await undoLast(shop.structure, who, shop.table(slug), { acceptLoss: true })
  assert.deepEqual(await shop.values(slug, 'jour'), [null])
})

test('a dropped field leaves the view at once, keeps its values and its uniqueness, and comes back with them', async () => {
  const slug = await shop.quotes({ numero: 'A', montant: '1' }, { numero: 'B', montant: '2' })
  const before = await shop.look(slug)
  const plan = await shop.plan(slug, { change: 'drop', field: 'numero' })
  assert.deepEqual(
    plan.losses.map(({ field, why, count }) => [field, why, count]),
    [['numero', 'dropped', 2]],
  )
  await applyPlan(shop.structure, who, shop.table(slug), plan.id, true)
  assert.equal((await shop.look(slug)).seen.length, before.seen.length - 1)
  await shop.undo(slug)
  assert.deepEqual(await shop.look(slug), before)
  assert.deepEqual(await shop.values(slug, 'numero'), ['A', 'B'])
})

test('a field keeps its column when it is renamed, and answers to both names', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  const { seen } = await shop.look(slug)
  await shop.change(slug, { change: 'rename', field: 'numero', to: 'reference' })
  const table = shop.table(slug)
  assert.deepEqual((await shop.look(slug)).seen, seen)
  assert.deepEqual(table.fields[0]!.aliases, ['numero'])
  assert.deepEqual(table.search, ['reference', 'montant'])
  await shop.undo(slug)
  assert.equal(shop.table(slug).fields[0]!.slug, 'numero')
})

test('a decimal widens at once; undone and widened again, its column is never made narrower', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  const decimal = (digits: number) => ({ type: 'decimal', digits, places: 2 })
  await shop.change(slug, { change: 'add', field: { slug: 'prix', default: '9.50', ...decimal(6) } })
  const { id, fields } = shop.table(slug)
  await shop.change(slug, { change: 'type', field: 'prix', to: decimal(12) })
  await shop.undo(slug)
  await shop.change(slug, { change: 'type', field: 'prix', to: decimal(8) })
  assert.equal(shop.table(slug).fields.at(-1)!.id, fields.at(-1)!.id)
  const text = `select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'store.t${id}'::regclass and attname = 'c5'`
  const [answer] = await shop.db.owner.run({ text, values: [] })
  assert.deepEqual([answer!.rows[0]![0], await shop.values(slug, 'prix')], ['numeric(12,2)', ['9.50']])
})

test('a table is renamed; its former name still leads to it', async () => {
  const slug = await shop.quotes()
  await shop.change(slug, { change: 'rename', to: `${slug}_bis` })
  assert.equal(shop.table(slug).slug, `${slug}_bis`)
  const other = await shop.quotes()
  await assert.rejects(shop.plan(other, { change: 'rename', to: `${slug}_bis` }), code('plan.invalid'))
})

test('uniqueness names the rows too many, and is refused while there are any', async () => {
  const slug = await shop.quotes(
    { numero: 'A', montant: '5' },
    { numero: 'B', montant: '5' },
    { numero: 'C', montant: '6' },
  )
  const unique = { change: 'unique', field: 'montant' }
  const plan = await shop.plan(slug, unique)
  assert.deepEqual(plan.losses, [
    { field: 'montant', why: 'duplicate', count: 1, samples: [{ id: 2, value: '5' }] },
  ])
  await assert.rejects(
    applyPlan(shop.structure, who, shop.table(slug), plan.id, true),
    code('plan.has_duplicates'),
  )
  await shop.write(slug, 'B', 'montant', '7')
  const before = await shop.look(slug)
  await shop.change(slug, unique)
  await assert.rejects(shop.insert(slug, { numero: 'D', montant: '7' }))
  await shop.undo(slug)
  assert.deepEqual(await shop.look(slug), before)
})

test('an index for fields that are filtered together, made and taken away', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  const { id, fields } = shop.table(slug)
  const name = `t${id}_i_c${fields[2]!.id}_c${fields[3]!.id}`
  await shop.change(slug, { change: 'index', fields: ['statut', 'jour'] })
  assert.ok((await shop.look(slug)).indexes.includes(name))
  await shop.change(slug, { change: 'index', fields: ['statut', 'jour'], drop: true })
  assert.ok(!(await shop.look(slug)).indexes.includes(name))
  await shop.undo(slug)
  assert.ok((await shop.look(slug)).indexes.includes(name))
})

test('requiring a field counts the rows that have none', async () => {
  const slug = await shop.quotes({ numero: 'A', jour: '2026-01-31' }, { numero: 'B' })
  const plan = await shop.plan(slug, { change: 'require', field: 'jour' })
  assert.deepEqual(plan.losses, [
    { field: 'jour', why: 'empty', count: 1, samples: [{ id: 2, value: null }] },
  ])
  await shop.change(slug, { change: 'require', field: 'jour' })
  assert.equal(shop.table(slug).fields[3]!.required, true)
})

test('an option that goes counts the rows that have it, and rules those that would break them', async () => {
  const slug = await shop.quotes(
    { numero: 'A', statut: 'refuse' },
    { numero: 'B', statut: 'refuse', montant: '3' },
    { numero: 'C' },
  )
  const options = await shop.plan(slug, {
    change: 'options',
    field: 'statut',
    options: ['brouillon', 'envoye'],
  })
  assert.deepEqual(
    options.losses.map(({ why, count }) => [why, count]),
    [['option', 2]],
  )
  const when = { field: 'statut', op: 'eq', value: 'refuse' }
  const rule = await shop.plan(slug, {
    change: 'rule',
    rules: [{ field: 'montant', when, then: { required: true } }],
  })
  assert.deepEqual(rule.losses, [
    { field: 'montant', why: 'rule', count: 1, samples: [{ id: 1, value: null }] },
  ])
})

test('search is made again for the rows that are there', async () => {
  const slug = await shop.quotes({ numero: 'Été', montant: 'x' })
  await shop.change(slug, { change: 'search', search: ['numero', 'statut'] })
  const [answer] = await shop.db.owner.run(statement(sql`select s from ${raw(storeTable(shop.table(slug)))}`))
  assert.equal(answer!.rows[0]![0], ' ete ')
  await shop.change(slug, { change: 'search', search: [] })
  assert.ok(!(await shop.look(slug)).indexes.some((name) => name.endsWith('_s')))
  await shop.undo(slug)
  assert.ok((await shop.look(slug)).indexes.some((name) => name.endsWith('_s')))
})

test('a number that the server gives is given to the rows that are there', async () => {
  const slug = await shop.quotes({ numero: 'A' }, { numero: 'B' })
  await shop.change(slug, {
    change: 'add',
    field: { slug: 'ordre', type: 'auto_number', prefix: 'D-', padding: 3, unique: true },
  })
  assert.deepEqual(await shop.values(slug, 'ordre'), ['D-001', 'D-002'])
})

test('references are keys of PostgreSQL; dropped and brought back, what leads nowhere is emptied', async () => {
  const clients = await shop.quotes({ numero: 'Awa' }, { numero: 'Bah' })
  const slug = await shop.quotes({ numero: 'A' }, { numero: 'B' })
  await shop.change(slug, { change: 'add', field: { slug: 'client', type: 'reference', table: clients } })
  const before = await shop.look(slug)
  assert.equal(before.keys.length, 1)
  await shop.write(slug, 'A', 'client', '1')
  await shop.write(slug, 'B', 'client', '2')
  const remove = () =>
    shop.db.site(1).run(statement(sql`delete from ${raw(`site.t${shop.table(clients).id}`)} where id = 1`))
  await assert.rejects(remove())
  await shop.change(slug, { change: 'drop', field: 'client' })
  await remove()
  await shop.undo(slug)
  assert.deepEqual(await shop.values(slug, 'client'), [null, 2])
  assert.deepEqual(await shop.look(slug), before)
  await assert.rejects(shop.plan(clients, { change: 'drop' }), code('table.in_use'))
})

test('a table that is dropped is out of sight with all its rows, and comes back whole', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  await shop.change(slug, { change: 'add', field: { slug: 'liens', type: 'references', table: slug } })
  const before = await shop.look(slug)
  const table = shop.table(slug)
  await shop.change(slug, { change: 'drop' })
  assert.equal(shop.table(slug), undefined)
  assert.equal((await findDropped(shop.structure, who, slug))!.id, table.id)
  await undoLast(shop.structure, who, table)
  assert.deepEqual(await shop.look(slug), before)
  assert.deepEqual(await shop.values(slug, 'numero'), ['A'])
})

test('several changes make one plan, and one undo', async () => {
  const slug = await shop.quotes({ numero: 'A', montant: '4', jour: '2026-02-01' })
  const before = await shop.look(slug)
  await shop.change(
    slug,
    { change: 'rename', field: 'montant', to: 'prix' },
    { change: 'type', field: 'prix', to: { type: 'money', currency: 'XOF' } },
    { change: 'drop', field: 'jour' },
    { change: 'add', field: { slug: 'ville', type: 'text' }, before: 'prix' },
    { change: 'order', order: ['-prix'] },
  )
  assert.deepEqual(
    shop.table(slug).fields.map((field) => field.slug),
    ['numero', 'ville', 'prix', 'statut'],
  )
  assert.deepEqual(await shop.values(slug, 'prix'), [4])
  await shop.undo(slug)
  assert.deepEqual(await shop.look(slug), before)
  assert.deepEqual(await shop.values(slug, 'montant'), ['4'])
})
