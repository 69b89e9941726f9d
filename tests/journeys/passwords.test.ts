import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu({ PASSWORD_EXPIRY_DAYS: '90', PASSWORD_HISTORY: '3' })
const { admin, stranger } = sugu
const { owner } = sugu.sugu.db
const login = '/api/users/login/'
const change = '/api/users/password/change/'

const words = (n: number) => `la ${n}e pirogue du vieux port`
const twice = (wanted: string) => ({ new_password: wanted, new_password_confirm: wanted })

async function member(username: string) {
  const { id } = await expecting(201, admin.post('/api/users/', { username, password: words(0) }))
  return {
    id: id as number,
    enter: (password = words(0)) => stranger.post(login, { login: username, password }),
  }
}

/** Somebody who registered: known to the site, a member of none. */
async function visitor(username: string, password: string) {
  const body = { username, email: `${username}@exemple.ci`, password, password_confirm: password }
  return stranger.post('/api/users/register/', body)
}

suite('the two policies', () => {
  test('eight characters are enough for the public, fifteen for staff', async () => {
    const { token } = await expecting(201, visitor('ama', 'newpass123'))
    assert.equal((await visitor('yao', 'court7x')).status, 400)
    const short = await admin.post('/api/users/', { username: 'issa', password: 'newpass123' })
    assert.deepEqual(Object.keys(short.body.errors), ['password'])
    const me = sugu.caller({ authorization: `Token ${token}` })
    const weak = await me.post(change, { old_password: 'newpass123', ...twice('Soleil2026!') })
    assert.equal(weak.body.errors.new_password[0].code, 'password.common')
    const own = await me.post(change, { old_password: 'newpass123', ...twice('ama-2026') })
    assert.equal(own.body.errors.new_password[0].code, 'password.own_words')
    await expecting(200, me.post(change, { old_password: 'newpass123', ...twice('trois-crabes') }))
  })

  test('the last three passwords of a member do not come back, an older one does', async () => {
    const who = await member('koffi')
    let { token } = await expecting(200, who.enter())
    const to = async (from: number, wanted: number) => {
      const me = sugu.caller({ authorization: `Token ${token}` })
      const got = await me.post(change, { old_password: words(from), ...twice(words(wanted)) })
      if (got.status === 200) token = got.body.token
      return got.status === 200 ? 'changed' : got.body.errors.new_password[0].code
    }
    assert.equal(await to(0, 0), 'password.unchanged')
    for (const n of [1, 2, 3]) assert.equal(await to(n - 1, n), 'changed')
    for (const n of [0, 1, 2]) assert.equal(await to(3, n), 'password.used_before')
    assert.equal(await to(3, 4), 'changed')
    assert.equal(await to(4, 0), 'changed')
  })

  test('a member’s password of ninety-one days must change before anything else; a visitor’s not', async () => {
    const who = await member('awa')
    await expecting(201, visitor('abla', 'newpass123'))
    await owner.run(
      statement(sql`update store.credentials set changed_at = now() - interval '91 days'
        where user_id in (select id from store.users where username in ('awa', 'abla'))`),
    )
    const refused = await who.enter()
    assert.deepEqual([refused.status, refused.body.code], [403, 'password.change_required'])
    const { ticket } = refused.body
    assert.equal((await sugu.caller({ authorization: `Token ${ticket}` }).get('/api/users/me/')).status, 401)
    const { token } = await expecting(200, stranger.post(change, { ticket, ...twice(words(9)) }))
    assert.equal((await sugu.caller({ authorization: `Token ${token}` }).get('/api/users/me/')).status, 200)
    await expecting(200, stranger.post(login, { login: 'abla', password: 'newpass123' }))
  })

  test('a visitor’s token lives thirty days unused, a member’s an hour, and the rise ends it', async () => {
    const { token, user } = await expecting(201, visitor('adjo', 'newpass123'))
    const me = sugu.caller({ authorization: `Token ${token}` })
    const left = async (caller: typeof me) => {
      const { results } = await expecting(200, caller.get('/api/users/me/sessions/'))
      return Math.round((Date.parse(results[0].expires_at) - Date.now()) / 3_600_000)
    }
    assert.equal(await left(me), 30 * 24)
    const { results } = await expecting(200, admin.get(`/api/memberships/?user=${user.id}`))
    await expecting(200, admin.patch(`/api/memberships/${results[0].id}/`, { ended: false }))
    assert.equal((await me.get('/api/users/me/')).status, 401, 'who becomes staff signs in anew')
    const staff = await sugu.signIn('adjo', 'newpass123')
    assert.equal(await left(staff), 1)
    const cookie = await stranger.post(login, { login: 'abla', password: 'newpass123', session: 'cookie' })
    const browser = sugu.caller({ cookie: cookie.headers.getSetCookie()[0]!.split(';')[0]! })
    assert.equal(await left(browser), 1, 'a browser’s session is short, whoever holds it')
  })
})

suite('those who answer for accounts', () => {
  test('ask a member for a new password; the sessions end', async () => {
    const who = await member('binta')
    const { token } = await expecting(200, who.enter())
    assert.equal((await admin.post(`/api/users/${who.id}/require-password/`)).status, 204)
    assert.equal((await sugu.caller({ authorization: `Token ${token}` }).get('/api/users/me/')).status, 401)
    assert.equal((await who.enter()).body.code, 'password.change_required')
  })

  test('shut somebody out, who is answered as if they were nobody, and let them in again', async () => {
    const who = await member('cisse')
    const { token } = await expecting(200, who.enter())
    assert.equal((await admin.post(`/api/users/${who.id}/disable/`)).status, 204)
    assert.equal((await sugu.caller({ authorization: `Token ${token}` }).get('/api/users/me/')).status, 401)
    const nobody = await stranger.post(login, { login: 'personne-de-ce-nom', password: words(0) })
    assert.deepEqual((await who.enter()).body, nobody.body)
    assert.equal((await admin.post(`/api/users/${who.id}/enable/`)).status, 204)
    await expecting(200, who.enter())
  })

  test('unlock whoever forgot; nobody shuts themselves out, and members do none of this', async () => {
    const who = await member('diop')
    for (let i = 0; i < 6; i++) await who.enter('une autre')
    assert.equal((await who.enter()).status, 423)
    assert.equal((await admin.post(`/api/users/${who.id}/unlock/`)).status, 204)
    const { token } = await expecting(200, who.enter())
    const me = sugu.caller({ authorization: `Token ${token}` })
    for (const deed of ['disable', 'enable', 'require-password', 'unlock'])
      assert.equal((await me.post(`/api/users/${who.id}/${deed}/`)).status, 403, deed)
    const { id } = (await admin.get('/api/users/me/')).body
    assert.equal((await admin.post(`/api/users/${id}/disable/`)).body.code, 'person.yourself')
    assert.equal((await admin.post('/api/users/999999/disable/')).status, 404)
  })

  test('a site’s administrator has no hold on other sites’ people, nor on the house’s owner', async () => {
    const site = { slug: 'bouake', name: 'Bouaké', hosts: ['bouake.example'] }
    await expecting(201, admin.post('/api/sites/', site))
    const here = { 'x-site': 'bouake' }
    const boss = { username: 'ya', password: words(0), admin: true }
    await expecting(201, admin.post('/api/users/', boss, here))
    const stays = await member('elsewhere')
    const ya = await sugu.signIn('ya', words(0), here)
    const { id } = (await admin.get('/api/users/me/')).body
    for (const person of [stays.id, id])
      for (const deed of ['require-password', 'unlock'])
        assert.equal((await ya.post(`/api/users/${person}/${deed}/`)).status, 404)
    assert.equal((await ya.post(`/api/users/${stays.id}/disable/`)).status, 403)
  })
})

test('a wrong old password is counted as a sign-in’s is: a session that was left open guesses five times', async () => {
  const who = await member('salif')
  const { token } = await expecting(200, who.enter())
  const me = sugu.caller({ authorization: `Token ${token}` })
  const statuses = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      me.post(change, { old_password: `essai ${i}`, ...twice(words(7)) }).then(({ status }) => status),
    ),
  )
  assert.equal(statuses.filter((status) => status === 400).length, 5)
  assert.equal(statuses.filter((status) => status === 423).length, 15)
})
