import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Executor } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Context, Site } from '#engine/context.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { inLength, isLong } from '../../../tests/support/long.ts'
import type { JobDefinition } from '#engine/job.ts'
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
  const house = await open(t, [noting('greet', seen)])
  await house.enqueue(at(db.site(2), paris), 'greet', { order: 7 })
  await until(() => seen.length > 0)
  assert.deepEqual(seen, [['paris', { order: 7 }]])
})

test('a job left in a transaction that is rolled back does not exist', async (t) => {
  const seen: unknown[] = []
  const house = await open(t, [noting('mail', seen)])
  const broken = db.transaction(1, async (tx) => {
    await house.enqueue(at(tx), 'mail', { to: 'nobody' })
    throw new Error('undone')
  })
  await assert.rejects(broken, /undone/)
  await db.transaction(1, (tx) => house.enqueue(at(tx), 'mail', { to: 'somebody' }))
  await until(() => seen.length > 0)
  await wait(1200)
  assert.deepEqual(seen, [['default', { to: 'somebody' }]])
  const [left] = await db.owner.run(statement(sql`select data from pgboss.job where name = 'mail'`))
  assert.equal(left!.count, 1)
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
  await house.enqueue(at(db.site(1)), 'deliver', { id: 3 })
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
  const writer = await open(t, [picky], false)
  await db.transaction(1, async (tx) => {
    for (const n of [1, 2, 3]) await writer.enqueue(at(tx), 'picky', { n })
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
    await house.enqueue(at(db.site(1)), 'both')
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
  await house.enqueue(at(db.site(1)), 'slow')
  await began
  await house.stop()
  assert.equal(ended, true)
})

test('many jobs, two processes: each is done once', async (t) => {
  const many = inLength(10_000, 1000)
  const writer = await open(t, [noting('count', [])], false)
  await db.transaction(1, async (tx) => {
    for (let n = 0; n < many; n++) await writer.enqueue(at(tx), 'count', { n })
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
