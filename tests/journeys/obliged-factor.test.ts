import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Caller, expecting } from '../support/caller.ts'
import { codeApp, halfway, remove } from '../support/second-factor.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const { url, stranger, caller, signIn } = await startSugu({ ADMIN_SECOND_FACTOR: 'True' })

let signedIn: Caller | undefined
const admin = (): Caller => signedIn!

test('an administrator comes in by adding a second factor, keeps one, and the others need none', async () => {
  const { mfa, ticket } = await halfway(url, 'admin', adminPassword)
  assert.equal(mfa, 'enrol')
  assert.equal((await stranger.get('/api/users/me/', { authorization: `Token ${ticket}` })).status, 401)

  const { secret } = await expecting(200, stranger.post('/api/users/mfa/totp/', { ticket }))
  const app = codeApp(secret)
  const code = app.code(-1)
  const came = await expecting(200, stranger.post('/api/users/mfa/totp/confirm/', { ticket, code }))
  assert.equal(came.recovery_codes.length, 10)
  const admin = caller({ authorization: `Token ${came.token}` })
  signedIn = admin
  assert.equal((await expecting(200, admin.get('/api/users/me/'))).username, 'admin')
  const again = await stranger.post('/api/users/mfa/totp/confirm/', { ticket, code: app.code() })
  assert.equal(again.body.code, 'session.ended', 'the ticket has served')

  assert.equal((await halfway(url, 'admin', adminPassword)).mfa, 'totp')
  const last = await remove(url, admin, '/api/users/mfa/totp/', { password: adminPassword })
  assert.equal(last, 409)
  assert.equal((await halfway(url, 'admin', adminPassword)).mfa, 'totp', 'nothing was removed')

  const moussa = { username: 'moussa', password: 'un baobab et deux chèvres' }
  await expecting(201, admin.post('/api/users/', moussa))
  await signIn('moussa', moussa.password)
  const added = { username: 'fatou', password: 'quatre manguiers au bord', admin: true }
  await expecting(201, admin.post('/api/users/', added))
  assert.equal((await halfway(url, 'fatou', added.password)).mfa, 'enrol')
})

test('with a cookie asked for, the session comes in a cookie, beside the recovery codes', async () => {
  const kofi = { username: 'kofi', password: 'sept tambours avant la pluie', admin: true }
  await expecting(201, admin().post('/api/users/', kofi))
  const { ticket } = await halfway(url, 'kofi', kofi.password)
  const { secret } = await expecting(200, stranger.post('/api/users/mfa/totp/', { ticket }))
  const app = codeApp(secret)
  const enrolled = { ticket, code: app.code(-1), session: 'cookie' }
  const came = await stranger.post('/api/users/mfa/totp/confirm/', enrolled)
  assert.deepEqual(Object.keys(came.body).sort(), ['recovery_codes', 'user'])
  assert.match(came.headers.getSetCookie().join(), /sugu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)

  const half = await halfway(url, 'kofi', kofi.password)
  const shown = { ticket: half.ticket, code: app.code(), session: 'cookie' }
  const evil = await stranger.post('/api/users/login/mfa/', shown, { origin: 'https://evil.example' })
  assert.equal(evil.body.code, 'csrf.origin')
  const back = await stranger.post('/api/users/login/mfa/', shown)
  assert.deepEqual([back.status, Object.keys(back.body)], [200, ['user']])
})
