import assert from 'node:assert/strict'
import { pbkdf2Sync } from 'node:crypto'
import { test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { anotherSugu } from '../support/another-sugu.ts'
import { callerOf, expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { areaUnderCurve, shuffled } from '../support/separation.ts'
import { startSugu } from '../support/sugu.ts'

const env = {
  MAX_LOGIN_ATTEMPTS: '1000000',
  ACCOUNT_SLOWDOWN_AFTER: '0',
  LOGIN_RATE_LIMIT: '1000000/m',
  ACCOUNT_RATE_LIMIT: '1000000/m',
}
const sugu = await startSugu(env)
const password = 'un-pagne-bleu-plié'
const people = inLength(200, 40)

const name = (kind: string, i: number) => `${kind}${String(i).padStart(3, '0')}@exemple.ci`
for (let i = 0; i < people; i++) {
  const body = { email: name('ici', i), password, password_confirm: password }
  await expecting(201, sugu.stranger.post('/api/users/register/', body))
}

/** One account in four still has the hash that it had under Django, which takes another time than ours. */
const key = pbkdf2Sync(password, 'selmarin', 60_000, 32, 'sha256').toString('base64')
await sugu.sugu.db.owner.run(
  statement(
    sql`update store.credentials set password = ${`pbkdf2_sha256$60000$selmarin$${key}`} where user_id % 4 = 0`,
  ),
)

/** Of each kind, before any is counted. */
const warmUp = 20

const ask = (login: string) => sugu.stranger.post('/api/users/login/', { login, password: 'une autre' })

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!

test('neither the answer to a sign-in nor its time tells whether the account is there', async (t) => {
  const answers = new Set<string>()
  const took: { ici: number[]; nul: number[] } = { ici: [], nul: [] }
  const each = inLength(2000, 60)
  const logins = Array.from({ length: each * 2 }, (_, i) =>
    name(i % 2 ? 'ici' : 'nul', Math.floor(i / 2) % people),
  )
  for (const login of [...logins.slice(0, warmUp * 2), ...shuffled(logins)]) {
    const time = await timed(async () => {
      const { status, body } = await ask(login)
      answers.add(`${status} ${JSON.stringify(body)}`)
    })
    took[login.slice(0, 3) as 'ici' | 'nul'].push(time)
  }
  const [here, absent] = [took.ici.slice(warmUp), took.nul.slice(warmUp)]
  const area = areaUnderCurve(here, absent)
  t.diagnostic(
    `${here.length} there, median ${median(here).toFixed(2)} ms; ${absent.length} absent, median ${median(absent).toFixed(2)} ms; AUC ${area.toFixed(3)}`,
  )
  assert.deepEqual([...answers].length, 1)
  assert.ok(Math.abs(area - 0.5) <= inLength(0.03, 0.25), `AUC ${area}`)
})

test('were absent accounts’ passwords not hashed, the time would tell', async (t) => {
  const locking = callerOf(await anotherSugu(sugu, { ...env, MAX_LOGIN_ATTEMPTS: '1' }))
  const turnedAway = () => locking.post('/api/users/login/', { login: name('nul', 0), password: 'une autre' })
  await turnedAway()
  const took: { hashed: number[]; not: number[] } = { hashed: [], not: [] }
  for (let i = 0; i < 20; i++) {
    took.hashed.push(await timed(() => ask(name('ici', i))))
    took.not.push(await timed(turnedAway))
  }
  const area = areaUnderCurve(took.hashed, took.not)
  t.diagnostic(`AUC ${area.toFixed(3)}`)
  assert.ok(area > 0.9, `AUC ${area}`)
})
