import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { raw, sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { code, who, workshop } from '../../../tests/support/structure.ts'
import { siteView } from '../catalog/storage.ts'
import { runChange } from './run-change.ts'
import { applyPlan, makeTable, planChanges, readChange, resumeChanges, type Started } from './structure.ts'

// People work while structure changes. Tables large enough to change in the background.

const shop = await workshop()
const rows = 25_000
let made = 0

async function largeTable(): Promise<string> {
  const slug = `grand_${++made}`
  const { id } = await makeTable(shop.structure, who, {
    slug,
    fields: [{ slug: 'prix', type: 'text' }],
    search: [],
  })
  const text = `insert into store.t${id} (site_id, c1) select 1, g::text from generate_series(1, ${rows}) g`
  await shop.db.owner.run({ text, values: [] })
  return slug
}

const toDecimal = { change: 'type', field: 'prix', to: { type: 'decimal', digits: 12, places: 2 } }

async function begin(slug: string): Promise<Started> {
  const plan = await planChanges(shop.structure, who, shop.table(slug), { changes: [toDecimal] })
  return applyPlan(shop.structure, who, shop.table(slug), plan.id, false)
}

async function end(started: Started): Promise<void> {
  for (;;) {
    const { status, problem } = await readChange(shop.structure, who, started.id)
    if (status === 'done') return
    assert.equal(status, 'running', problem?.message)
    await sleep(20)
  }
}

const setPrice = (table: Table, id: number, price: number) =>
  statement(sql`update ${raw(siteView(table))} set c1 = ${String(price)} where id = ${id}::bigint`)

/** Writes to one row after the other while the change lasts; answers the last price of each. */
async function writeMeanwhile(table: Table, started: Started): Promise<ReadonlyMap<number, number>> {
  const prices = new Map<number, number>()
  for (let n = 1; ; n++) {
    const { status } = await readChange(shop.structure, who, started.id)
    const id = 1 + ((n * 7919) % rows)
    const written = await shop.db
      .site(1)
      .run(setPrice(table, id, n))
      .catch(() => null)
    if (!written) return prices
    prices.set(id, n)
    if (status !== 'running') return prices
  }
}

async function wrongPrices(slug: string, prices: ReadonlyMap<number, number>): Promise<number> {
  const values = await shop.values(slug, 'prix')
  return [...prices].filter(([id, price]) => values[id - 1] !== `${price}.00`).length
}

test('what is written while values are converted is converted too', async () => {
  const slug = await largeTable()
  const table = shop.table(slug)
  const started = await begin(slug)
  assert.equal(started.status, 'running')
  const prices = await writeMeanwhile(table, started)
  await end(started)
  assert.ok(prices.size > 10)
  assert.equal(await wrongPrices(slug, prices), 0)
})

test('without the list of what is written meanwhile, values would be lost', async () => {
  const slug = await largeTable()
  const table = shop.table(slug)
  const started = await begin(slug)
  const blind = `create or replace function store.touch_${table.id}() returns trigger language plpgsql as 'begin return null; end'`
  for (let tried = false; !tried; ) {
    tried = await shop.db.owner.run({ text: `select 'store.touch_${table.id}'::regproc`, values: [] }).then(
      () => true,
      () => false,
    )
  }
  await shop.db.owner.run({ text: blind, values: [] })
  const prices = await writeMeanwhile(table, started)
  await end(started)
  assert.notEqual(await wrongPrices(slug, prices), 0)
})

test('a row that is being written during the whole conversion keeps what was written', async () => {
  const slug = await largeTable()
  const table = shop.table(slug)
  let started: Started | undefined
  await shop.db.transaction(1, async (tx) => {
    await tx.run(setPrice(table, 77, 1_000_000))
    started = await begin(slug)
    await sleep(2_000)
  })
  await end(started!)
  assert.equal((await shop.values(slug, 'prix'))[76], '1000000.00')
})

test('one change at a time: another of the same table is told how far the first has come', async () => {
  const slug = await largeTable()
  const started = await begin(slug)
  await assert.rejects(shop.plan(slug, { change: 'drop', field: 'prix' }), code('structure.changing'))
  await end(started)
})

test('a change whose connection is cut goes on where it was, by one process alone', async () => {
  const slug = await largeTable()
  const started = await begin(slug)
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sugu structure' and datname = current_database()`
  await sleep(200)
  for (let count = 0; count === 0; ) count = (await shop.db.owner.run({ text: cut, values: [] }))[0]!.count
  await sleep(200)
  assert.equal((await readChange(shop.structure, who, started.id)).status, 'running')
  const outcomes = await Promise.all([1, 2].map(() => runChange(shop.structure, started.id)))
  assert.deepEqual(outcomes.sort(), ['done', 'elsewhere'])
  assert.deepEqual((await shop.values(slug, 'prix')).slice(0, 2), ['1.00', '2.00'])
  await resumeChanges(shop.structure)
})

test('a table that somebody holds is busy: nothing is changed, and readers have not waited for it', async () => {
  const slug = await shop.quotes({ numero: 'A' })
  const plan = await shop.plan(slug, { change: 'drop', field: 'jour' })
  const before = await shop.look(slug)
  let longest = 0
  await shop.db.transaction(1, async (tx) => {
    await tx.run(statement(sql`update ${raw(siteView(shop.table(slug)))} set version = version + 1`))
    const refused = assert.rejects(
      applyPlan(shop.structure, who, shop.table(slug), plan.id, true),
      (error: Error) => {
        assert.match(JSON.stringify(error), /structure\.busy.*"holder":"[^"]+\(\d+ s\)"/)
        return true
      },
    )
    for (let over = false; !over; ) {
      const start = performance.now()
      await shop.values(slug, 'numero')
      longest = Math.max(longest, performance.now() - start)
      over = await Promise.race([refused.then(() => true), sleep(10).then(() => false)])
    }
  })
  assert.ok(longest < 400, `${longest} ms`)
  assert.deepEqual(await shop.look(slug), before)
})
