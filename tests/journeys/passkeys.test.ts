import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Json, JsonObject } from '#model/json.ts'
import { type Authenticator, authenticator, type Lies } from '../support/authenticator.ts'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { type Caller, callerOf, expecting, type Got } from '../support/caller.ts'
import { enrol, halfway, remove } from '../support/second-factor.ts'
import { startSugu } from '../support/sugu.ts'

const { url, admin } = await startSugu()
/** A name, which passkeys need; browsers trust this one without https. */
const here = url.replace('127.0.0.1', 'localhost')
const place = { origin: here, host: 'localhost' }
const anyone = callerOf(here)
const password = 'trois pirogues sur la lagune'
let made = 0

async function somebody(): Promise<{ username: string; me: Caller }> {
  const username = `awa${++made}`
  await expecting(201, admin.post('/api/users/', { username, password }))
  const { token } = await expecting(200, anyone.post('/api/users/login/', { login: username, password }))
  return { username, me: callerOf(here, { authorization: `Token ${token}` }) }
}

const named = (credential: object): JsonObject => ({
  name: 'Téléphone d’Awa',
  credential: credential as JsonObject,
})

async function addPasskey(me: Caller, device: Authenticator): Promise<Got['body']> {
  const { challenge } = await expecting(200, me.post('/api/users/mfa/passkeys/', { password }))
  return expecting(
    201,
    me.post('/api/users/mfa/passkeys/confirm/', named(device.create({ ...place, challenge }))),
  )
}

async function show(ticket: string, device: Authenticator, lies?: Lies): Promise<Got> {
  const { challenge } = await expecting(200, anyone.post('/api/users/login/mfa/options/', { ticket }))
  return answer(ticket, device.get({ ...place, challenge }, lies))
}

const answer = (ticket: string, signed: object): Promise<Got> =>
  anyone.post('/api/users/login/mfa/', { ticket, passkey: signed as Json })

test('a browser makes a passkey, and signs in with it', {
  skip: chromiumPath ? false : 'no Chromium on this machine',
}, async () => {
  const { me, username } = await somebody()
  const page = await pageWithAuthenticator()
  const offer = await expecting(200, me.post('/api/users/mfa/passkeys/', { password }))
  const credential = await inBrowser(page, 'create', offer)
  const kept = await expecting(201, me.post('/api/users/mfa/passkeys/confirm/', named(credential)))
  assert.equal(kept.recovery_codes.length, 10)

  const { mfa, ticket } = await halfway(here, username, password)
  assert.equal(mfa, 'passkey')
  const question = await expecting(200, anyone.post('/api/users/login/mfa/options/', { ticket }))
  const signed = await inBrowser(page, 'get', question)
  const { user } = await expecting(200, answer(ticket, signed))
  assert.equal(user.username, username)

  const second = await expecting(200, me.post('/api/users/mfa/passkeys/', { password }))
  await assert.rejects(inBrowser(page, 'create', second), /InvalidStateError/, 'not twice in one device')
})

/** What a page of ours would do with what it was given. */
const inBrowser = (page: Page, what: 'create' | 'get', options: JsonObject): Promise<JsonObject> => {
  const parse = what === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON'
  const publicKey = `PublicKeyCredential.${parse}(${JSON.stringify(options)})`
  return page.evaluate(
    `navigator.credentials.${what}({ publicKey: ${publicKey} }).then((answer) => answer.toJSON())`,
  )
}

async function pageWithAuthenticator(): Promise<Page> {
  const browser = await openBrowser()
  const page = await browser.newPage()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${here}/api/docs/`)
  return page
}

test('what was signed once opens nothing again', async () => {
  const { me, username } = await somebody()
  const device = authenticator()
  await addPasskey(me, device)
  const { ticket } = await halfway(here, username, password)
  const { challenge } = await expecting(200, anyone.post('/api/users/login/mfa/options/', { ticket }))
  const signed = device.get({ ...place, challenge })
  await expecting(200, answer(ticket, signed))
  const { ticket: another } = await halfway(here, username, password)
  assert.equal((await answer(another, signed)).body.code, 'passkey.wrong')
  await expecting(200, anyone.post('/api/users/login/mfa/options/', { ticket: another }))
  assert.equal((await answer(another, signed)).body.code, 'passkey.wrong')
  assert.equal((await show(another, device)).status, 200)
})

test('a question serves once, for a right answer as for a wrong one', async () => {
  const { me, username } = await somebody()
  const device = authenticator()
  await addPasskey(me, device)
  const { ticket } = await halfway(here, username, password)
  const { challenge } = await expecting(200, anyone.post('/api/users/login/mfa/options/', { ticket }))
  const wrong = device.get({ ...place, challenge, origin: 'https://evil.example' })
  assert.equal((await answer(ticket, wrong)).body.code, 'passkey.wrong')
  assert.equal((await answer(ticket, device.get({ ...place, challenge }))).body.code, 'passkey.wrong')
})

test('a copied key is found out: its counter does not rise', async () => {
  const { me, username } = await somebody()
  const device = authenticator()
  await addPasskey(me, device)
  const tickets = await Promise.all([1, 2, 3].map(() => halfway(here, username, password)))
  const [one, two, three] = tickets.map(({ ticket }) => ticket) as [string, string, string]
  assert.equal((await show(one, device, { counter: 40 })).status, 200)
  for (const counter of [39, 40]) assert.equal((await show(two, device, { counter })).status, 401)
  assert.equal((await show(three, device, { counter: 41 })).status, 200)
})

test('a key that does not count is taken as it is', async () => {
  const { me, username } = await somebody()
  const device = authenticator('ed25519', false)
  await addPasskey(me, device)
  for (let i = 0; i < 2; i++)
    assert.equal((await show((await halfway(here, username, password)).ticket, device)).status, 200)
})

test('nobody’s key opens somebody else’s account, nor is it enrolled there', async () => {
  const [awa, moussa] = [await somebody(), await somebody()]
  const [hers, his] = [authenticator(), authenticator()]
  await addPasskey(awa.me, hers)
  await addPasskey(moussa.me, his)
  const { ticket } = await halfway(here, awa.username, password)
  assert.equal((await show(ticket, his)).body.code, 'passkey.wrong')
  const { challenge } = await expecting(200, moussa.me.post('/api/users/mfa/passkeys/', { password }))
  const taken = await moussa.me.post(
    '/api/users/mfa/passkeys/confirm/',
    named(hers.create({ ...place, challenge })),
  )
  assert.equal(taken.body.code, 'passkey.refused')
})

test('a passkey is removed by its owner alone; without the last factor the password is enough', async () => {
  const [awa, moussa] = [await somebody(), await somebody()]
  const { id } = await addPasskey(awa.me, authenticator())
  const path = `/api/users/mfa/passkeys/${id}/`
  assert.equal(await remove(here, moussa.me, path, { password }), 404)
  assert.equal(await remove(here, awa.me, path, {}), 400)
  assert.equal(await remove(here, awa.me, path, { password }), 204)
  const mine = await expecting(200, awa.me.get('/api/users/mfa/'))
  assert.deepEqual(mine, { totp: null, passkeys: [], recovery_codes_left: 0 })
  await expecting(200, anyone.post('/api/users/login/', { login: awa.username, password }))
})

test('a second kind of factor brings no second set of recovery codes', async () => {
  const { me, username } = await somebody()
  const { recoveryCodes } = await enrol(me, password)
  const { recovery_codes } = await addPasskey(me, authenticator())
  assert.equal(recovery_codes, null)
  const { mfa, ticket } = await halfway(here, username, password)
  assert.equal(mfa, 'totp')
  await expecting(200, anyone.post('/api/users/login/mfa/', { ticket, code: recoveryCodes[0]! }))
})

test('at a bare address, where browsers have no passkeys, one is told so', async () => {
  const { username } = await somebody()
  const { token } = await expecting(
    200,
    callerOf(url).post('/api/users/login/', { login: username, password }),
  )
  const { status, body } = await callerOf(url).post(
    '/api/users/mfa/passkeys/',
    { password },
    { authorization: `Token ${token}` },
  )
  assert.deepEqual([status, body.code], [409, 'passkey.not_here'])
})
