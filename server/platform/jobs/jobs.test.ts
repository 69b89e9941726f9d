import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Executor } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Context, Site } from '#engine/context.ts'
import { enqueue } from '#engine/enqueue.ts'
import type { Job, JobDefinition, SiteJob } from '#engine/job.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { inLength, isLong } from '../../../tests/support/long.ts'
import { installJobs } from './install.ts'
import { type Jobs, jobs } from './jobs.ts'

const site: Site = {
  id: 1,
  slug: 'default',
  name: 'Ma boutique',
  country: 'CI',
  currency: 'XOF',
  language: 'fr',
  timeZone: 'Africa/Abidjan',
}
const paris: Site = { ...site, id: 2, slug: 'paris', timeZone: 'Europe/Paris' }

const db = await testDatabase()
await installJobs(db)

const at = (tx: Executor, where = site) => ({ tx, site: where })
const contextFor = (siteId: number) =>
  ({ site: siteId === 2 ? paris : site, tx: db.site(siteId) }) as unknown as Context

async function open(t: TestContext, definitions: readonly JobDefinition[], works = true): Promise<Jobs> {
  const made = jobs(db, definitions, { contextFor, sites: () => [site, paris] })
  t.after(() => made.stop())
  await made.start({ works })
  return made
}

const of = (name: string): Job => ({ name, for: 'site' })
const quick = { times: 0, first: 1, longest: 1 }
const noting = (name: string, seen: unknown[], more: Partial<JobDefinition> = {}): JobDefinition =>
  ({
    name,
    for: 'site',
    retry: quick,
    poll: 0.5,
    run: async (ctx: Context, data: unknown) => seen.push([ctx.site.slug, data]),
    ...more,
  }) as JobDefinition

async function until(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(50)) if (await holds()) return
  assert.fail(`not within ${seconds} s`)
}

test('a job runs for the site that it was left at, with its data', async (t) => {
  const seen: unknown[] = []
  await open(t, [noting('greet', seen)])
  await enqueue(at(db.site(2), paris), of('greet'), { order: 7 })
  await until(() => seen.length > 0)
  assert.deepEqual(seen, [['paris', { order: 7 }]])
})

test('a job left in a transaction that is rolled back does not exist', async (t) => {
  const seen: unknown[] = []
  await open(t, [noting('mail', seen)])
  const broken = db.transaction(1, async (tx) => {
    await enqueue(at(tx), of('mail'), { to: 'nobody' })
    throw new Error('undone')
  })
  await assert.rejects(broken, /undone/)
  await db.transaction(1, (tx) => enqueue(at(tx), of('mail'), { to: 'somebody' }))
  await until(() => seen.length > 0)
  await wait(1200)
  assert.deepEqual(seen, [['default', { to: 'somebody' }]])
  const [left] = await db.owner.run(statement(sql`select data from pgboss.job where name = 'mail'`))
  assert.equal(left!.count, 1)
})

const waiting = async (name: string): Promise<number> => {
  const [answer] = await db.owner.run(statement(sql`select count(*) from pgboss.job where name = ${name}`))
  return Number(answer!.rows[0]![0])
}

test('of two jobs of one key at one site the second is not taken while the first waits', async (t) => {
  const seen: unknown[] = []
  await open(t, [noting('sum', seen)], false)
  const leave = (key: string | undefined, where = site) =>
    enqueue(at(db.site(where.id), where), of('sum'), {}, key === undefined ? {} : { key })
  assert.ok(await leave('row 7'))
  assert.equal(await leave('row 7'), null)
  assert.ok(await leave('row 8'))
  assert.ok(await leave('row 7', paris), 'another site is another matter')
  assert.ok(await leave(undefined))
  assert.ok(await leave(undefined), 'without a key all are taken')
  assert.equal(await waiting('sum'), 5)
  const works = await open(t, [noting('sum', seen)])
  await until(() => seen.length === 5)
  assert.ok(await leave('row 7'), 'what has begun may have read too early')
  await until(() => seen.length === 6)
  await works.stop()
})

test('a job may wait for its time, and the urgent go first', async (t) => {
  const seen: number[] = []
  const later: SiteJob<{ n: number }> = {
    name: 'later',
    for: 'site',
    poll: 0.5,
    atOnce: 2,
    run: async (_ctx, { n }) => seen.push(n),
  }
  await open(t, [later], false)
  const tx = db.site(1)
  await enqueue(at(tx), later, { n: 1 }, { after: 3 })
  await enqueue(at(tx), later, { n: 2 }, { after: new Date(Date.now() + 3600_000) })
  for (const n of [3, 4]) await enqueue(at(tx), later, { n })
  for (const n of [5, 6]) await enqueue(at(tx), later, { n }, { priority: 5 })
  // @ts-expect-error: it is told a number
  void (() => enqueue(at(tx), later, { n: 'un' }))
  await open(t, [later])
  await until(() => seen.length === 4)
  assert.deepEqual(
    [seen.slice(0, 2).sort(), seen.slice(2).sort()],
    [
      [5, 6],
      [3, 4],
    ],
  )
  await until(() => seen.length === 5)
  assert.equal(seen[4], 1)
})

test('a job that nobody knows is not left', async () => {
  await assert.rejects(enqueue(at(db.site(1)), of('unheard-of'), {}), /no job is called unheard-of/)
})

test('a job that fails is tried again, then lies among the dead letters until somebody retries it', async (t) => {
  let tries = 0
  let broken = true
  const flaky: JobDefinition = {
    name: 'deliver',
    for: 'house',
    poll: 0.5,
    retry: { times: 1, first: 1, longest: 1 },
    run: async () => {
      tries += 1
      if (broken) throw new Error('provider down')
    },
  }
  const house = await open(t, [flaky])
  await enqueue(at(db.site(1)), flaky, { id: 3 })
  await until(async () => (await house.deadLetters()).length > 0)
  const [letter] = await house.deadLetters()
  assert.deepEqual(
    [letter!.name, letter!.data, letter!.problem, letter!.tries, tries],
    ['deliver', { id: 3 }, 'provider down', 2, 2],
  )
  assert.equal(await house.retry('not-an-id'), false)
  broken = false
  assert.equal(await house.retry(letter!.id), true)
  await until(() => tries === 3)
  assert.deepEqual(await house.deadLetters(), [])
})

test('one failure in a batch touches no other job', async (t) => {
  const seen: unknown[] = []
  const picky = noting('picky', seen, {
    run: async (_ctx: never, data: never) => {
      if ((data as { n: number }).n === 2) throw new Error('two')
      seen.push(data)
    },
  })
  await open(t, [picky], false)
  await db.transaction(1, async (tx) => {
    for (const n of [1, 2, 3]) await enqueue(at(tx), of('picky'), { n })
  })
  const house = await open(t, [picky])
  await until(async () => seen.length === 2 && (await house.deadLetters()).length === 1)
  assert.deepEqual(seen.map((data) => (data as { n: number }).n).sort(), [1, 3])
})

test('a process that serves may be asked to work as well, in either order', async (t) => {
  for (const order of [
    [true, false],
    [false, true],
  ]) {
    const seen: unknown[] = []
    const house = await open(t, [noting('both', seen)], order[0])
    await house.start({ works: order[1]! })
    await enqueue(at(db.site(1)), of('both'), {})
    await until(() => seen.length === 1)
    await house.stop()
  }
})

test('a schedule follows each site by its own clock, and goes when its definition goes', async (t) => {
  const schedules = async () => {
    const [answer] = await db.owner.run(
      statement(sql`select key, timezone from pgboss.schedule where name = 'nightly' order by key`),
    )
    return answer!.rows
  }
  const nightly = noting('nightly', [], { schedule: '15 2 * * *' })
  const [one, other] = [await open(t, [nightly]), await open(t, [nightly])]
  assert.deepEqual(await schedules(), [
    ['site-1', 'Africa/Abidjan'],
    ['site-2', 'Europe/Paris'],
  ])
  await Promise.all([one.stop(), other.stop()])
  await open(t, [])
  assert.deepEqual(await schedules(), [])
})

test('of two workers one sends each occurrence', { skip: !isLong && 'two minutes' }, async (t) => {
  const minutes: number[] = []
  const ticking: JobDefinition = {
    name: 'tick',
    for: 'house',
    poll: 0.5,
    schedule: '* * * * *',
    run: async () => minutes.push(Math.floor(Date.now() / 60_000)),
  }
  await open(t, [ticking])
  await open(t, [ticking])
  await until(() => minutes.length >= 2, 180)
  await wait(20_000)
  assert.deepEqual(minutes, [...new Set(minutes)])
})

test('the application role does its work in pg-boss and may not change its tables', async () => {
  const { default: pg } = await import('pg')
  const client = new pg.Client(db.appConnection)
  await client.connect()
  await assert.rejects(client.query('drop table pgboss.job'), { code: '42501' })
  await assert.rejects(client.query('create table pgboss.mine (id int)'), { code: '42501' })
  await client.end()
})

test('work that is running may end before the process stops', async (t) => {
  let ended = false
  const slow = noting('slow', [], {
    run: async () => {
      await wait(1500)
      ended = true
    },
  })
  const house = await open(t, [slow])
  const began = new Promise<void>((resolve) => setTimeout(resolve, 900))
  await enqueue(at(db.site(1)), slow, {})
  await began
  await house.stop()
  assert.equal(ended, true)
})

test('many jobs, two processes: each is done once', async (t) => {
  const many = inLength(10_000, 1000)
  await open(t, [noting('count', [])], false)
  await db.transaction(1, async (tx) => {
    for (let n = 0; n < many; n++) await enqueue(at(tx), of('count'), { n })
  })
  const workers = [1, 2].map(() =>
    fork(join(import.meta.dirname, '../../../tests/support/counting-worker.ts'), { silent: false }),
  )
  for (const worker of workers) worker.send({ app: db.appConnection, owner: db.ownerConnection })
  const done = async () => {
    const [answer] = await db.owner.run(
      statement(sql`select count(*), count(distinct site_id) from store.marks`),
    )
    return Number(answer!.rows[0]![0])
  }
  await until(async () => (await done()) === many, 120)
  const exits = workers.map((worker) => once(worker, 'exit'))
  for (const worker of workers) worker.send('stop')
  const codes = await Promise.all(exits)
  assert.deepEqual(
    codes.map(([code]) => code),
    [0, 0],
    'a worker met a job a second time',
  )
})
