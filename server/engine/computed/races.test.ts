import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { raw, sql, statement } from '#db/sql.ts'
import { deskAt, lines, projects, totals } from '../../../tests/support/computed.ts'
import { workshop } from '../../../tests/support/structure.ts'
import type { Context } from '../context.ts'
import { readRow } from '../records/read.ts'
import { create, update } from '../records/save.ts'
import { recomputing } from '../rest/recomputing.ts'
import { recomputeLeft, recomputeMarked } from './job.ts'

const shop = await workshop()
await shop.make(projects)
await shop.make(lines)
await shop.change('projet', ...totals)
const desk = await deskAt(shop)
const { owner } = shop.db
const rowOf = async (slug: string, id: number) => (await readRow(desk.ctx, desk.table(slug), id))!

/** Work in a transaction that stays open until it is told to end. */
async function open(work: (ctx: Context) => Promise<unknown>): Promise<() => Promise<void>> {
  let end = (): void => {}
  const ending = new Promise<void>((resolve) => {
    end = resolve
  })
  let begun = (): void => {}
  const ready = new Promise<void>((resolve) => {
    begun = resolve
  })
  const done = shop.db.transaction(1, async (tx) => {
    await work({ ...desk.ctx, tx, db: null })
    begun()
    await ending
  })
  await Promise.race([ready, done])
  return () => {
    end()
    return done
  }
}

/** One writer adds a line and takes its time; another adds one meanwhile. What is the sum of both? */
async function twoWriters(): Promise<unknown> {
  const { id } = await desk.add('projet', { nom: 'Deux mains' })
  const add = (ctx: Context) => create(ctx, desk.table('ligne'), { projet: id, quantite: 1, prix: '10.00' })
  const commit = await open(add)
  const second = add(desk.ctx)
  await sleep(100)
  await commit()
  await second
  return (await rowOf('projet', id)).total
}

/** Somebody changes the name above and takes their time; a line below is written meanwhile. Which name does it bear? */
async function nameAndLine(): Promise<unknown> {
  const { id } = await desk.add('projet', { nom: 'Avant' })
  const commit = await open((ctx) => update(ctx, desk.table('projet'), id, { nom: 'Après' }))
  const line = desk.add('ligne', { projet: id, objet: 'Bois' })
  await sleep(100)
  await commit()
  return (await rowOf('ligne', (await line).id)).nom_projet
}

/** The same without the locks of a function: what they are good for. */
async function unguarded(name: string, work: () => Promise<unknown>): Promise<unknown> {
  const definition = sql`select pg_get_functiondef(${`store.${name}`}::regproc)`
  const [answer] = await owner.run(statement(definition))
  const guarded = answer!.rows[0]![0]!
  const without = guarded.replaceAll(/ for (?:no key update|share)(?: skip locked)?/g, '')
  assert.notEqual(without, guarded)
  await owner.run(statement(raw(without)))
  try {
    return await work()
  } finally {
    await owner.run(statement(raw(guarded)))
  }
}

test('two writers below one row lose none of their amounts', async () => {
  assert.equal(await twoWriters(), '20.00')
  assert.equal(
    await unguarded(`t${desk.table('projet').id}_recompute`, () =>
      unguarded(`t${desk.table('ligne').id}_row`, twoWriters),
    ),
    '10.00',
  )
})

test('a name that changes while a line is written arrives in it', async () => {
  assert.equal(await nameAndLine(), 'Après')
  assert.equal(await unguarded(`t${desk.table('ligne').id}_row`, nameAndLine), 'Avant')
})

test('twenty writers at once, up and down, end with the figures of one after the other', async () => {
  const { id } = await desk.add('projet', { nom: 'Foule' })
  const some = await Promise.all(
    [1, 2, 3, 4, 5].map(() => desk.add('ligne', { projet: id, quantite: 1, prix: '1.00' })),
  )
  const works = Array.from({ length: 20 }, (_, i) =>
    i % 4 === 3
      ? desk.change('projet', id, { nom: `Nom ${i}` })
      : desk.change('ligne', some[i % 5]!.id, { quantite: i + 1 }),
  )
  await Promise.all(works)
  await recomputeMarked(shop.db.site(1))
  const rows = await Promise.all(some.map((line) => rowOf('ligne', line.id)))
  const project = await rowOf('projet', id)
  assert.equal(
    Number(project.total),
    rows.reduce((sum, row) => sum + Number(row.quantite), 0),
  )
  assert.deepEqual(new Set(rows.map((row) => row.nom_projet)), new Set([project.nom]))
})

test('a row in somebody’s hands is not waited for: it is marked, and worked out when it is free', async () => {
  const { id } = await desk.add('projet', { nom: 'Patience' })
  const line = await desk.add('ligne', { projet: id, objet: 'Bois' })
  const commit = await open((ctx) => update(ctx, desk.table('ligne'), line.id, { objet: 'Acier' }))
  const began = performance.now()
  await desk.change('projet', id, { nom: 'Urgence' })
  assert.ok(performance.now() - began < 1000)
  assert.deepEqual(await recomputing(desk.ctx, desk.table('ligne')), { done: 0, total: 1, ids: [line.id] })
  const left = recomputeMarked(shop.db.site(1))
  await sleep(150)
  await commit()
  await left
  assert.equal((await rowOf('ligne', line.id)).titre, 'Acier (Urgence)')
  assert.equal(await recomputing(desk.ctx, desk.table('ligne')), null)
})

test('beyond a thousand rows the work is left to the job, is seen until it is done, and goes on after a stop', async () => {
  const { id } = await desk.add('projet', { nom: 'Grand' })
  const table = desk.table('ligne')
  const column = (slug: string) => `c${table.fields.find((field) => field.slug === slug)!.id}`
  await owner.run(
    statement(
      raw(`insert into store.t${table.id} (site_id, ${column('projet')}, ${column('quantite')}, ${column('prix')})
      select 1, ${id}, n % 3, 2 from generate_series(1, 2500) n`),
    ),
  )
  assert.equal((await rowOf('projet', id)).total, '5000.00')
  await desk.change('projet', id, { nom: 'Immense' })
  const state = (await recomputing(desk.ctx, table))!
  assert.deepEqual([state.done, state.total, state.ids.length], [0, 2500, 1000])
  await shop.db.site(1).run(statement(raw('select site.recompute_some(1000)')))
  const half = (await recomputing(desk.ctx, table))!
  assert.deepEqual([half.done, half.total], [1000, 2500])
  await desk.change('projet', id, { nom: 'Immensité' })
  assert.equal((await recomputing(desk.ctx, table))!.done, 0)
  await recomputeLeft(shop.db)
  const [answer] = await owner.run(
    statement(
      raw(`select ${column('nom_projet')}, count(*), (select count(*) from store.stale) from store.t${table.id}
      where ${column('projet')} = ${id} group by 1`),
    ),
  )
  assert.deepEqual(answer!.rows, [['Immensité', '2500', '0']])
})
