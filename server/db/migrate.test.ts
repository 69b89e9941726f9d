import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#base/errors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { type Migration, migrate, pendingMigrations } from './migrate.ts'
import { sql, statement } from './sql.ts'

const db = await testDatabase()
const rows = async (text: string) => (await db.owner.run({ text, values: [] }))[0]!.rows.map(([cell]) => cell)
const file = (name: string, text: string): Migration => ({ name: `essai/${name}`, sql: text })
const refusal = (code: string, name: string) => (error: unknown) =>
  error instanceof AppError && error.problem.code === code && error.problem.params.name === name
const run = (...files: Migration[]) => migrate(db.owner, files, db.roles)

test('each file runs once, in the order of the names, with the roles filled in', async () => {
  const make = file(
    '901-make.sql',
    'create table site.trail (step int); grant select on site.trail to <app>;',
  )
  const fill = file(
    '902-fill.sql',
    'insert into site.trail values (1);\n-- « ; » in a comment\ninsert into site.trail values (2)',
  )
  assert.deepEqual(await pendingMigrations(db.owner, [fill, make]), [
    'essai/901-make.sql',
    'essai/902-fill.sql',
  ])
  assert.deepEqual(await run(fill, make), ['essai/901-make.sql', 'essai/902-fill.sql'])
  assert.deepEqual(await run(make, fill), [])
  assert.deepEqual(await pendingMigrations(db.owner, [fill, make]), [])
  assert.equal((await db.site(1).run(statement(sql`select from site.trail`))).answers[0]!.count, 2)
})

test('three processes that start at once run each file once', async () => {
  const files = Array.from({ length: 6 }, (_, n) =>
    file(`91${n}-slow.sql`, `select pg_sleep(0.02); insert into site.trail values (91${n})`),
  )
  const done = await Promise.all([run(...files), run(...files), run(...files)])
  assert.equal(done.flat().length, 6)
  assert.equal((await rows('select step from site.trail where step >= 910')).length, 6)
})

test('a file that fails leaves nothing of itself; what came before stays, and the rest waits', async () => {
  const good = file('920-good.sql', 'insert into site.trail values (920)')
  const bad = file('921-bad.sql', 'insert into site.trail values (921); select nonsense')
  const next = file('922-next.sql', 'insert into site.trail values (922)')
  await assert.rejects(run(good, bad, next), refusal('migration.failed', 'essai/921-bad.sql'))
  assert.deepEqual(await rows('select step from site.trail where step >= 920'), ['920'])
  const mended = file('921-bad.sql', 'insert into site.trail values (921)')
  assert.deepEqual(await run(good, mended, next), ['essai/921-bad.sql', 'essai/922-next.sql'])
})

test('a kill in the middle leaves whole files only, and the next start goes on', async () => {
  const half = file('930-half.sql', 'insert into site.trail values (930); select pg_sleep(5)')
  const killed = assert.rejects(run(half))
  const victim = `select pg_terminate_backend(pid) from pg_stat_activity
    where wait_event = 'PgSleep' and datname = current_database()`
  while ((await rows(victim)).length === 0);
  await killed
  assert.deepEqual(await rows('select step from site.trail where step = 930'), [])
  assert.deepEqual(await run(file('930-half.sql', 'insert into site.trail values (930)')), [
    'essai/930-half.sql',
  ])
})

test('a file that changed after it ran is refused by name', async () => {
  await run(file('940-kept.sql', 'select 1'))
  await assert.rejects(
    run(file('940-kept.sql', 'select 2')),
    refusal('migration.changed', 'essai/940-kept.sql'),
  )
  assert.deepEqual(await run(file('940-kept.sql', 'select 1')), [])
})
