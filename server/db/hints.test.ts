import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testDatabase } from '../../tests/support/database.ts'
import { openHints } from './hints.ts'
import { pool } from './pool.ts'
import { sql, statement } from './sql.ts'

const db = await testDatabase()
const heard: (string[] | 'everything')[] = []
db.hints.listen((topics) => heard.push(topics === 'everything' ? topics : [...topics].sort()))
const until = async (true_: () => boolean) => {
  for (let i = 0; i < 200 && !true_(); i++) await sleep(10)
  assert(true_(), JSON.stringify(heard))
}

test('listening begins by doubting everything', () =>
  until(() => heard.length === 1 && heard[0] === 'everything'))

test('another process hears what was told, together and each thing once', async () => {
  const app = pool({ settings: db.appConnection, size: 1 })
  const other = openHints(app, db.appConnection)
  for (const topic of ['catalog', 'site:3', 'catalog']) other.tell(topic)
  await until(() => heard.length === 2)
  assert.deepEqual(heard[1], ['catalog', 'site:3'])
  other.tell('last words')
  await other.close()
  await app.close()
  await until(() => heard.length === 3)
  assert.deepEqual(heard[2], ['last words'])
})

test('very many hints are one: everything', async () => {
  for (let n = 0; n < 1000; n++) db.hints.tell(`row:${n}`)
  await until(() => heard.length === 4)
  assert.equal(heard[3], 'everything')
})

test('a listener that was cut off listens again, and doubts everything', async () => {
  await db.site(1).run(
    statement(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen %'`),
  )
  await until(() => heard.length === 5)
  assert.equal(heard[4], 'everything')
  db.hints.tell('still there')
  await until(() => heard.length === 6)
})
