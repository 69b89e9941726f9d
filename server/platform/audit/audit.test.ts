import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { DatabaseError } from '#db/errors.ts'
import { raw, statement } from '#db/sql.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { audit } from './audit.ts'
import { cleanAudit } from './clean.ts'
import { auditKey } from './key.ts'
import { seal } from './seal.ts'
import { verifyAudit } from './verify.ts'

const db = await testDatabase()
const key = auditKey('une clé qui n’est pas dans la base')
const owned = async (text: string) => (await db.owner.run(statement(raw(text))))[0]!

const writeRow = (row: number, version: number, image: object | null) =>
  db.site(1).run({
    text: `insert into site.log (site_id, table_id, row_id, version, verb, actor, before) values (1, 9, $1, $2, 'update', 'user:4', $3)`,
    values: [row, version, image && JSON.stringify(image)],
  })
const verify = (witness: { n: number; hash: string } | null = null) => verifyAudit(db.owner, key, witness)
const found = async () =>
  (await verify()).findings.map((one) =>
    'name' in one ? `${one.what} ${one.name}` : `${one.what} ${one.seal}`,
  )

/** Three lines about rows and one event, sealed. */
async function somethingSealed() {
  for (const row of [1, 2, 3]) await writeRow(row, 2, { c1: `avant ${row}` })
  await audit(db.site(1), { kind: 'export', actor: 'user:4', about: 'table:devis', address: '192.0.2.1' })
  return (await seal(db.owner, key))!
}

beforeEach(() =>
  db.owner.run(
    ...['log', 'audit', 'audit_seals', 'audit_checkpoint'].map((table) =>
      statement(raw(`delete from store.${table}`)),
    ),
    statement(raw(`update store.audit_marks set decided = 0, reached = 0, xact = 0`)),
    statement(raw(`alter sequence store.log_seq restart`)),
    statement(raw(`alter sequence store.audit_seq restart`)),
  ),
)

describe('what was sealed', () => {
  test('holds, as long as nobody touches it', async () => {
    await somethingSealed()
    await writeRow(4, 2, null)
    const { findings, lines, seals, unsealed } = await verify()
    assert.deepEqual(findings, [])
    assert.deepEqual([lines, seals, unsealed], [4, 2, 1])
  })

  test('names the line in which a byte was changed', async () => {
    await somethingSealed()
    await owned(`update store.log set before = '{"c1": "avant 5"}' where row_id = 2`)
    assert.deepEqual(await found(), ['edited 1/9/2/2'])
    await owned(`update store.audit set actor = 'user:5'`)
    assert.deepEqual(await found(), ['edited 1/9/2/2', 'edited export table:devis'])
  })

  test('names the line that was taken away, and the one that was slipped in', async () => {
    await somethingSealed()
    await owned(`delete from store.log where row_id = 2`)
    assert.deepEqual(await found(), ['deleted 1/9/2/2'])
    await owned(`insert into store.log (seq, site_id, table_id, row_id, version, verb, actor)
      values (2, 1, 9, 77, 1, 'create', 'user:4'), (3, 1, 9, 78, 1, 'create', 'user:4')`)
    assert.deepEqual((await found()).sort(), ['added 1/9/3/2', 'added 1/9/3/2', 'edited 1/9/2/2'])
  })

  test('cannot be sealed anew without the key, nor cut off at its end', async () => {
    const head = await somethingSealed()
    await owned(`update store.log set actor = 'user:5' where row_id = 2`)
    await owned(`update store.audit_seals set digests = (select string_agg(digest, '' order by seq)
      from store.lines_of('log', 0, 100, null)) where source = 'log'`)
    assert.deepEqual(await found(), ['seal.edited 1'])
    await owned(`delete from store.audit_seals where n = 2`)
    await owned(`delete from store.audit`)
    assert.deepEqual((await verify(head)).findings.at(-1), { what: 'end.missing', seal: 2 })
  })

  test('is not signed by whoever has another key', async () => {
    await somethingSealed()
    const { findings } = await verifyAudit(db.owner, auditKey('une autre clé'), null)
    assert.deepEqual(
      findings.map(({ what }) => what),
      ['seal.foreign', 'seal.foreign'],
    )
    const changed = auditKey('une autre clé', ['une clé qui n’est pas dans la base'])
    assert.deepEqual((await verifyAudit(db.owner, changed, null)).findings, [])
    await owned(
      `update store.audit_seals set signature = set_byte(signature, 5, get_byte(signature, 5) # 1) where n = 2`,
    )
    assert.deepEqual(await found(), ['seal.unsigned 2'])
  })

  test('does not lack the line of a transaction that was under way while others were sealed', async () => {
    let writtenLast: Promise<unknown> = Promise.resolve()
    await db.transaction(1, async (tx) => {
      await tx.run({
        text: `insert into site.log (site_id, table_id, row_id, version, verb, actor) values (1, 9, 50, 1, 'create', 'user:4')`,
        values: [],
      })
      await writeRow(51, 1, null)
      await seal(db.owner, key)
      assert.equal((await verify()).lines, 0)
      writtenLast = writeRow(52, 1, null)
      await writtenLast
    })
    await seal(db.owner, key)
    const { findings, lines, unsealed } = await verify()
    assert.deepEqual([findings, lines, unsealed], [[], 3, 0])
  })
})

describe('the application role', () => {
  before(() => somethingSealed())

  const refused = (text: string, code = '42501') =>
    assert.rejects(db.site(1).run({ text, values: [] }), (error) => {
      assert.ok(error instanceof DatabaseError)
      assert.equal(error.code, code, text)
      return true
    })

  test('may add lines, and neither change, nor remove, nor date, nor number them', async () => {
    for (const view of ['site.log', 'site.audit', 'store.log', 'store.audit', 'store.audit_seals']) {
      await refused(`update ${view} set actor = 'user:1'`)
      await refused(`delete from ${view}`)
    }
    await refused('truncate store.log')
    await refused(`insert into site.audit (kind, actor) values ('sign_in', 'user:1')`)
    await refused(`insert into site.log (seq) values (1)`, '42703')
    await refused(`select store.audit_forget(1, 1)`)
    await refused(`select store.audit_add(2, 'sign_in', 'user:1', null, null, null)`)
  })

  test('writes and reads at its own site alone', async () => {
    await audit(db.site(2), { kind: 'sign_in', actor: 'user:8', address: '192.0.2.9' })
    const read = async (site: number) =>
      (await db.site(site).run({ text: 'select actor from site.audit order by seq', values: [] })).answers[0]!
        .rows
    assert.deepEqual(await read(2), [['user:8']])
    assert.ok(!(await read(1)).flat().includes('user:8'))
  })
})

test('an erased person leaves lines that say what happened, and the seals hold', async () => {
  await owned(`insert into store.tables (id, slug, origin, definition) values (77, 'users', 'code', '{}')
    on conflict do nothing`)
  await db.site(1).run({
    text: `insert into site.log (site_id, table_id, row_id, version, verb, actor, before) values (1, 77, 12, 2, 'update', 'user:12', '{"c1": "aminata@example.com"}')`,
    values: [],
  })
  await audit(db.site(1), {
    kind: 'sign_in',
    actor: 'user:12',
    address: '192.0.2.7',
    details: { device: 'Tecno' },
  })
  await audit(db.site(1), { kind: 'sign_in', actor: 'user:13', address: '192.0.2.8' })
  await seal(db.owner, key)
  await owned(`select store.audit_forget(12, 1)`)
  const { findings, erased } = await verify()
  assert.deepEqual(findings, [])
  assert.equal(erased, 2)
  const kept = await owned(
    `select (select json_agg(a)::text from store.audit a) || (select json_agg(l)::text from store.log l)`,
  )
  assert.doesNotMatch(kept.rows[0]![0]!, /aminata|192\.0\.2\.7|Tecno/)
  assert.match(kept.rows[0]![0]!, /192\.0\.2\.8/)

  await owned(`update store.audit set erased = store.image_digest(jsonb_build_array(address, details), null),
    address = null where actor = 'user:13'`)
  assert.deepEqual(await found(), ['emptied sign_in'])
})

test('a clock that jumped ahead for a night costs a week of the oldest lines, no more', async () => {
  for (const days of [400, 396, 380, 1]) {
    await owned(`insert into store.log (site_id, table_id, row_id, version, verb, actor, at)
      values (1, 9, ${days}, 1, 'create', 'user:4', now() - interval '${days} days')`)
    await seal(db.owner, key)
  }
  const farAhead = new Date(Date.now() + 1000 * 24 * 3600_000)
  assert.deepEqual(await cleanAudit(db.owner, key, farAhead), { lines: 2, stoppedAt: null })
  assert.equal((await verify()).lines, 2)
})

test('cleaning takes the oldest part, leaves a signed mark, and stops at what was touched', async () => {
  await somethingSealed()
  const young = new Date(Date.now() - 3600_000)
  assert.deepEqual(await cleanAudit(db.owner, key, young), { lines: 0, stoppedAt: null })
  await writeRow(10, 2, { c1: 'plus tard' })
  await seal(db.owner, key)
  await owned(`update store.log set actor = 'user:5' where row_id = 10`)
  const later = new Date(Date.now() + 3600_000)
  await owned(`update store.audit_seals set sealed_at = sealed_at - interval '1 hour' where n = 1`)
  assert.deepEqual(await cleanAudit(db.owner, key, later), { lines: 0, stoppedAt: 1 })
  await owned(`update store.audit_seals set sealed_at = sealed_at + interval '1 hour' where n = 1`)
  assert.deepEqual(await cleanAudit(db.owner, key, later), { lines: 4, stoppedAt: 3 })
  const { findings, cleaned } = await verify()
  assert.equal(cleaned, 4)
  assert.deepEqual(
    findings.map(({ what }) => what),
    ['edited'],
  )

  await owned(
    `insert into store.log (seq, site_id, table_id, row_id, version, verb, actor) values (1, 1, 9, 1, 2, 'update', 'user:4')`,
  )
  await owned(`update store.audit_checkpoint set lines = 5`)
  assert.deepEqual((await found()).sort(), ['added 1/9/1/2', 'checkpoint 2', 'edited 1/9/10/2'])
})
