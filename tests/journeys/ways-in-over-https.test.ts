import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authenticator } from '../support/authenticator.ts'
import { expecting } from '../support/caller.ts'
import { facebookSimulator } from '../support/facebook.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const facebook = await facebookSimulator()
const sugu = await startSugu(
  {
    SUGU_URL: 'https://boutique.example',
    FACEBOOK_APP_ID: facebook.id,
    FACEBOOK_APP_SECRET: facebook.secret,
  },
  (config) => {
    const own = { ...config.providers.facebook!, addresses: facebook.addresses }
    return { ...config, providers: { facebook: own } }
  },
)
/** As a proxy on the same machine passes it on. */
const proxied = {
  'x-forwarded-host': 'boutique.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '192.0.2.1',
}
const here = { origin: 'https://boutique.example', host: 'boutique.example' }

test('behind a proxy a passkey belongs to the public name, and to no other', async () => {
  const anyone = sugu.caller(proxied)
  const login = { login: 'admin', password: adminPassword }
  const { token } = await expecting(200, anyone.post('/api/users/login/', login))
  const me = sugu.caller({ ...proxied, authorization: `Token ${token}` })
  const password = adminPassword
  const add = async (at: typeof here) => {
    const { rp, challenge } = await expecting(200, me.post('/api/users/mfa/passkeys/', { password }))
    assert.equal(rp.id, here.host)
    const credential = structuredClone(authenticator().create({ ...at, challenge })) as never
    return (await me.post('/api/users/mfa/passkeys/confirm/', { name: 'Clé', credential })).status
  }
  assert.equal(await add({ origin: 'http://boutique.example', host: here.host }), 400)
  assert.equal(await add({ origin: 'https://boutique.example.evil.example', host: here.host }), 400)
  assert.equal(await add(here), 201)
})

test('the way back from a provider is https, and its cookie nobody else’s', async () => {
  const leave = () =>
    fetch(`${sugu.url}/api/users/oauth/facebook/?next=/`, { headers: proxied, redirect: 'manual' })
  const left = await leave()
  const [cookie] = left.headers.getSetCookie()
  assert.match(cookie!, /^__Host-sugu-errand=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/)
  const back = new URL(left.headers.get('location')!).searchParams.get('redirect_uri')
  assert.equal(back, 'https://boutique.example/api/users/oauth/facebook/callback/')

  facebook.person = { id: '77', first_name: 'Awa' }
  const dialog = await fetch(left.headers.get('location')!, { redirect: 'manual' })
  const { pathname, search } = new URL(dialog.headers.get('location')!)
  const own = { ...proxied, cookie: cookie!.split(';')[0]! }
  const came = await fetch(sugu.url + pathname + search, { headers: own, redirect: 'manual' })
  assert.deepEqual([came.status, came.headers.get('location')], [302, '/'])
  const set = came.headers.getSetCookie()
  assert.match(set[0]!, /^__Host-sugu=[\w-]{43}; .*Secure$/)
  assert.match(set.at(-1)!, /^__Host-sugu-errand=; .*Max-Age=0; Secure$/)
  const planted = { ...proxied, cookie: own.cookie.replace('__Host-', '') }
  assert.equal((await fetch(sugu.url + pathname + search, { headers: planted })).status, 400)
})
