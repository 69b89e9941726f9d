import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { testDatabase } from '../../tests/support/database.ts'
import { openLanes } from './lanes.ts'
import { pool } from './pool.ts'
import { isQuick, isRead, shapeOf } from './shapes.ts'
import { sql, statement } from './sql.ts'

const db = await testDatabase()
const site = db.site(1)
/** Sleeps as many seconds as it is told; known for quick. */
const nap = (seconds: number, word = 'fait') =>
  statement(
    sql`select ${word}::text as word, current_setting('sugu.site'), pg_backend_pid() from pg_sleep(${seconds})`,
  )
const ask = async (siteId: number, seconds: number, word?: string) =>
  (await db.site(siteId).run(nap(seconds, word))).answers[0]!.rows[0]!
const several = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))

before(async () => {
  while (!isQuick(shapeOf(nap(0).text))) await ask(1, 0)
  await several(20, () => ask(1, 0))
})

test('hundreds at once share few connections, and each gets its own answer for its own site', async () => {
  const rows = await several(400, (n) => ask(n % 7, 0, `mot ${n}`))
  for (const [n, [word, site]] of rows.entries()) assert.deepEqual([word, site], [`mot ${n}`, String(n % 7)])
  assert(new Set(rows.map((row) => row[2])).size <= 20)
})

test('one that fails spoils no other', async () => {
  const share = (by: number) => statement(sql`select 10 / ${by}::int`)
  while (!isQuick(shapeOf(share(1).text))) await site.run(share(1))
  const results = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => site.run(share(n % 3))))
  for (const [n, { status }] of results.entries())
    assert.equal(status, n % 3 === 0 ? 'rejected' : 'fulfilled')
})

test('one that turns slow holds up the others no longer than a blink', async () => {
  const slow = several(4, () => ask(1, 1))
  const start = performance.now()
  await several(60, () => ask(1, 0))
  assert(performance.now() - start < 500)
  await slow
  assert(!isQuick(shapeOf(nap(0).text)))
})

test('reads whose lane is cut are answered all the same', async () => {
  while (!isQuick(shapeOf(nap(0).text))) await ask(1, 0)
  const asked = several(100, () => ask(1, 0.004))
  const others = statement(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`)
  await db.transaction(1, (tx) => tx.run(others))
  assert.equal((await asked).length, 100)
})

test('a lane that is on its way when all are closed is given back', async () => {
  while (!isQuick(shapeOf(nap(0).text))) await ask(1, 0)
  const shared = pool({ settings: db.appConnection, size: 1, patience: 2_000 })
  const lanes = openLanes(shared, 1)
  assert.equal(lanes.pick([nap(0)]), null)
  lanes.close()
  // The pool has one connection, and it is the lane's until that is given back.
  shared.giveBack(await shared.take())
  await shared.close()
})

test('only what changes nothing is sent along', () => {
  const reads = ['select 1', ' WITH a as (select 1) select * from a', `select set_config('x', '1', true)`]
  const writes = [
    'insert into a values (1)',
    'with a as (delete from b returning 1) select * from a',
    'select * from a for update',
    `select nextval('a')`,
    'begin',
    'set role x',
  ]
  assert.deepEqual(
    reads.filter((text) => !isRead(text)),
    [],
  )
  assert.deepEqual(writes.filter(isRead), [])
})
