import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#base/errors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { executor, siteOpening } from './batch.ts'
import { pool } from './pool.ts'
import { sql, statement } from './sql.ts'

const db = await testDatabase()
const small = pool({ settings: db.appConnection, size: 1, patience: 200 })
const site = executor(small, siteOpening(1))

before(() =>
  db.owner.transaction((tx) =>
    tx.script(`create table site.strokes (n int); grant all on site.strokes to ${db.roles.app}`),
  ),
)
after(() => small.close())

const answers = (status: number, code: string) => (error: unknown) =>
  error instanceof AppError && error.status === status && error.problem.code === code
const pid = statement(sql`select pg_backend_pid()`)
const count = async () => (await db.site(1).run(statement(sql`select from site.strokes`))).answers[0]!.count

/** Ends the small pool's only connection, `delay` milliseconds from now. */
async function cut(delay = 0): Promise<void> {
  const {
    answers: [answer],
  } = await site.run(pid)
  const cutting = sleep(delay).then(() =>
    db.site(1).run(statement(sql`select pg_terminate_backend(${answer!.rows[0]![0]}::int)`)),
  )
  if (delay === 0) await cutting
}

test('when all are lent, waiting has an end and a plain answer', async () => {
  const lent = await small.take()
  await assert.rejects(async () => small.take(), answers(503, 'database.busy'))
  small.giveBack(lent)
  assert.equal(await small.take(), lent)
  small.giveBack(lent)
})

test('whoever waits is served in turn', async () => {
  const order: number[] = []
  const ask = (n: number) => site.run(statement(sql`select pg_sleep(0.002)`)).then(() => order.push(n))
  await Promise.all([1, 2, 3, 4].map(ask))
  assert.deepEqual(order, [1, 2, 3, 4])
})

test('a connection that ended at rest is replaced before anybody notices', async () => {
  await cut()
  await sleep(20)
  await site.run(statement(sql`insert into site.strokes values (1)`))
  assert.equal(await count(), 1)
})

test('a read whose connection ends is read again', async () => {
  await cut(50)
  const {
    answers: [answer],
  } = await site.run(statement(sql`select 'lu' from pg_sleep(0.2)`))
  assert.deepEqual(answer!.rows, [['lu']])
})

test('a write whose connection ends is not repeated: its fate is unknown', async () => {
  await cut(50)
  const write = site.run(statement(sql`insert into site.strokes select 2 from pg_sleep(0.2)`))
  await assert.rejects(write, answers(503, 'database.fate_unknown'))
  assert.equal(await count(), 1)
})

test('a transaction whose connection ends has done nothing, and says so', async () => {
  const work = db.transaction(1, async (tx) => {
    await tx.run(statement(sql`insert into site.strokes values (3)`))
    const own = (await tx.run(pid)).answers[0]!.rows[0]![0]
    await site.run(statement(sql`select pg_terminate_backend(${own}::int)`))
    await tx.run(statement(sql`insert into site.strokes values (4)`))
  })
  await assert.rejects(work, answers(503, 'database.gone'))
  assert.equal(await count(), 1)
})

test('a connection in doubt is never lent again', async () => {
  const doubtful = await small.take()
  await doubtful.send([{ text: 'begin', values: [] }])
  small.giveBack(doubtful)
  assert(doubtful.closed())
  const waiting = await small.take()
  const late = waiting.send([statement(sql`select pg_sleep(5)`)])
  small.giveBack(waiting)
  assert(waiting.closed())
  await assert.rejects(late)
  await site.run(pid)
})

test('a server that fell silent is given up', async () => {
  const impatient = pool({ settings: db.appConnection, size: 1, answerWithin: 100 })
  const silent = await impatient.take()
  await assert.rejects(silent.send([statement(sql`select pg_sleep(5)`)]))
  await impatient.close()
})

test('a statement over its time is a plain answer, and undone', async () => {
  const slow = site.run(
    statement(sql`select set_config('statement_timeout', '20ms', true)`),
    statement(sql`insert into site.strokes select 5 from pg_sleep(1)`),
  )
  await assert.rejects(slow, answers(503, 'database.too_slow'))
  assert.equal(await count(), 1)
})

test('a database that is not there is said to be gone', async () => {
  const nowhere = pool({ settings: { ...db.appConnection, port: 5999 }, size: 1, patience: 200 })
  await assert.rejects(executor(nowhere, siteOpening(1)).run(pid), answers(503, 'database.gone'))
})
