import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedCluster } from '../../tests/support/cluster.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { mendCollations } from './collations.ts'
import { connect } from './connection.ts'
import { sql, statement } from './sql.ts'

const db = await testDatabase()

test('indexes are built anew when the library that orders words has changed, and only then', async () => {
  await db.owner.transaction((tx) =>
    tx.script(`create collation store.fr (provider = icu, locale = 'fr');
      create table store.words (id int primary key, word text collate store.fr, code text collate "C");
      create index words_word on store.words (word); create index words_code on store.words (code)`),
  )
  const files = async () =>
    (
      await db.owner.run(
        statement(sql`select relname, relfilenode from pg_class where relname like 'words_%' order by 1`),
      )
    )[0]!.rows
  const before = await files()
  assert.deepEqual(await mendCollations(db.owner), [])
  assert.deepEqual(await files(), before)

  const root = await connect({ ...(await sharedCluster()), database: db.appConnection.database })
  await root.script(
    `update pg_collation set collversion = '0.1' where collname = 'fr' and collversion is not null`,
  )
  root.close()
  const [first, second] = await Promise.all([mendCollations(db.owner), mendCollations(db.owner)])
  assert.equal([first, second].filter((names) => names!.includes('"store"."words_word"')).length, 1)
  assert.deepEqual(await mendCollations(db.owner), [])
  const changed = (await files()).filter(([, file], n) => file !== before[n]![1]).map(([name]) => name)
  assert.deepEqual(changed, ['words_word'])
})
