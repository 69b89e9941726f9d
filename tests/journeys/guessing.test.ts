import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { anotherSugu } from '../support/another-sugu.ts'
import { expecting } from '../support/caller.ts'
import { type Posted, postFrom } from '../support/from-address.ts'
import { startSugu } from '../support/sugu.ts'

const env = { LOGIN_RATE_LIMIT: '1000000/m' }
const sugu = await startSugu(env)
const doors = [sugu.url, await anotherSugu(sugu, env)].map((url) => `${url}/api/users/login/`)
const { owner } = sugu.sugu.db
const password = 'trois margouillats au soleil'

/** Somebody who has signed in once, on a device that they keep. */
async function settled(username: string) {
  await expecting(201, sugu.admin.post('/api/users/', { username, password }))
  const { device } = await expecting(
    200,
    sugu.stranger.post('/api/users/login/', { login: username, password }),
  )
  const enter = (address: string, given = password, headers: Record<string, string> = {}) =>
    postFrom(address, doors[Number(address.at(-1)) % 2]!, { login: username, password: given }, headers)
  return { username, enter, onDevice: { 'x-device': device as string } }
}

/** As the log of attempts has it: a try that was turned away compared nothing. */
async function compared(login: string): Promise<number> {
  const [kept] = await owner.run(
    statement(sql`select count(*) from store.sign_in_attempts where login = ${login} and outcome = 'wrong'`),
  )
  return Number(kept!.rows[0]![0])
}

const count = (got: readonly Posted[], status: number) => got.filter((one) => one.status === status).length

test('of 500 wrong passwords at once from one address, through two processes, exactly five are tried', async () => {
  const who = await settled('awa')
  const got = await Promise.all(
    Array.from({ length: 500 }, (_, i) =>
      postFrom('127.0.7.1', doors[i % 2]!, { login: who.username, password: `essai ${i}` }),
    ),
  )
  assert.deepEqual([count(got, 401), count(got, 423)], [5, 495])
  assert.equal(await compared(who.username), 5)
  assert.equal((await who.enter('127.0.7.1')).status, 423, 'the right one is not tried either')
  assert.equal((await who.enter('127.0.7.1', password, who.onDevice)).status, 200, 'but on their own device')
  assert.equal((await who.enter('127.0.7.2')).status, 200)
})

test('1,000 wrong passwords from 1,000 addresses are some ten tries; the owner comes in on their device', async () => {
  const who = await settled('binta')
  const statuses: number[] = []
  for (let round = 0; round < 20; round++) {
    const got = await Promise.all(
      Array.from({ length: 50 }, (_, i) => who.enter(`127.${round + 10}.3.${i + 1}`, 'une autre')),
    )
    statuses.push(...got.map(({ status }) => status))
  }
  assert.deepEqual([...new Set(statuses)].sort(), [401, 423])
  const tried = await compared(who.username)
  assert.ok(tried >= 10 && tried <= 16, `${tried} were compared`)
  assert.equal((await who.enter('127.10.3.1', password, who.onDevice)).status, 200)
  assert.equal((await who.enter('127.99.0.1', password, who.onDevice)).status, 200)
  const elsewhere = await who.enter('127.99.0.2')
  assert.equal(elsewhere.status, 423, 'an unknown device waits, three minutes at most')
  assert.ok(elsewhere.body.retry_after <= 180)
})

test('one hour of guessing from everywhere is fewer than a hundred tries', async () => {
  const who = await settled('cisse')
  for (let second = 0; second < 3600; second += 60) {
    await who.enter(`127.200.${second % 250}.${1 + (second % 200)}`, 'une autre')
    await owner.run(
      statement(sql`update store.sign_in_pressure set last_at = last_at - interval '60 seconds'
        where login = ${who.username}`),
    )
  }
  const tried = await compared(who.username)
  assert.ok(tried >= 15 && tried < 60, `${tried} were compared`)
})

test('a device that was stolen is counted as one address is', async () => {
  const who = await settled('diop')
  const got = await Promise.all(
    Array.from({ length: 40 }, (_, i) => who.enter(`127.0.9.${i + 1}`, 'une autre', who.onDevice)),
  )
  assert.deepEqual([count(got, 401), count(got, 423)], [5, 35])
  assert.equal((await who.enter('127.0.9.200')).status, 200, 'its owner comes in without it')
})

test('a clock that is moved forward or back locks nobody for longer than is said', async () => {
  for (const moved of ['-3 days', '-20 minutes', '-40 seconds', '40 seconds', '20 minutes', '3 days']) {
    const who = await settled(`horloge${moved.replaceAll(/\W/g, '')}${moved.startsWith('-') ? 'a' : 'b'}`)
    for (let i = 0; i < 6; i++) await who.enter('127.0.8.1', 'une autre')
    for (let i = 0; i < 8; i++) await who.enter(`127.0.8.${i + 2}`, 'une autre')
    await passes(moved)
    const first = await who.enter('127.0.8.1')
    if (first.status === 200) continue
    assert.equal(first.status, 423, moved)
    assert.ok(first.body.retry_after <= 900, moved)
    await passes('-15 minutes', '-1 minute')
    assert.equal((await who.enter('127.0.8.1')).status, 200, moved)
  }
})

/** The clock goes the other way by as much. */
async function passes(...moves: readonly string[]): Promise<void> {
  for (const by of moves)
    await owner.run(
      statement(sql`update store.sign_in_tries set last_at = last_at + ${by}::interval`),
      statement(sql`update store.sign_in_pressure set last_at = last_at + ${by}::interval`),
    )
}

test('one address has a ceiling over all logins, with the seconds to wait', async () => {
  const url = `${await anotherSugu(sugu, { LOGIN_RATE_LIMIT: '20/m' })}/api/users/login/`
  const got = await Promise.all(
    Array.from({ length: 40 }, (_, i) => postFrom('127.0.6.1', url, { login: `personne${i}`, password })),
  )
  assert.deepEqual([count(got, 401), count(got, 429)], [20, 20])
  const refused = got.find(({ status }) => status === 429)!
  assert.ok(refused.body.retry_after > 0 && refused.body.retry_after <= 60)
  assert.equal((await postFrom('127.0.6.2', url, { login: 'personne', password })).status, 401)
})
