import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Caller, callerOf, expecting } from '../support/caller.ts'
import { freePort } from '../support/free-port.ts'
import { testOutbox } from '../support/outbox.ts'
import { adminPassword, type Running, startSugu, untilReady } from '../support/running.ts'
import { codeApp } from '../support/second-factor.ts'
import { secretsIn, secretsKnown } from '../support/secrets.ts'

let sugu: Running
// Before the folder's own end, which is asked for next.
after(() => sugu?.stop())
const outbox = testOutbox()
const password = 'un-pagne-bleu-plié'
const phone = '+2250707654321'
let stranger: Caller
let admin: Caller

const holder = ({ token }: { token: string }): Caller =>
  callerOf(`http://127.0.0.1:${sugu.port}`, { authorization: `Token ${token}` })
const status = async (asked: Promise<{ status: number }>): Promise<number> => (await asked).status

before(async () => {
  sugu = startSugu({ data: outbox.data, port: await freePort(), env: { LOG_LEVEL: 'debug' } })
  await untilReady(sugu)
  stranger = callerOf(`http://127.0.0.1:${sugu.port}`)
  admin = holder(
    await expecting(200, stranger.post('/api/users/login/', { login: 'admin', password: adminPassword })),
  )
})

/** All that the run wrote for its operator: its output, and every file of the logs’ folder, PostgreSQL’s among them. */
function everythingLogged(): string {
  const folder = join(outbox.data, 'logs')
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  return [sugu.output(), ...files].join('\n')
}

test('a whole account’s life: registered, verified, forgotten, found again, protected, handed to a program', async () => {
  const person = {
    username: 'awa',
    email: 'awa@exemple.ci',
    telephone: phone,
    password,
    password_confirm: password,
  }
  const awa = holder(await expecting(201, stranger.post('/api/users/register/', person)))
  assert.equal(await status(stranger.post('/api/users/register/', person)), 400)
  await expecting(202, awa.post('/api/users/verify/phone/', {}))
  const code = await outbox.code('verify_phone', phone)
  assert.equal(await status(awa.post('/api/users/verify/phone/', { code: '000000' })), 400)
  await expecting(200, awa.post('/api/users/verify/phone/', { code }))

  await expecting(202, stranger.post('/api/users/password/reset/', { login: 'awa@exemple.ci' }))
  const reset = await outbox.code('reset_phone', phone)
  const wanted = { new_password: 'deux-calebasses-rondes', new_password_confirm: 'deux-calebasses-rondes' }
  await expecting(
    204,
    stranger.post('/api/users/password/reset/confirm/', { login: 'awa@exemple.ci', code: reset, ...wanted }),
  )
  assert.equal(await status(awa.get('/api/users/me/')), 401)

  const again = await expecting(
    200,
    stranger.post('/api/users/login/', { login: '07 07 65 43 21', password: wanted.new_password }),
  )
  const back = holder(again)
  const { secret } = await expecting(
    200,
    back.post('/api/users/mfa/totp/', { password: wanted.new_password }),
  )
  await expecting(200, back.post('/api/users/mfa/totp/confirm/', { code: codeApp(secret).code() }))
  assert.equal(
    await status(stranger.post('/api/users/login/', { login: phone, password: 'un autre, faux' })),
    401,
  )
  const rights = { users: { read: true } }
  await admin.post('/api/tokens/', {
    name: 'caisse',
    rights,
    expires: new Date(Date.now() + 9e8).toISOString().slice(0, 10),
  })
  await expecting(204, back.post('/api/users/logout/'))
})

test('what is wrong, broken or misplaced', async () => {
  const bearer = admin.headers.authorization!.split(' ')[1]!
  await stranger.get(`/api/users/me/?token=${bearer}`)
  await stranger.get(`/api/${bearer}/${encodeURIComponent(phone)}/?password=${encodeURIComponent(password)}`)
  await stranger.get('/api/users/me/', { authorization: `Bearer ${bearer}x` })
  await stranger.get('/api/users/me/', { cookie: `sugu=${bearer}; __Host-sugu=${bearer}` })
  await admin.post('/api/users/', { username: 'deux', telephone: phone, password: 'trois chèvres bleues' })
  await admin.post('/api/users/', {
    username: phone,
    password: 'trois chèvres bleues',
    telephone: 'x'.repeat(300),
  })
  await admin.get(`/api/users/?search=${encodeURIComponent(phone)}&ordering=password`)
  for (const raw of [
    `{"password":"${password}"`,
    `["${password}"]`,
    `{"login":"${phone}","password":{"a":"${password}"}}`,
  ])
    await fetch(`http://127.0.0.1:${sugu.port}/api/users/login/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: raw,
    })
})

test('of all this the log tells no password, token, code or whole phone number', () => {
  const logged = everythingLogged()
  assert.ok(logged.length > 1000 && /"message"/.test(logged), 'there is a log')
  assert.ok(secretsKnown() >= 15, `${secretsKnown()} secrets are known`)
  assert.deepEqual(secretsIn(logged), [])
})

test('the search finds what it looks for', () => {
  const token = admin.headers.authorization!.split(' ')[1]!
  for (const [line, what] of [
    [`{"level":"info","url":"/?token=${token}"}`, /^token/],
    [`signed in with ${encodeURIComponent(password)}`, /^password/],
    [`called ${phone}`, /phone/],
    ['sent to +221 77 123 45 67', /something like a phone/],
    [`hash ${'aB3-'.repeat(10)}xyz`, /something like a token/],
  ] as const)
    assert.match(secretsIn(`before\n${line}\nafter`).join('\n'), what, line)
  assert.deepEqual(secretsIn('before\nafter +225…21\n'), [])
})
