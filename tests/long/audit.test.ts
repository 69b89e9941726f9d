import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { keptSecretKey } from '#base/secret-key.ts'
import { type OpenDatabase, openDatabase } from '#db/open.ts'
import { auditKey } from '#platform/audit/key.ts'
import { seal } from '#platform/audit/seal.ts'
import { inLength } from '../support/long.ts'
import { adminPassword } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

const lines = inLength(1_000_000, 20_000)
const data = scratchFolder()
let db: OpenDatabase

/** A command as an operator gives it. */
const sugu = (...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...process.env, SUGU_DATA: data, SUGU_ADMIN_PASSWORD: adminPassword, SUGU_LANG: 'en' }
    execFile(join(import.meta.dirname, '../../sugu'), words, { env, timeout: 240_000 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

before(async () => {
  assert.equal((await sugu('migrate')).code, 0)
  db = await openDatabase({ database: { kind: 'embedded', data }, secretKey: keptSecretKey(data) })
  for (let from = 1; from <= lines; from += 20_000) {
    await db.site(1).run({
      text: `insert into site.log (site_id, table_id, row_id, version, verb, actor, before)
        select 1, (select id from site.definitions where slug = 'groups'), i, 2, 'update', 'user:' || i % 40,
          jsonb_build_object('id', i, 'c1', 'Devis n° ' || i, 'c2', 'Réfection de la toiture, rue ' || i % 977,
            'c3', i % 100000 * 79, 'c4', 'envoye', 'c5', '2026-11-' || 1 + i % 28, 'version', 1)
        from generate_series($1::int, $2::int) i`,
      values: [from, Math.min(from + 19_999, lines)],
    })
  }
  await seal(db.owner, auditKey(keptSecretKey(data)))
})
after(() => db?.close())

test(`${lines} lines are verified within a minute`, async (t) => {
  const started = performance.now()
  const { code, out, err } = await sugu('audit', 'verify')
  const seconds = (performance.now() - started) / 1000
  t.diagnostic(out)
  assert.equal(code, 0, err)
  assert.match(out, /Nothing was touched/)
  assert.ok(seconds <= 60, `${seconds} s`)
})

test('one edited byte and one deleted line are found and named', async (t) => {
  const [edited, deleted] = [Math.floor(lines / 3), Math.floor(lines / 2)]
  await db.owner.run(
    {
      text: `update store.log set before = jsonb_set(before, '{c3}', to_jsonb((before ->> 'c3')::int # 1)) where row_id = $1`,
      values: [edited],
    },
    { text: `delete from store.log where row_id = $1`, values: [deleted] },
  )
  const started = performance.now()
  const { code, err, out } = await sugu('audit', 'verify')
  t.diagnostic(`${err}${out}in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  assert.equal(code, 1)
  const named = err.trim().split('\n')
  assert.equal(named.length, 2, err)
  assert.match(named[0]!, new RegExp(`table groups, row ${edited}, version 2, site 1.* was edited\\.`))
  assert.match(named[1]!, new RegExp(`table groups, row ${deleted}, version 2, site 1.* was deleted\\.`))
})
