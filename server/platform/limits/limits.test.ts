import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#base/errors.ts'
import { noLog } from '#base/log.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { anotherProcess } from '../../../tests/support/platform.ts'
import { redisPath, startRedis } from '../../../tests/support/redis.ts'
import { limitsInPostgres } from './in-postgres.ts'
import { limitsInRedis } from './in-redis.ts'
import { demandBudget, type Limits } from './limits.ts'
import { openLimits } from './open-limits.ts'

const db = await testDatabase()
const five = { most: 5, seconds: 60 }

/** As many as are granted of so many at once, the takers in turn. */
async function granted(takers: readonly Limits[], name: string, tries = 500, budget = five): Promise<number> {
  const taken = await Promise.all(
    Array.from({ length: tries }, (_, i) => takers[i % takers.length]!.take(name, 'someone', budget)),
  )
  return taken.filter((one) => one.granted).length
}

test('of 500 that come at once through three processes, exactly five pass', async () => {
  const processes = [db, anotherProcess(db), anotherProcess(db)].map(limitsInPostgres)
  for (let round = 0; round < 5; round++) assert.equal(await granted(processes, `parallel ${round}`), 5)
})

test('a count that is read and then written lets more pass: what the one above would find', async () => {
  const counts = new Map<string, number>()
  const naive: Limits = {
    async take(_name, key, { most, seconds }) {
      const before = counts.get(key) ?? 0
      await db.site(0).run()
      counts.set(key, before + 1)
      return { granted: before < most, left: 0, seconds }
    },
    close: async () => {},
  }
  assert.ok((await granted([naive], 'naive')) > 5)
})

test('each name and each key has its own budget', async () => {
  const limits = limitsInPostgres(db)
  assert.equal(await granted([limits], 'one', 10), 5)
  assert.equal(await granted([limits], 'other', 10), 5)
  assert.equal((await limits.take('one', 'somebody else', five)).granted, true)
})

test('what is left is told, and the window opens again when it ends', async () => {
  const limits = openLimits(db, { redisUrl: undefined }, noLog)
  const short = { most: 2, seconds: 1 }
  assert.deepEqual(
    [(await limits.take('short', 'a', short)).left, (await limits.take('short', 'a', short)).left],
    [1, 0],
  )
  const refused = await limits.take('short', 'a', short)
  assert.equal(refused.granted, false)
  assert.ok(refused.seconds > 0 && refused.seconds <= 1, String(refused.seconds))
  await new Promise((resolve) => setTimeout(resolve, refused.seconds * 1000 + 20))
  assert.equal((await limits.take('short', 'a', short)).granted, true)
})

test('once it is used up, a flood asks the database nothing', async () => {
  let asked = 0
  const counting = {
    ...db,
    site: (id: number) => ({
      run: (...statements: Parameters<ReturnType<typeof db.site>['run']>) => {
        asked++
        return db.site(id).run(...statements)
      },
    }),
  }
  const limits = openLimits(counting, { redisUrl: undefined }, noLog)
  for (let i = 0; i < 6; i++) await limits.take('flood', 'a', five)
  assert.equal(asked, 6)
  for (let i = 0; i < 100; i++) assert.equal((await limits.take('flood', 'a', five)).granted, false)
  assert.equal(asked, 6)
})

test('a clock that was moved locks nobody for longer than the window', async () => {
  const limits = limitsInPostgres(db)
  for (const moved of ['1 day', '-1 day']) {
    await granted([limits], `clock ${moved}`, 10)
    await db.owner.run({
      text: `update store.budgets set ends = ends + interval '${moved}' where name = $1`,
      values: [`clock ${moved}`],
    })
    assert.equal(await granted([limits], `clock ${moved}`, 10), 5, moved)
  }
})

test('a refusal is a 429 that says how long to wait', async () => {
  const limits = limitsInPostgres(db)
  const once = { most: 1, seconds: 60 }
  await demandBudget(limits, 'demanded', 'a', once)
  await assert.rejects(demandBudget(limits, 'demanded', 'a', once), (error: unknown) => {
    assert.ok(error instanceof AppError)
    assert.equal(error.status, 429)
    assert.equal(error.more.retry_after, 60)
    return true
  })
  await demandBudget(limits, 'demanded', 'a', undefined)
})

const skip = redisPath ? false : 'no redis-server or valkey-server on this machine'

test('Valkey or Redis counts as exactly', { skip }, async (t) => {
  const redis = await startRedis(t)
  const processes = [1, 2, 3].map(() => limitsInRedis(redis.url, noMeanwhile, noLog))
  assert.equal(await granted(processes, 'parallel'), 5)
  const short = { most: 1, seconds: 1 }
  assert.equal(await granted(processes, 'short', 3, short), 1)
  await new Promise((resolve) => setTimeout(resolve, 1050))
  assert.equal(await granted(processes, 'short', 3, short), 1)
  await Promise.all(processes.map((one) => one.close()))
})

test('while Redis is away PostgreSQL counts, and it comes back by itself', { skip }, async (t) => {
  const said: string[] = []
  const log = { ...noLog, warn: (event: string) => void said.push(event) }
  const redis = await startRedis(t)
  const limits = limitsInRedis(redis.url, limitsInPostgres(db), log)
  t.after(() => limits.close())
  assert.equal(await granted([limits], 'away', 10), 5)
  await redis.stop()
  assert.equal(await granted([limits], 'away', 10), 5)
  assert.deepEqual(said, ['limits.redis_away'])
  await redis.start()
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if ((await redis.keys()) > 0) break
    await limits.take('back', 'a', five)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.ok((await redis.keys()) > 0)
})

const noMeanwhile: Limits = {
  take: () => Promise.reject(new Error('Redis did not answer')),
  close: async () => {},
}
