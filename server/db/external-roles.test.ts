import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { AppError } from '#base/errors.ts'
import { noLog } from '#base/log.ts'
import { connect } from './connection.ts'
import { startEmbedded } from './embedded.ts'
import { DatabaseError } from './errors.ts'
import { externalRoles, refuseOld } from './external-roles.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'
import { sql, statement } from './sql.ts'

/** Somebody else's PostgreSQL, that asks everybody but its own superuser for a password. */
const data = mkdtempSync(join(tmpdir(), 'sugu-ailleurs-'))
const embedded = await startEmbedded({ data, log: noLog })
writeFileSync(join(data, 'db/pg_hba.conf'), 'local all sugu_root trust\nlocal all all scram-sha-256\n')
const root = await connect(embedded.root)
await root.script('select pg_reload_conf()')
after(async () => {
  root.close()
  await embedded.stop()
  rmSync(data, { recursive: true, force: true })
})

const url = (database: string, user: string, password = 'facile') =>
  `postgresql://${user}:${password}@${encodeURIComponent(embedded.root.host)}/${database}`

/** A database and the role that its DATABASE_URL names. */
async function given(database: string, attributes: string): Promise<string> {
  await root.script(`create role ${database}_user login password 'facile' ${attributes}`)
  await root.script(`create database ${database} owner ${database}_user`)
  return url(database, `${database}_user`)
}

const open = (url: string, secretKey = 'clé') =>
  openDatabase({ database: { kind: 'external', url }, secretKey })

const wall = `create table store.things (site_id int, name text);
  alter table store.things enable row level security;
  create view site.things as select * from store.things
    where site_id = nullif(current_setting('sugu.site', true), '')::int with cascaded check option;
  grant select, insert on site.things to <app>`
const ground = `create schema store; create schema site; create schema network;
  create extension pg_trgm; create extension btree_gin;
  create table store.stamps as select 1 as catalog, 1 as access;
  create view site.stamps as select * from store.stamps;
  grant usage on schema site to <app>; grant select on site.stamps to <app>`
const files = [
  { name: 'essai/1-ground.sql', sql: ground },
  { name: 'essai/2-wall.sql', sql: wall },
]

for (const [database, attributes] of [
  ['grande', 'superuser'],
  ['moyenne', 'createrole'],
] as const) {
  test(`a role with ${attributes} gives three roles and the wall`, async () => {
    const db = await open(await given(database, attributes))
    assert.equal(db.wall, 'roles')
    assert.deepEqual(db.roles, {
      owner: `${database}_owner`,
      app: `${database}_app`,
      network: `${database}_network`,
    })
    await migrate(db.owner, files, db.roles)
    await db.site(1).run(statement(sql`insert into site.things values (1, 'une')`))
    assert.equal((await db.site(2).run(statement(sql`select from site.things`))).answers[0]!.count, 0)
    await assert.rejects(db.site(1).run(statement(sql`select from store.things`)), denied)
    const { answers } = await db
      .site(1)
      .run(statement(sql`select current_setting('statement_timeout'), current_setting('timezone')`))
    assert.deepEqual(answers[0]!.rows, [['30s', 'UTC']])
    await db.close()
  })
}

const refusedWith = (code: string, reason: RegExp) => (error: unknown) =>
  error instanceof AppError &&
  error.problem.code === code &&
  reason.test(String(error.problem.params.reason ?? error.problem.params.version))
const denied = (error: unknown) => error instanceof DatabaseError && error.code === '42501'

test('a role that may make no others does all itself; the views still keep sites apart', async () => {
  const db = await open(await given('petite', ''))
  assert.equal(db.wall, 'missing')
  assert.match(db.wallMissingBecause!, /« petite_user » de DATABASE_URL ne peut pas créer de rôles/)
  await migrate(db.owner, files, db.roles)
  await db.site(1).run(statement(sql`insert into site.things values (1, 'une')`))
  assert.equal((await db.site(1).run(statement(sql`select from site.things`))).answers[0]!.count, 1)
  assert.equal((await db.site(2).run(statement(sql`select from site.things`))).answers[0]!.count, 0)
  const told = statement(sql`select current_setting('statement_timeout'), current_setting('timezone')`)
  assert.deepEqual((await db.site(1).run(told)).answers[0]!.rows, [['30s', 'UTC']])
  assert.deepEqual((await db.owner.run(told))[0]!.rows, [['0', 'UTC']])
  await db.close()
  await root.script('alter role petite_user createrole')
  const later = await open(url('petite', 'petite_user'))
  assert.equal(later.wall, 'missing')
  assert.match(later.wallMissingBecause!, /appartiennent déjà au rôle « petite_user »/)
  await later.close()
})

test('three processes that start at once agree', async () => {
  const address = await given('ensemble', 'createrole')
  const opened = await Promise.all([open(address), open(address), open(address)])
  for (const db of opened) {
    assert.equal(db.wall, 'roles')
    await db.owner.run(statement(sql`select 1`))
    await db.close()
  }
})

test('another secret key gives new passwords, and the roles go on', async () => {
  const address = await given('tournante', 'createrole')
  await (await open(address, 'ancienne')).close()
  const db = await open(address, 'nouvelle')
  await db.owner.run(statement(sql`select 1`))
  await db.close()
})

test('roles made once serve a lesser role later', async () => {
  const address = await given('prudente', 'createrole')
  await (await open(address)).close()
  await root.script('alter role prudente_user nocreaterole')
  const db = await open(address)
  assert.equal(db.wall, 'roles')
  await db.close()
})

test('a name that needs quotes', async () => {
  await root.script(`create database "Ma ""Boutique"" d'été"`)
  const db = await open(url(encodeURIComponent(`Ma "Boutique" d'été`), 'sugu_root'))
  await migrate(db.owner, files, db.roles)
  assert.equal(db.roles.app, `Ma "Boutique" d'été_app`)
  await db.close()
})

test('a name as long as PostgreSQL allows still gives three roles', async () => {
  const name = 'é'.repeat(31)
  await root.script(`create database ${name}`)
  const db = await open(url(encodeURIComponent(name), 'sugu_root'))
  await migrate(db.owner, files, db.roles)
  assert.equal(db.wall, 'roles')
  await db.close()
})

test('a wrong password, and a server that is not there, are one sentence', async () => {
  await assert.rejects(
    externalRoles(url('grande', 'grande_user', 'fausse'), 'clé'),
    refusedWith('database.url_refused', /password authentication failed/),
  )
  await assert.rejects(
    externalRoles('postgresql://a:b@127.0.0.1:1/c', 'clé'),
    refusedWith('database.url_refused', /ECONNREFUSED/),
  )
})

test('PostgreSQL before 15 is refused', () => {
  assert.throws(() => refuseOld(140_012), refusedWith('database.too_old', /^14$/))
  refuseOld(150_000)
})
