import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { adminPassword, startSugu } from '../support/sugu.ts'

/** Signing in is one of them: the admin is signed in by each start. */
const perUser = await startSugu({ RATE_LIMIT_USER: '5/m' })
const perAddress = await startSugu({ RATE_LIMIT_ADDRESS: '20/m' })

suite('what one person may ask, where the setting says so', () => {
  test('is exactly that many, of a hundred at once; the next is told when to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => perUser.admin.get('/api/contact/')))
    assert.equal(answers.filter(({ status }) => status === 200).length, 5)
    const refused = answers.find(({ status }) => status !== 200)!
    assert.equal(refused.status, 429)
    assert.equal(refused.body.code, 'http.too_many')
    const wait = Number(refused.headers.get('retry-after'))
    assert.ok(wait >= 1 && wait <= 60, String(wait))
  })

  test('is counted for the person, not for the session', async () => {
    const again = await perUser.signIn('admin', adminPassword)
    assert.equal((await again.get('/api/contact/')).status, 429)
  })

  test('leaves others alone', async () => {
    assert.notEqual((await perUser.stranger.get('/api/contact/')).status, 429)
  })
})

// A limit that its own sender can choose the key of is none (Strapi CVE-2025-64526, better-auth CVE-2026-45364).
suite('what one address may ask, where the setting says so', () => {
  const from = (address: string) => perAddress.caller({ 'x-forwarded-for': address })
  const refusals = async (ask: (i: number) => Promise<{ status: number }>, count = 30) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, i) => ask(i)))
    return answers.filter(({ status }) => status === 429).length
  }

  test('is exactly that many, whatever it says of itself', async () => {
    const ask = (i: number) =>
      perAddress
        .caller({ 'x-forwarded-for': '192.0.2.7', authorization: `Token nobody${i}`, 'user-agent': `${i}` })
        .get(i % 2 ? '/api/contact/' : '/api/contact')
    assert.equal(await refusals(ask), 10)
  })

  test('is one budget for all the addresses of an IPv6 subscriber', async () => {
    assert.equal(await refusals((i) => from(`2001:db8:1:2::${i + 1}`).get('/api/')), 10)
    assert.equal(await refusals((i) => from(`2001:db8:1:3::${i + 1}`).get('/api/'), 20), 0)
  })

  test('is the address that the trusted proxy saw, not what the sender wrote before it', async () => {
    assert.equal(await refusals((i) => from(`198.51.100.${i}, 203.0.113.5`).get('/api/')), 10)
  })
})
