import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useClock } from '#base/clock.ts'
import { type Line, openLog } from '#base/log.ts'
import { raw, statement } from '#db/sql.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { scratchFolder } from '../../../tests/support/scratch.ts'
import { audit } from './audit.ts'
import { auditJobs } from './jobs.ts'
import { auditKey } from './key.ts'
import { verifyAudit } from './verify.ts'
import { readWitness } from './witness.ts'

const db = await testDatabase()
const data = scratchFolder()
const said: Line[] = []
const secretKey = 'une clé qui n’est pas dans la base'
const log = openLog('info', [(line) => void said.push(line)])
const run = async (name: string, auditDays = 365) => {
  const job = auditJobs(db, { secretKey, formerKeys: [], data, auditDays }, log).find(
    (one) => one.name === name,
  )
  if (job?.for === 'house') await job.run({}, new AbortController().signal)
  return job !== undefined
}
const signIn = (person: number) => audit(db.site(1), { kind: 'sign_in', actor: `user:${person}` })
const verify = () => verifyAudit(db.owner, auditKey(secretKey), readWitness(data))

test('the job seals what was written, and this machine keeps the end of the chain', async () => {
  await signIn(4)
  await run('audit.seal')
  const seen = readWitness(data)!
  assert.equal(seen.n, (await verify()).seals)
  await run('audit.seal')
  assert.deepEqual(readWitness(data), seen, 'nothing new, nothing sealed')
})

test('an end that was cut off is told, and not forgotten for a new one', async () => {
  await signIn(5)
  await run('audit.seal')
  const seen = readWitness(data)!
  await db.owner.run(
    statement(raw(`delete from store.audit where actor = 'user:5'`)),
    statement(raw(`delete from store.audit_seals where n = (select max(n) from store.audit_seals)`)),
  )
  await signIn(6)
  await run('audit.seal')
  assert.deepEqual(readWitness(data), seen)
  assert.ok(said.some(({ level, message }) => level === 'error' && message === 'audit.end_missing'))
  assert.deepEqual((await verify()).findings, [{ what: 'end.missing', seal: seen.n }])
})

test('what was kept for a year goes in the night, unless it is kept for ever', async () => {
  const back = useClock(() => Date.now() + 366 * 24 * 3600 * 1000)
  try {
    assert.equal(await run('audit.clean', 0), false)
    await run('audit.clean', 400)
    assert.equal((await verify()).cleaned, 0)
    await run('audit.clean')
  } finally {
    back()
  }
  const { cleaned, lines } = await verify()
  assert.ok(cleaned > 0)
  assert.equal(lines, 0)
})
