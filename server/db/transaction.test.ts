import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { testDatabase } from '../../tests/support/database.ts'
import { DatabaseError } from './errors.ts'
import type { Executor } from './executor.ts'
import { sql, statement } from './sql.ts'

const db = await testDatabase()
await db.owner.transaction((tx) =>
  tx.script(`create table site.notes (site_id int, text text, unique (text) deferrable initially deferred);
    grant all on site.notes to ${db.roles.app}`),
)
beforeEach(() => db.owner.run(statement(sql`delete from site.notes`)))

const note = (text: string) => statement(sql`insert into site.notes (site_id, text) values (1, ${text})`)
const all = statement(sql`select text from site.notes order by text`)
const notes = async () => (await db.site(1).run(all)).answers[0]!.rows.flat()
const hasCode = (code: string) => (error: unknown) => error instanceof DatabaseError && error.code === code

test('what work did is there when it ends, and its answer comes back', async () => {
  const seen = await db.transaction(1, async (tx) => {
    await tx.run(note('a'))
    await tx.run(note('b'))
    assert.deepEqual(await notes(), [])
    return (await tx.run(all)).answers[0]!.count
  })
  assert.equal(seen, 2)
  assert.deepEqual(await notes(), ['a', 'b'])
})

test('work that throws leaves nothing', async () => {
  const work = async (tx: Executor) => {
    await tx.run(note('a'))
    throw new Error('non')
  }
  await assert.rejects(db.transaction(1, work), /non/)
  assert.deepEqual(await notes(), [])
})

test('a failed statement undoes all, even when work swallowed the error', async () => {
  const work = async (tx: Executor) => {
    await tx.run(note('a'))
    await tx.run(statement(sql`select 1 / 0`)).catch(() => {})
    return 'fine'
  }
  await assert.rejects(db.transaction(1, work), hasCode('22012'))
  assert.deepEqual(await notes(), [])
})

test('a failed first batch too', async () => {
  const failing = statement(sql`select 1 / 0`)
  await assert.rejects(
    db.transaction(1, (tx) => tx.run(note('a'), failing)),
    hasCode('22012'),
  )
  assert.deepEqual(await notes(), [])
})

test('what is refused at the commit is refused', async () => {
  await assert.rejects(
    db.transaction(1, (tx) => tx.run(note('a'), note('a'))),
    hasCode('23505'),
  )
  assert.deepEqual(await notes(), [])
})

test('the site and the stamps hold in each batch of a transaction', async () => {
  const setting = statement(sql`select current_setting('sugu.site')`)
  await db.transaction(31, async (tx) => {
    for (const _ of [1, 2]) {
      const { stamps, answers } = await tx.run(setting)
      assert.deepEqual(answers[0]!.rows, [['31']])
      assert.equal(stamps.access, 1)
    }
  })
})

test('batches sent together keep their order, in one transaction', async () => {
  await db.transaction(1, async (tx) => {
    const ids = await Promise.all([1, 2, 3].map(() => tx.run(statement(sql`select txid_current()`))))
    assert.equal(new Set(ids.map(({ answers }) => answers[0]!.rows[0]![0])).size, 1)
    await Promise.all([tx.run(note('a')), tx.run(note('b')), tx.run(all)])
  })
  assert.deepEqual(await notes(), ['a', 'b'])
})

test('a transaction that is over takes nothing more', async () => {
  let kept: Executor | undefined
  await db.transaction(1, async (tx) => {
    kept = tx
  })
  await assert.rejects(kept!.run(note('trop tard')), /over/)
  assert.deepEqual(await notes(), [])
})

test('work that asks nothing needs no connection', async () => {
  const busy = Array.from({ length: 30 }, () => db.transaction(1, async () => 1))
  assert.equal((await Promise.all(busy)).length, 30)
})

test('more transactions than connections wait for each other', async () => {
  const work = (n: number) =>
    db.transaction(1, async (tx) => {
      await tx.run(note(`${n}`))
      await tx.run(statement(sql`select pg_sleep(0.01)`))
    })
  await Promise.all(Array.from({ length: 40 }, (_, n) => work(n)))
  assert.equal((await notes()).length, 40)
})

test('the owner waits for a lock as long as it said', async () => {
  await db.transaction(1, async (tx) => {
    await tx.run(note('a'))
    const change = db.owner.transaction(
      (own) => own.run(statement(sql`alter table site.notes add late text`)),
      { lockTimeout: 50 },
    )
    await assert.rejects(change, hasCode('55P03'))
  })
  assert.deepEqual(await notes(), ['a'])
})

test('an owner’s session commits each statement and leaves neither settings nor locks', async () => {
  await db.owner.session(async (session) => {
    await session.run(
      statement(sql`select pg_advisory_lock(1)`),
      statement(sql`set search_path = store`),
      statement(sql`create index concurrently notes_text on site.notes (text)`),
    )
    await assert.rejects(session.run(note('a'), statement(sql`select 1 / 0`)), hasCode('22012'))
  })
  assert.deepEqual(await notes(), ['a'])
  const left = statement(sql`select current_setting('search_path'), count(*) from pg_locks
    where locktype = 'advisory' and objid = 1 and database = (select oid from pg_database where datname = current_database())`)
  for (const _ of [1, 2, 3]) assert.deepEqual((await db.owner.run(left))[0]!.rows, [['"$user", public', '0']])
})
