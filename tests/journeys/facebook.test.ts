import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useClock } from '#base/clock.ts'
import { sql, statement } from '#db/sql.ts'
import { callerOf, expecting } from '../support/caller.ts'
import { visitor } from '../support/cookie-jar.ts'
import { type FacebookPerson, facebookSimulator } from '../support/facebook.ts'
import { startSugu } from '../support/sugu.ts'

const facebook = await facebookSimulator()
const keys = { FACEBOOK_APP_ID: facebook.id, FACEBOOK_APP_SECRET: facebook.secret }
const { url, sugu, admin, stranger } = await startSugu(keys, (config) => {
  const own = { ...config.providers.facebook!, addresses: facebook.addresses }
  return { ...config, providers: { ...config.providers, facebook: own } }
})
const begin = `${url}/api/users/oauth/facebook/`
let made = 0

const awa = (more: Partial<FacebookPerson> = {}): FacebookPerson => ({
  id: `10${++made}`,
  first_name: 'Awa',
  last_name: 'Koné',
  ...more,
})

async function comeIn(person: FacebookPerson | null, by = visitor()) {
  facebook.person = person
  const { got } = await by.follow(begin)
  return got!
}

test('somebody new gets an account, and comes back to it; the Graph is asked with a proof', async () => {
  const person = awa()
  const { status, body } = await comeIn(person)
  assert.equal(status, 200)
  assert.deepEqual([body.user.first_name, body.user.last_name, body.user.est_verifie], ['Awa', 'Koné', false])
  assert.equal((await comeIn({ ...person, first_name: 'Aïcha' })).body.user.id, body.user.id)
  assert.deepEqual(facebook.asked.slice(0, 2), [
    'GET /v24.0/oauth/access_token client_id client_secret code redirect_uri',
    'GET /v24.0/me access_token appsecret_proof fields',
  ])
})

test('nobody is taken for somebody else by an address, whatever Facebook says of it', async () => {
  const person = { username: 'moussa', email: 'moussa@exemple.ci', password: 'trois pirogues sur la lagune' }
  const { id } = await expecting(201, admin.post('/api/users/', person))
  await sugu.db.owner.run(statement(sql`select store.prove(${id}, 'email', ${person.email})`))
  const { body } = await comeIn(awa({ email: person.email }))
  assert.notEqual(body.user.id, id)
  assert.equal(body.user.email, null)
})

test('whoever gives up, or comes with another’s state, stays out', async () => {
  assert.equal((await comeIn(null)).body.code, 'provider.refused')
  facebook.person = awa()
  const [evil, victim] = [visitor(), visitor()]
  const { at } = await evil.follow(begin, (address) => address.pathname.endsWith('/callback/'))
  assert.equal((await victim.open(at.href)).body.code, 'provider.stale')
  await victim.open(begin)
  assert.equal((await victim.open(at.href)).body.code, 'provider.refused')
  at.searchParams.append('code', 'x')
  assert.equal((await evil.open(at.href)).body.code, 'provider.refused')
})

test('a Facebook that is down is said to be down, and its address tells no secret to the log', async () => {
  facebook.isBroken = true
  const { status, body } = await comeIn(awa())
  facebook.isBroken = false
  assert.deepEqual([status, body.code], [503, 'provider.unreachable'])
})

test('the last way in is not given away', async () => {
  const { body } = await comeIn(awa())
  const me = callerOf(url, { authorization: `Token ${body.token}` })
  const { code } = (await me.delete('/api/users/oauth/facebook/')).body
  assert.equal(code, 'provider.last_way')
  assert.deepEqual((await expecting(200, me.get('/api/users/oauth/'))).results, [
    { provider: 'facebook', linked: true },
  ])
})

test('without a password, factors are changed by those who have just come in, and no others', async () => {
  const { body } = await comeIn(awa())
  const me = callerOf(url, { authorization: `Token ${body.token}` })
  await expecting(200, me.post('/api/users/mfa/totp/', {}))
  await sugu.db.owner.run(
    statement(sql`update store.sessions set created_at = created_at - interval '11 minutes'
      where user_id = ${body.user.id}`),
  )
  const late = await me.post('/api/users/mfa/totp/', {})
  assert.deepEqual([late.status, late.body.code], [403, 'factor.sign_in_again'])
})

test('who came through Facebook alone adds an address, or is erased, after coming in just now', async () => {
  const { body } = await comeIn(awa())
  const me = callerOf(url, { authorization: `Token ${body.token}` })
  const email = `awa${made}@exemple.ci`
  assert.equal((await expecting(200, me.patch('/api/users/me/', { email }))).email, email)
  await sugu.db.owner.run(
    statement(sql`update store.sessions set created_at = created_at - interval '11 minutes'
      where user_id = ${body.user.id}`),
  )
  assert.equal((await me.patch('/api/users/me/', { email: `x${email}` })).body.code, 'factor.sign_in_again')
  assert.equal((await me.delete('/api/users/me/')).body.code, 'factor.sign_in_again')
  const again = (await comeIn(awa({ id: '900' }))).body
  const other = callerOf(url, { authorization: `Token ${again.token}` })
  assert.equal((await other.delete('/api/users/me/')).status, 204)
  assert.notEqual((await comeIn(awa({ id: '900' }))).body.user.id, again.user.id, 'nothing leads back')
})

test('an errand lasts ten minutes, and is taken as it was given alone', async () => {
  facebook.person = awa()
  const by = visitor()
  const { at } = await by.follow(begin, (address) => address.pathname.endsWith('/callback/'))
  const sealed = by.cookie('sugu-errand')!
  for (const altered of [`${sealed}A`, sealed.slice(1), '', 'x'.repeat(500)]) {
    const answer = await stranger.get(at.href, { cookie: `sugu-errand=${altered}` })
    assert.equal(answer.body.code, 'provider.stale')
  }
  const real = Date.now
  for (const minutes of [-11, 11]) {
    const back = useClock(() => real() + minutes * 60_000)
    const answer = await stranger.get(at.href, { cookie: `sugu-errand=${sealed}` }).finally(back)
    assert.equal(answer.body.code, 'provider.stale')
  }
  assert.equal((await stranger.get(at.pathname.replace('facebook', 'google') + at.search)).status, 404)
  assert.equal((await by.open(at.href)).status, 200)
})
