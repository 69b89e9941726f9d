import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { callerOf, expecting } from '../support/caller.ts'
import { type Visitor, visitor } from '../support/cookie-jar.ts'
import { type ForeignAccount, openIdProvider } from '../support/openid-provider.ts'
import { enrol } from '../support/second-factor.ts'
import { startSugu } from '../support/sugu.ts'

const provider = await openIdProvider()
const keys = { GOOGLE_OAUTH2_CLIENT_ID: provider.id, GOOGLE_OAUTH2_CLIENT_SECRET: provider.secret }
const { url, sugu, admin, stranger } = await startSugu(keys, (config) => {
  const google = { ...config.providers.google!, addresses: { issuer: provider.issuer } }
  return { ...config, providers: { ...config.providers, google } }
})
const begin = `${url}/api/users/oauth/google/`
const password = 'trois pirogues sur la lagune'
let made = 0

before(() => provider.open([`${begin}callback/`]))

const account = (more: Partial<ForeignAccount> = {}): ForeignAccount => {
  const sub = `1000000000${++made}`
  return {
    sub,
    email: `awa${made}@gmail.com`,
    email_verified: true,
    given_name: 'Awa',
    family_name: 'Koné',
    ...more,
  }
}

/** Somebody with a browser, and an account there. */
async function comeIn(person: ForeignAccount | null, next = '', by: Visitor = visitor()) {
  provider.person = person
  const { at, got } = await by.follow(
    `${begin}${next && `?next=${encodeURIComponent(next)}`}`,
    (address) => Boolean(next) && address.pathname === new URL(next, url).pathname,
  )
  return { at, status: got?.status, body: got?.body, by }
}

async function local(more: { email?: string; proven?: boolean; admin?: boolean } = {}) {
  const username = `moussa${++made}`
  const { email = `${username}@exemple.ci`, proven = false, ...rest } = more
  const { id } = await expecting(201, admin.post('/api/users/', { username, email, password, ...rest }))
  if (proven) await sugu.db.owner.run(statement(sql`select store.prove(${id}, 'email', ${email})`))
  const { token } = await expecting(200, stranger.post('/api/users/login/', { login: username, password }))
  return { id, username, email, me: callerOf(url, { authorization: `Token ${token}` }) }
}

describe('somebody unknown', () => {
  test('gets an account, with the address that Google has verified, and the same one the next time', async () => {
    const person = account()
    const { status, body } = await comeIn(person)
    assert.equal(status, 200)
    const { email, est_verifie, first_name, last_name, username } = body.user
    assert.deepEqual([email, est_verifie, first_name, last_name], [person.email, true, 'Awa', 'Koné'])
    assert.match(username, /^awa\.kone\.\d+$/)
    const me = callerOf(url, { authorization: `Token ${body.token}` })
    assert.equal((await expecting(200, me.get('/api/users/me/'))).id, body.user.id)
    const again = await comeIn({ ...person, email: 'elsewhere@gmail.com', given_name: 'Aïcha' })
    assert.equal(again.body.user.id, body.user.id)
    assert.equal(again.body.user.email, person.email)
  })

  test('is nobody in particular: no right, no password, no address that Google has not verified', async () => {
    const { body } = await comeIn(account({ email_verified: false }))
    assert.deepEqual([body.user.email, body.user.est_verifie], [null, false])
    const me = callerOf(url, { authorization: `Token ${body.token}` })
    assert.equal((await me.get('/api/projet/')).status, 403)
    for (const given of ['', body.user.username, '!'])
      assert.notEqual(
        (await stranger.post('/api/users/login/', { login: body.user.username, password: given })).status,
        200,
      )
  })
})

describe('somebody who has an account here', () => {
  test('comes into it by an address that both sides have verified', async () => {
    const { id, email } = await local({ email: `fatou${++made}@gmail.com`, proven: true })
    const { body } = await comeIn(account({ email }))
    assert.equal(body.user.id, id)
  })

  const notEnough: [what: string, here: boolean, there: Partial<ForeignAccount>][] = [
    ['an address that was only typed here', false, { hd: 'exemple.ci' }],
    ['an address that Google once verified, and does not host', true, {}],
  ]
  for (const [what, proven, there] of notEnough)
    test(`is not taken for its owner by ${what}`, async () => {
      const { email, me } = await local({ proven })
      const { status, body } = await comeIn(account({ email, ...there }))
      assert.deepEqual([status, body.code], [409, 'provider.address_taken'])
      assert.deepEqual((await expecting(200, me.get('/api/users/oauth/'))).results, [
        { provider: 'google', linked: false },
      ])
    })

  test('is not taken for its owner by an address that Google has not verified', async () => {
    const { id, email } = await local({ proven: true })
    const { body } = await comeIn(account({ email, email_verified: false, hd: 'exemple.ci' }))
    assert.notEqual(body.user.id, id)
    assert.equal(body.user.email, null)
  })

  test('links an account of any address while signed in, with the password, and unlinks it', async () => {
    const { id, me } = await local()
    assert.equal((await me.post('/api/users/oauth/google/link/', {})).status, 400)
    const asked = await me.post('/api/users/oauth/google/link/', { password })
    const by = visitor()
    const person = account()
    provider.person = person
    const other = await by.follow(asked.body.url)
    assert.equal(other.got!.body.code, 'provider.stale', 'not in another browser')
    const cookie = asked.headers.getSetCookie()[0]!.split(';')[0]!
    const { at } = await by.follow(asked.body.url, (address) => address.pathname.endsWith('/callback/'))
    const back = await stranger.get(at.href, { cookie })
    assert.deepEqual(back.body, { provider: 'google', linked: true })
    assert.equal((await comeIn(person)).body.user.id, id)
    const gone = await fetch(begin, {
      method: 'DELETE',
      headers: { ...me.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    })
    assert.equal(gone.status, 204)
    assert.notEqual((await comeIn(person)).body.user.id, id)
  })

  test('shows the second factor all the same', async () => {
    const email = `fatou${++made}@gmail.com`
    const { me, id } = await local({ email, proven: true })
    const { app } = await enrol(me, password)
    const { body } = await comeIn(account({ email }))
    assert.deepEqual(Object.keys(body).sort(), ['mfa', 'ticket'])
    const shown = { ticket: body.ticket, code: app.code() }
    const { user } = await expecting(200, stranger.post('/api/users/login/mfa/', shown))
    assert.equal(user.id, id)
  })

  test('is out when shut out', async () => {
    const person = account()
    const { body } = await comeIn(person)
    await sugu.db.owner.run(
      statement(sql`update store.credentials set disabled_at = now() where user_id = ${body.user.id}`),
    )
    assert.equal((await comeIn(person)).status, 401)
  })
})

describe('a browser', () => {
  test('comes back to the page that it left, with a cookie, and nothing secret in the address', async () => {
    const { at, by } = await comeIn(account(), '/commandes/?page=2')
    assert.equal(at.href, `${url}/commandes/?page=2`)
    const { body } = await by.open(`${url}/api/users/me/`)
    assert.match(body.email, /@gmail\.com$/)
    assert.equal(by.cookie('sugu-errand'), undefined)
  })

  test('is never sent elsewhere', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const answer = await stranger.get(`/api/users/oauth/google/?next=${encodeURIComponent(next)}`)
      assert.deepEqual([answer.status, answer.body.code], [400, 'provider.bad_next'])
    }
    const twice = await stranger.get('/api/users/oauth/google/?next=/a/&next=//evil.example')
    assert.equal(twice.status, 400)
  })

  test('shows its second factor by the ticket that it keeps, out of the page’s reach', async () => {
    const email = `fatou${++made}@gmail.com`
    const { me } = await local({ email, proven: true })
    const { app } = await enrol(me, password)
    const { at, by } = await comeIn(account({ email }), '/accueil/')
    assert.equal(at.search, '?mfa=totp')
    const shown = JSON.stringify({ code: app.code(), session: 'cookie' })
    const headers = { 'content-type': 'application/json' }
    const done = await by.open(`${url}/api/users/login/mfa/`, { method: 'POST', body: shown, headers })
    assert.equal(done.status, 200)
    assert.equal((await by.open(`${url}/api/users/me/`)).body.email, email)
  })

  test('leaves and comes back whatever old cookie it still holds', async () => {
    const old = { cookie: `sugu=${'x'.repeat(43)}` }
    assert.equal((await stranger.get('/api/users/me/', old)).status, 401)
    assert.equal((await fetch(begin, { headers: old, redirect: 'manual' })).status, 302)
    provider.person = account()
    const by = visitor()
    const { at } = await by.follow(begin, (address) => address.pathname.endsWith('/callback/'))
    const cookie = `${old.cookie}; sugu-errand=${by.cookie('sugu-errand')}`
    assert.equal((await stranger.get(at.href, { cookie })).status, 200)
  })

  test('is told when its person gave up, on the page that it left', async () => {
    const { at } = await comeIn(null, '/accueil/')
    assert.equal(at.href, `${url}/accueil/?error=provider.refused`)
    assert.equal((await comeIn(null)).body.code, 'provider.refused')
  })
})

describe('an attacker', () => {
  test('gives nobody their own account: an errand belongs to the browser that began it', async () => {
    const [evil, victim] = [visitor(), visitor()]
    provider.person = account()
    const { at } = await evil.follow(begin, (address) => address.pathname.endsWith('/callback/'))
    for (const prepare of [async () => {}, () => victim.open(begin).then(() => {})]) {
      await prepare()
      const answer = await victim.open(at.href)
      assert.ok(['provider.stale', 'provider.refused'].includes(answer.body.code))
    }
    assert.equal((await evil.open(at.href)).status, 200)
    assert.equal((await evil.open(at.href)).status, 400, 'and once')
  })

  test('does not slip a code of theirs into another’s errand: the verifier is another', async () => {
    const [evil, victim] = [visitor(), visitor()]
    provider.person = account()
    const stop = (address: URL) => address.pathname.endsWith('/callback/')
    const stolen = await evil.follow(begin, stop)
    const { at } = await victim.follow(begin, stop)
    at.searchParams.set('code', stolen.at.searchParams.get('code')!)
    assert.equal((await victim.open(at.href)).body.code, 'provider.refused')
  })

  test('finds the exchange as it is: what is passed on unchanged comes in', async () => {
    provider.tamper = (tokens) => tokens
    assert.equal((await comeIn(account())).status, 200)
    assert.equal(provider.tamper, null)
  })

  const forged: [what: string, change: (token: string[]) => string[]][] = [
    ['an altered name', ([head, body, sign]) => [head!, rewritten(body!, { sub: 'somebody-else' }), sign!]],
    ['another audience', ([head, body, sign]) => [head!, rewritten(body!, { aud: 'another-app' }), sign!]],
    ['no signature', ([head, body]) => [rewritten(head!, { alg: 'none' }), body!, '']],
    ['another signature', ([head, body, sign]) => [head!, body!, [...sign!].reverse().join('')]],
    ['an old answer', ([head, body, sign]) => [head!, rewritten(body!, { exp: 1 }), sign!]],
    ['another nonce', ([head, body, sign]) => [head!, rewritten(body!, { nonce: 'other' }), sign!]],
  ]
  for (const [what, change] of forged)
    test(`does not come in with ${what}`, async () => {
      provider.tamper = (tokens) => ({ ...tokens, id_token: change(tokens.id_token!.split('.')).join('.') })
      const { status, body } = await comeIn(account())
      assert.deepEqual([status, body.code], [400, 'provider.refused'])
    })
})

const rewritten = (part: string, change: object): string => {
  const said = JSON.parse(Buffer.from(part, 'base64url').toString())
  return Buffer.from(JSON.stringify({ ...said, ...change })).toString('base64url')
}

test('of two callbacks of somebody new at once, one account comes', async () => {
  const person = account()
  provider.person = person
  const stop = (address: URL) => address.pathname.endsWith('/callback/')
  const ways = await Promise.all(
    [1, 2, 3].map(async () => {
      const by = visitor()
      return { by, at: (await by.follow(begin, stop)).at }
    }),
  )
  const came = await Promise.all(ways.map(async ({ by, at }) => (await by.open(at.href)).body))
  assert.equal(new Set(came.map(({ user }) => user.id)).size, 1)
})

test('where there are no keys, there is nothing', async () => {
  for (const path of ['facebook/', 'facebook/callback/', 'github/', 'google/other/'])
    assert.equal((await stranger.get(`/api/users/oauth/${path}`)).status, 404)
  assert.equal((await admin.post('/api/users/oauth/facebook/link/', {})).status, 404)
  assert.deepEqual((await expecting(200, stranger.get('/api/users/oauth/'))).results, [
    { provider: 'google', linked: false },
  ])
})
