import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../tests/support/database.ts'
import { connect } from './connection.ts'
import { DatabaseError } from './errors.ts'
import { openingStatement, raw, sql, statement } from './sql.ts'

const db = await testDatabase()
const site = db.site(7)
const one = await connect(db.ownerConnection)
const ask = async (text: string, ...values: unknown[]) => (await one.send([{ text, values }]))[0]!
const hasCode = (code: string) => (error: unknown) => error instanceof DatabaseError && error.code === code
const prepared = async () =>
  (await ask('select statement from pg_prepared_statements where from_sql = false')).rows.map(
    ([text]) => text,
  )

test('answers come in order, as PostgreSQL’s own text, with columns and counts', async () => {
  const { answers, stamps } = await site.run(
    statement(sql`select ${12}::int as nombre, null as rien, ${'é'} as mot`),
    statement(sql`select generate_series(1, 3) as n`),
    statement(sql`select where false`),
  )
  assert.deepEqual(stamps, { catalog: 1, access: 1 })
  assert.deepEqual(answers, [
    { columns: ['nombre', 'rien', 'mot'], rows: [['12', null, 'é']], count: 1 },
    { columns: ['n'], rows: [['1'], ['2'], ['3']], count: 3 },
    { columns: [], rows: [], count: 0 },
  ])
})

test('what says its opening itself runs in the executor’s site, and stands alone', async () => {
  const where = (value: unknown) =>
    openingStatement(
      [sql`current_setting('sugu.site')`, sql`(select n || ${'!'}::text from r)`],
      sql`, r as materialized (select current_setting('sugu.site') || ${value}::text as n from opening)`,
    )
  const { answers, stamps } = await site.run(where(' ?'))
  assert.deepEqual(stamps, { catalog: 1, access: 1 })
  assert.deepEqual(answers[0]!.rows, [['7', '7 ?!']])
  const inside = await db.transaction(8, async (tx) => (await tx.run(where(''))).answers[0]!.rows)
  assert.deepEqual(inside, [['8', '8!']])
  await assert.rejects(site.run(where(''), statement(sql`select 1`)), /stands alone/)
  await assert.rejects(db.network.run(where('')), /in a site/)
})

test('a batch is all or nothing', async () => {
  await db.owner.run(statement(sql`create table sugu.marks (n int)`))
  const mark = (n: unknown) => statement(sql`insert into sugu.marks values (${n})`)
  await assert.rejects(db.owner.run(mark(1), mark('beaucoup'), mark(2)), hasCode('22P02'))
  assert.equal((await db.owner.run(statement(sql`select from sugu.marks`)))[0]!.count, 0)
})

test('an error leaves the connection usable and says what PostgreSQL said', async () => {
  await ask('create temp table towns (id int primary key, name text not null)')
  await ask('insert into towns values (1, $1)', 'Ségou')
  await assert.rejects(ask('insert into towns values (1, $1)', 'Kayes'), (error: unknown) => {
    assert(error instanceof DatabaseError)
    assert.deepEqual([error.code, error.constraint, error.table], ['23505', 'towns_pkey', 'towns'])
    return true
  })
  await assert.rejects(ask('select nonsense'), hasCode('42703'))
  await assert.rejects(
    ask('select $1::int', () => 1),
    TypeError,
  )
  assert.deepEqual((await ask('select name from towns')).rows, [['Ségou']])
})

test('the error’s stack leads to who asked', async () => {
  const theOneWhoAsked = async () => await site.run(statement(sql`select 1 / 0`))
  await assert.rejects(theOneWhoAsked(), (error: Error) => /theOneWhoAsked/.test(error.stack!))
})

test('the site is gone when the batch is over, whether it went well or not', async () => {
  const own = await connect(db.appConnection)
  const setting = statement(sql`select current_setting('sugu.site', true)`)
  const setSite = statement(sql`select set_config('sugu.site', '7', true)`)
  assert.deepEqual((await own.send([setSite, setting]))[1]!.rows, [['7']])
  assert.deepEqual((await own.send([setting]))[0]!.rows, [['']])
  await assert.rejects(own.send([setSite, statement(sql`select 1 / 0`)]), hasCode('22012'))
  assert.deepEqual((await own.send([setting]))[0]!.rows, [['']])
  own.close()
})

test('a shape is named at its third use, and answers the same', async () => {
  const shape = 'select $1::text || $2 as joined, 42 as "la réponse"'
  const answers = []
  for (const n of [1, 2, 3, 4]) {
    answers.push(await ask(shape, 'n', n))
    assert.equal((await prepared()).includes(shape), n >= 3)
  }
  assert.deepEqual(answers[3], { columns: ['joined', 'la réponse'], rows: [['n4', '42']], count: 1 })
})

test('a shape that PostgreSQL could not parse is not taken for known', async () => {
  const shape = 'select word from later'
  for (let i = 0; i < 5; i++) await assert.rejects(ask(shape), hasCode('42P01'))
  await ask(`create temp table later as select 'enfin' as word`)
  assert.deepEqual((await ask(shape)).rows, [['enfin']])
})

test('a shape whose values fail stays known and right', async () => {
  const shape = 'select 10 / $1::int as share'
  for (let i = 0; i < 5; i++) await assert.rejects(ask(shape, 0), hasCode('22012'))
  for (let i = 0; i < 5; i++) await assert.rejects(ask(shape, 'zéro'), hasCode('22P02'))
  assert.deepEqual(await ask(shape, 5), { columns: ['share'], rows: [['2']], count: 1 })
})

test('the same new shape several times in one batch', async () => {
  const shape = (n: number) => ({ text: 'select $1::int * 2 as twice', values: [n] })
  for (let round = 0; round < 3; round++) {
    const answers = await one.send([shape(1), shape(2), shape(3), shape(4)])
    assert.deepEqual(
      answers.map((answer) => answer.rows[0]![0]),
      ['2', '4', '6', '8'],
    )
  }
  assert.equal((await prepared()).filter((text) => text === shape(1).text).length, 1)
})

test('at most 200 are named at a time; the least used gives way', async () => {
  const often = 'select 0 as often'
  for (let n = 0; n < 250; n++) {
    for (let use = 0; use < 3; use++) await ask(`select ${n} as n`)
    assert.deepEqual((await ask(often)).rows, [['0']])
  }
  const left = await prepared()
  assert(left.length <= 201 && left.includes(often) && !left.includes('select 3 as n'))
  assert.deepEqual((await ask('select 3 as n')).rows, [['3']])
})

test('a table that changed under a named statement is asked anew', async () => {
  await db.owner.transaction((tx) =>
    tx.script(`create table site.shifting as select 1 as a;
    grant select on site.shifting to ${db.roles.app}`),
  )
  const all = statement(sql`select * from site.shifting`)
  for (let i = 0; i < 30; i++) await site.run(all)
  await db.owner.run(statement(sql`alter table site.shifting add b text`))
  const again = await Promise.all(Array.from({ length: 10 }, () => site.run(all)))
  for (const { answers } of again)
    assert.deepEqual(answers[0], { columns: ['a', 'b'], rows: [['1', null]], count: 1 })
})

test('named statements that somebody threw away are made again', async () => {
  const shape = statement(sql`select 'still here' as word`)
  for (let i = 0; i < 3; i++) await site.run(shape)
  await site.run(statement(raw('deallocate all')))
  for (let i = 0; i < 12; i++) assert.deepEqual((await site.run(shape)).answers[0]!.rows, [['still here']])
})

test('five megabytes there and back, and many at once', async () => {
  const long = 'à'.repeat(2_500_000)
  assert.equal((await ask('select $1::text', long)).rows[0]![0], long)
  const sizes = Array.from({ length: 40 }, (_, n) => n * 997)
  const answers = await Promise.all(
    sizes.map((size) => site.run(statement(sql`select repeat('x', ${size})`))),
  )
  assert.deepEqual(
    answers.map(({ answers: [answer] }) => answer!.rows[0]![0]!.length),
    sizes,
  )
})

test.after(() => one.close())
