import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expecting, signIn } from '../support/caller.ts'
import { freePort } from '../support/free-port.ts'
import { encodeRequest, type LoadResult, openLoop } from '../support/load.ts'
import { inLength } from '../support/long.ts'
import { adminPassword, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

/** Limits raised: it is the price of a sign-in for the others that is measured, not who may try how often. */
const env = { LOGIN_RATE_LIMIT: '1000000/m', ACCOUNT_SLOWDOWN_AFTER: '0', MAX_LOGIN_ATTEMPTS: '1000000' }
const sugu = startSugu({ data: scratchFolder(), port: await freePort(), env })
after(() => sugu.stop())
await untilReady(sugu)
const admin = await signIn(`http://127.0.0.1:${sugu.port}`, 'admin', adminPassword)
for (let i = 0; i < 50; i++) await expecting(201, admin.post('/api/contact/', { nom: `Contact ${i}` }))
const people = Array.from({ length: 20 }, (_, i) => `membre${i}`)
const password = 'quatre mangues bien mûres'
for (const username of people) await expecting(201, admin.post('/api/users/', { username, password }))

const seconds = inLength(20, 1.5)
const rounds = inLength(3, 1)
const signInsPerSecond = 10
/** The short form runs beside everything else, and judges disasters alone. */
const mostTimes = inLength(3, 20)

const list = encodeRequest({ path: '/api/contact/?page_size=20', headers: { ...admin.headers } })
const lists = () => openLoop({ port: sugu.port, connections: 4, rate: 50, seconds, next: () => list })

const logins = people.map((login) =>
  encodeRequest({ method: 'POST', path: '/api/users/login/', body: { login, password } }),
)
const signIns = () =>
  openLoop({
    port: sugu.port,
    connections: 8,
    rate: signInsPerSecond,
    seconds,
    next: (count) => logins[count % logins.length]!,
  })

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!
const p99 = (results: readonly LoadResult[]): number => median(results.map((result) => result.p99))

test('ten sign-ins a second make nobody’s list slow', async (t) => {
  const quiet = [await lists()]
  const busy: LoadResult[] = []
  for (let round = 0; round < rounds; round++) {
    const [beside, entered] = await Promise.all([lists(), signIns()])
    assert.equal(entered.errors, 0, JSON.stringify(entered.statuses))
    t.diagnostic(`sign-ins: p50 ${entered.p50.toFixed(1)} ms, p99 ${entered.p99.toFixed(1)} ms`)
    busy.push(beside)
    quiet.push(await lists())
  }
  for (const [name, results] of Object.entries({ quiet, busy }))
    t.diagnostic(
      `${name}: p50 ${results.map((r) => r.p50.toFixed(1))}, p99 ${results.map((r) => r.p99.toFixed(1))} ms`,
    )
  for (const result of [...quiet, ...busy]) assert.equal(result.errors, 0, JSON.stringify(result.statuses))
  const times = p99(busy) / p99(quiet)
  t.diagnostic(`p99 ${p99(busy).toFixed(1)} ms against ${p99(quiet).toFixed(1)}: ${times.toFixed(2)} times`)
  assert.ok(times <= mostTimes, `${times} times`)
})
