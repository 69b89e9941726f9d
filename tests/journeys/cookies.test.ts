import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Caller, Got } from '../support/caller.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const plain = await startSugu()
const safe = await startSugu({
  SUGU_URL: 'https://boutique.example',
  CSRF_TRUSTED_ORIGINS: 'https://app.example',
})
/** As a proxy on the same machine passes it on. */
const https = {
  'x-forwarded-host': 'boutique.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '192.0.2.1',
}

interface Browser extends Caller {
  readonly csrf: string
  readonly cookie: string
}

async function browserOf(sugu: typeof plain, headers: Record<string, string> = {}): Promise<Browser> {
  const body = { login: 'admin', password: adminPassword, session: 'cookie' }
  const got = await sugu.caller(headers).post('/api/users/login/', body)
  assert.equal(got.status, 200, JSON.stringify(got.body))
  const cookie = pairOf(got)
  const csrf = got.headers.get('x-csrf-token')!
  return { ...sugu.caller({ ...headers, cookie }), csrf, cookie }
}

const setBy = (got: Got): string =>
  got.headers.getSetCookie().find((one) => /^(__Host-)?sugu=/.test(one)) ?? ''
const pairOf = (got: Got): string => setBy(got).split(';')[0]!

suite('a browser signs in with a cookie', () => {
  test('that no script reads and no other page sends, under https as on a private network', async () => {
    const body = { login: 'admin', password: adminPassword, session: 'cookie' }
    const overHttps = await safe.caller(https).post('/api/users/login/', body)
    assert.match(setBy(overHttps), /^__Host-sugu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    const inClear = await plain.stranger.post('/api/users/login/', body)
    assert.match(setBy(inClear), /^sugu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('and the token of its session stands nowhere else in the answer', async () => {
    const body = { login: 'admin', password: adminPassword, session: 'cookie' }
    const got = await plain.stranger.post('/api/users/login/', body)
    const token = pairOf(got).split('=')[1]!
    assert.ok(!JSON.stringify(got.body).includes(token))
    assert.equal(got.body.user.username, 'admin')
  })

  test('whoever asks for none is given a token, and no cookie', async () => {
    const got = await plain.stranger.post('/api/users/login/', { login: 'admin', password: adminPassword })
    assert.equal(setBy(got), '')
    assert.equal(got.body.token.length, 43)
  })
})

suite('with the cookie', () => {
  for (const [name, sugu, headers] of [
    ['a private network', plain, {}],
    ['https', safe, https],
  ] as const) {
    test(`one reads, and writes with the page’s token: ${name}`, async () => {
      const browser = await browserOf(sugu, headers)
      const me = await browser.get('/api/users/me/')
      assert.equal(me.body.username, 'admin')
      assert.equal(me.headers.get('x-csrf-token'), browser.csrf)
      assert.equal(me.headers.get('cache-control'), 'no-store')
      const row = { nom: 'Awa', email: 'awa@example.com' }
      const refused = await browser.post('/api/contact/', row)
      assert.deepEqual([refused.status, refused.body.code], [403, 'csrf.missing'])
      const foreign = { 'x-csrf-token': browser.csrf, origin: 'https://evil.example' }
      for (const method of ['post', 'put', 'patch'] as const) {
        const got = await browser[method](`/api/contact/${method === 'post' ? '' : '1/'}`, row, foreign)
        assert.deepEqual([got.status, got.body.code], [403, 'csrf.origin'], method)
      }
      assert.equal((await browser.delete('/api/contact/1/', foreign)).status, 403)
      assert.equal((await browser.get('/api/contact/')).body.count, 0)
      const made = await browser.post('/api/contact/', row, { 'x-csrf-token': browser.csrf })
      assert.equal(made.status, 201, JSON.stringify(made.body))
    })
  }

  test('a file is not sent by another page either, though its form needs nobody’s leave', async () => {
    const browser = await browserOf(plain)
    const file = new FormData()
    file.set('file', new Blob(['nom\nAwa\n']), 'a.csv')
    const got = await browser.post('/api/contact/import/', file, { origin: 'https://evil.example' })
    assert.equal(got.status, 403)
  })

  test('one signs out: the cookie is taken back and the session has ended', async () => {
    const browser = await browserOf(plain)
    assert.equal((await browser.post('/api/users/logout/')).status, 403)
    const out = await browser.post('/api/users/logout/', {}, { 'x-csrf-token': browser.csrf })
    assert.equal(out.status, 204)
    assert.match(setBy(out), /^sugu=; Max-Age=0; /)
    assert.equal((await browser.get('/api/users/me/')).status, 401)
    assert.equal((await browser.get('/api/contact/')).status, 401)
    assert.equal((await browser.get('/api/docs/')).status, 200)
  })

  test('of a session that has ended one may sign in again', async () => {
    const browser = await browserOf(plain)
    await browser.post('/api/users/logout/', {}, { 'x-csrf-token': browser.csrf })
    const again = { login: 'admin', password: adminPassword, session: 'cookie' }
    assert.equal((await browser.post('/api/users/login/', again)).status, 200)
  })

  test('nobody is signed in as somebody else by another page', async () => {
    const body = { login: 'admin', password: adminPassword, session: 'cookie' }
    const got = await plain.stranger.post('/api/users/login/', body, { origin: 'https://evil.example' })
    assert.deepEqual([got.status, got.body.code, setBy(got)], [403, 'csrf.origin', ''])
  })
})

suite('the list of hosts', () => {
  test('a name that no site answers to is refused, whichever header says it', async () => {
    const forwarded = { ...https, 'x-forwarded-host': 'evil.example' }
    assert.equal((await safe.caller(forwarded).get('/api/')).body.code, 'host.unknown')
    assert.equal((await plain.caller({ 'x-forwarded-host': 'evil.example' }).get('/api/')).status, 400)
  })

  test('the addresses in an answer are those that were asked by', async () => {
    const browser = await browserOf(safe, https)
    const { body } = await browser.get('/api/contact/?page_size=1&page=1')
    assert.equal(body.count, 1)
    const made = { nom: 'Koffi', email: 'koffi@example.com' }
    const { headers } = await browser.post('/api/contact/', made, { 'x-csrf-token': browser.csrf })
    assert.match(headers.get('location')!, /^https:\/\/boutique\.example\/api\/contact\/\d+\/$/)
  })
})
