import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { testOutbox } from '../support/outbox.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const outbox = testOutbox()
const sugu = await startSugu({ SUGU_DATA: outbox.data })
const { admin, stranger } = sugu
const password = 'un-pagne-bleu-plié'

const holder = ({ token }: { token: string }): Caller => sugu.caller({ authorization: `Token ${token}` })
const join = (person: JsonObject) =>
  stranger.post('/api/users/register/', { password, password_confirm: password, ...person })
const joined = async (person: JsonObject): Promise<Caller> => holder(await expecting(201, join(person)))
const status = async (asked: Promise<{ status: number }>): Promise<number> => (await asked).status
const codes = async (asked: ReturnType<Caller['get']>) => {
  const { status: came, body } = await asked
  const errors = Object.entries((body.errors ?? {}) as Record<string, { code: string }[]>)
  return [came, body.code, Object.fromEntries(errors.map(([name, [first]]) => [name, first!.code]))]
}
const login = (name: string, secret = password) =>
  stranger.post('/api/users/login/', { login: name, password: secret })

suite('the brief’s own tests of users', () => {
  test('test_user_registration: 201 with a token', async () => {
    const { status: came, body } = await stranger.post('/api/users/register/', {
      username: 'newuser',
      email: 'new@example.com',
      password: 'newpass123',
      password_confirm: 'newpass123',
      first_name: 'New',
      last_name: 'User',
      telephone: '+2250987654321',
    })
    assert.equal(came, 201)
    assert.equal(typeof body.token, 'string')
    assert.equal(body.user.telephone, '+2250987654321')
  })

  test('test_user_login: 200 with a token', async () => {
    const person = { username: 'testuser', email: 'test@example.com', telephone: '+2250123456789' }
    await expecting(201, join({ ...person, password: 'testpass123', password_confirm: 'testpass123' }))
    const { status: came, body } = await login('test@example.com', 'testpass123')
    assert.equal(came, 200)
    assert.equal((await holder(body).get('/api/users/me/')).body.username, 'testuser')
  })
})

suite('registering', () => {
  const phones: readonly (readonly [country: string, typed: string, kept: string])[] = [
    ['CI of ten figures', '+225 07 07 12 34 56', '+2250707123456'],
    ['CI of eight, as the brief has it', '+22501234567', '+22501234567'],
    ['CI, national', '0707654321', '+2250707654321'],
    ['BJ', '+229 01 97 97 97 97', '+2290197979797'],
    ['ML', '+223 66 74 52 31', '+22366745231'],
    ['SN', '+221 77 123 45 67', '+221771234567'],
    ['BF', '+226 70 12 34 56', '+22670123456'],
    ['TG', '+228 90 11 23 45', '+22890112345'],
    ['NE', '+227 93 12 34 56', '+22793123456'],
    ['GN', '+224 601 12 34 56', '+224601123456'],
    ['FR', '+33 6 12 34 56 78', '+33612345678'],
  ]
  for (const [country, typed, kept] of phones) {
    test(`with a phone alone, of ${country}; it signs in as it was typed and as it is kept`, async () => {
      const { user } = await expecting(201, join({ telephone: typed }))
      assert.equal(user.telephone, kept)
      assert.match(user.username, /^membre\.\d+$/)
      for (const name of [typed, kept]) assert.equal(await status(login(name)), 200, name)
    })
  }

  test('asks for an e-mail or a phone, a password typed twice, and a name that no address has', async () => {
    assert.deepEqual(await codes(join({ username: 'sans' })), [
      400,
      'registration.invalid',
      { email: 'contact.required' },
    ])
    assert.deepEqual(await codes(join({ email: 'a@exemple.ci', password_confirm: 'autre chose' })), [
      400,
      'registration.invalid',
      { password_confirm: 'password.not_the_same' },
    ])
    assert.deepEqual(await codes(join({ email: 'a@exemple.ci', username: 'Login' })), [
      400,
      'registration.invalid',
      { username: 'username.reserved' },
    ])
    assert.deepEqual(
      await codes(join({ email: 'a@exemple.ci', password: 'short', password_confirm: 'short' })),
      [400, 'registration.invalid', { password: 'password.too_short' }],
    )
    assert.deepEqual(await codes(join({ email: 'a@exemple.ci', est_verifie: true, admin: true })), [
      400,
      'form.invalid',
      { est_verifie: 'field.unknown', admin: 'field.unknown' },
    ])
  })

  test('says what somebody else has taken, whatever its capitals', async () => {
    await joined({ username: 'fatou', email: 'fatou@exemple.ci' })
    assert.deepEqual(await codes(join({ username: 'FATOU', email: 'autre@exemple.ci' })), [
      400,
      'person.invalid',
      { username: 'person.taken' },
    ])
    assert.deepEqual(await codes(join({ email: 'Fatou@Exemple.ci' })), [
      400,
      'person.invalid',
      { email: 'person.taken' },
    ])
  })

  test('of ten at once with one e-mail, one is', async () => {
    const came = await Promise.all(
      Array.from({ length: 10 }, () => status(join({ email: 'dix@exemple.ci' }))),
    )
    assert.deepEqual(came.sort(), [201, ...Array.from({ length: 9 }, () => 400)])
  })

  test('in a browser: a cookie, and no token for scripts', async () => {
    const { status: came, body, headers } = await join({ email: 'page@exemple.ci', session: 'cookie' })
    assert.deepEqual([came, body.token], [201, undefined])
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const me = await stranger.get('/api/users/me/', { cookie })
    assert.equal(me.body.email, 'page@exemple.ci')
  })

  test('works with an old token in hand', async () => {
    const old = sugu.caller({ authorization: 'Token fini-depuis-longtemps' })
    const body = { email: 'retour@exemple.ci', password, password_confirm: password }
    await expecting(201, old.post('/api/users/register/', body))
    await expecting(202, old.post('/api/users/password/reset/', { login: 'retour@exemple.ci' }))
  })

  test('makes nobody a member: what members read stays closed, and the administrator sees who came', async () => {
    const fields = [{ slug: 'nom', type: 'text' }]
    await expecting(
      201,
      admin.post('/api/meta/tables/', { slug: 'interne', fields, allow: { read: [{ to: 'member' }] } }),
    )
    const who = await joined({ username: 'ousmane', email: 'ousmane@exemple.ci' })
    assert.equal(await status(who.get('/api/interne/')), 403)
    assert.equal(await status(who.get('/api/users/')), 403)
    const { results } = await expecting(200, admin.get('/api/users/?username=ousmane'))
    assert.equal(results.length, 1)
    const memberships = await expecting(200, admin.get(`/api/memberships/?user=${results[0].id}`))
    const [{ id, ended }] = memberships.results
    assert.equal(ended, true)
    await expecting(200, admin.patch(`/api/memberships/${id}/`, { ended: false }))
    assert.equal(await status(who.get('/api/interne/')), 401, 'a rise of rights ends the session')
    const admitted = holder((await login('ousmane')).body)
    assert.equal(await status(admitted.get('/api/interne/')), 200)
  })
})

suite('proving an e-mail or a phone', async () => {
  const fields = [{ slug: 'texte', type: 'text' }]
  const allow = { create: [{ to: 'verified' }], read: [{ to: 'anyone' }] }
  await expecting(201, admin.post('/api/meta/tables/', { slug: 'temoignage', fields, allow }))
  const verify = (who: Caller, by: 'email' | 'phone', body: JsonObject = {}) =>
    who.post(`/api/users/verify/${by}/`, body)

  test('the code that came with the registration verifies the e-mail, once', async () => {
    const who = await joined({ username: 'aya', email: 'aya@exemple.ci' })
    const code = await outbox.code('verify_email', 'aya@exemple.ci')
    assert.equal((await who.get('/api/users/me/')).body.est_verifie, false)
    assert.equal(await status(who.post('/api/temoignage/', { texte: 'Bien' })), 403)
    const me = await expecting(200, verify(who, 'email', { code }))
    assert.equal(me.est_verifie, true)
    await expecting(201, who.post('/api/temoignage/', { texte: 'Bien' }))
    assert.match(me.date_verification, /^\d{4}-/)
    assert.equal((await verify(who, 'email', { code })).body.code, 'code.wrong')
    assert.equal((await verify(who, 'email')).body.code, 'contact.verified')
    assert.equal((await verify(who, 'phone')).body.code, 'contact.missing')
  })

  test('of many wrong codes at once five are tried; then the right one is worth nothing, and another is', async () => {
    const who = await joined({ telephone: '+2250505060606' })
    const code = await outbox.code('verify_phone', '+2250505060606')
    const wrong = code === '123456' ? '654321' : '123456'
    const tries = await Promise.all(Array.from({ length: 30 }, () => verify(who, 'phone', { code: wrong })))
    assert.ok(tries.every(({ body }) => body.code === 'code.wrong'))
    assert.equal((await verify(who, 'phone', { code })).body.code, 'code.wrong')
    await expecting(202, verify(who, 'phone'))
    const another = await outbox.code('verify_phone', '+2250505060606')
    const spaced = `${another.slice(0, 3)} ${another.slice(3)}`
    assert.equal((await expecting(200, verify(who, 'phone', { code: spaced }))).est_verifie, true)
  })

  test('somebody else’s code verifies nothing; the sixth code of an hour is refused', async () => {
    const [one, two] = [await joined({ email: 'un@exemple.ci' }), await joined({ email: 'deux@exemple.ci' })]
    const code = await outbox.code('verify_email', 'un@exemple.ci')
    assert.equal((await verify(two, 'email', { code })).status, 400)
    for (let i = 0; i < 4; i++) await expecting(202, verify(two, 'email'))
    assert.deepEqual(await codes(verify(two, 'email')), [429, 'code.too_many', {}])
    await expecting(200, verify(one, 'email', { code }))
  })
})

suite('a forgotten password', () => {
  const reset = (name: string) => stranger.post('/api/users/password/reset/', { login: name })
  const confirm = (name: string, code: string, wanted = 'trois pirogues vertes') =>
    stranger.post('/api/users/password/reset/confirm/', {
      login: name,
      code,
      new_password: wanted,
      new_password_confirm: wanted,
    })

  test('the answer tells nothing of whether somebody is there', async () => {
    await joined({ email: 'ici@exemple.ci' })
    const there = await reset('ici@exemple.ci')
    const absent = await reset('personne@exemple.ci')
    assert.deepEqual([there.status, absent.status], [202, 202])
    assert.deepEqual(there.body, absent.body)
    const [wrong, nobody] = [
      await confirm('ici@exemple.ci', '0000'),
      await confirm('personne@exemple.ci', '0000'),
    ]
    assert.deepEqual([wrong.status, wrong.body], [400, nobody.body])
  })

  test('by e-mail: a long code, one use; every session is over, the lock too, and the e-mail is proven', async () => {
    const who = await joined({ username: 'issa', email: 'issa@exemple.ci' })
    for (let i = 0; i < 6; i++) await login('issa', 'mauvais mot de passe')
    assert.equal(await status(login('issa')), 423)
    await expecting(202, reset('issa'))
    const code = await outbox.code('reset_email', 'issa@exemple.ci')
    assert.match(code, /^\w{4}-\w{4}-\w{4}-\w{4}$/)
    assert.deepEqual(await codes(confirm('issa', code, 'issa1234')), [
      400,
      'password.invalid',
      { new_password: 'password.own_words' },
    ])
    await expecting(204, confirm('issa@exemple.ci', code.toUpperCase()))
    assert.equal(await status(who.get('/api/users/me/')), 401)
    assert.equal((await confirm('issa', code)).body.code, 'code.wrong')
    assert.equal(await status(login('issa')), 401)
    const { body } = await login('issa', 'trois pirogues vertes')
    assert.equal(body.user.est_verifie, true)
    await outbox.next('password_changed', 'issa@exemple.ci')
  })

  test('by phone: eight figures, five tries', async () => {
    await joined({ telephone: '0101020304' })
    await expecting(202, reset('01 01 02 03 04'))
    const code = await outbox.code('reset_phone', '+2250101020304')
    assert.match(code, /^\d{8}$/)
    for (let i = 0; i < 5; i++) await confirm('+2250101020304', '12')
    assert.equal((await confirm('+2250101020304', code)).status, 400)
    await expecting(202, reset('+2250101020304'))
    await expecting(204, confirm('0101020304', await outbox.code('reset_phone', '+2250101020304')))
    assert.equal(await status(login('0101020304', 'trois pirogues vertes')), 200)
  })

  test('who opened an account on somebody else’s address is out, phone and all, once that somebody came', async () => {
    await joined({ username: 'piege', email: 'victime@exemple.ci', telephone: '+2250777777777' })
    await expecting(202, reset('victime@exemple.ci'))
    await expecting(
      204,
      confirm('victime@exemple.ci', await outbox.code('reset_email', 'victime@exemple.ci')),
    )
    await expecting(202, reset('+2250777777777'))
    await outbox.next('reset_email', 'victime@exemple.ci')
    assert.ok(
      !outbox
        .all()
        .some((text) => text.startsWith('+2250777777777') && text.includes('nouveau mot de passe')),
    )
  })
})

suite('one’s own profile', () => {
  test('what was read may be sent back; what is one’s own changes; the rest is refused by name', async () => {
    const who = await joined({ username: 'mariam', email: 'mariam@exemple.ci' })
    const me = (await who.get('/api/users/me/')).body
    for (const name of ['followers_count', 'following_count', 'events_count']) assert.equal(me[name], 0)
    assert.equal(me.photo_profil, null)
    const changes = { bio: 'Couturière', notifications_email: false, date_naissance: '1990-02-28' }
    const after = await expecting(200, who.patch('/api/users/me/', { ...me, ...changes }))
    assert.deepEqual(after, { ...me, ...changes })
    assert.deepEqual(await codes(who.patch('/api/users/me/', { est_verifie: true, id: 1 })), [
      400,
      'profile.invalid',
      { est_verifie: 'profile.readonly', id: 'profile.readonly' },
    ])
    assert.deepEqual(
      await codes(who.patch('/api/users/me/', { password_hash: 'x', date_naissance: 'hier' })),
      [400, 'profile.invalid', { password_hash: 'field.unknown', date_naissance: 'date.invalid' }],
    )
    const { results } = await expecting(200, admin.get(`/api/users/${me.id}/history/`))
    assert.deepEqual(
      [results[0].actor, results[0].changes.bio],
      [`user:${me.id}`, { from: null, to: 'Couturière' }],
    )
  })

  test('what opens the account changes with the password alone; the former e-mail hears of it', async () => {
    const who = await joined({ username: 'kone', email: 'kone@exemple.ci' })
    await expecting(
      200,
      who.post('/api/users/verify/email/', { code: await outbox.code('verify_email', 'kone@exemple.ci') }),
    )
    const email = 'kone@autre.ci'
    assert.deepEqual(await codes(who.patch('/api/users/me/', { email })), [
      400,
      'profile.invalid',
      { password: 'profile.password_needed' },
    ])
    assert.equal((await who.patch('/api/users/me/', { email, password: 'faux' })).status, 400)
    const me = await expecting(200, who.patch('/api/users/me/', { email, password }))
    assert.deepEqual([me.email, me.est_verifie, me.date_verification], [email, false, null])
    await outbox.next('contact_changed', 'kone@exemple.ci')
    const code = await outbox.code('verify_email', email)
    assert.equal((await expecting(200, who.post('/api/users/verify/email/', { code }))).est_verifie, true)
    assert.deepEqual(await codes(who.patch('/api/users/me/', { email: null, password })), [
      400,
      'profile.invalid',
      { email: 'contact.required' },
    ])
  })

  test('a stranger gets 401 everywhere', async () => {
    for (const asked of [
      stranger.patch('/api/users/me/', {}),
      stranger.get('/api/users/me/export/'),
      stranger.delete('/api/users/me/'),
      stranger.post('/api/users/verify/email/'),
      stranger.post('/api/users/newuser/follow/'),
    ])
      assert.equal(await status(asked), 401)
  })
})

suite('each other', () => {
  test('the public profile shows what is for all, and nothing that is not', async () => {
    await joined({
      username: 'Dédé',
      email: 'dede@exemple.ci',
      telephone: '+2250708091011',
      first_name: 'Désiré',
    })
    const seen = await expecting(200, stranger.get(`/api/users/${encodeURIComponent('dédé')}/`))
    assert.deepEqual(Object.keys(seen).sort(), [
      'bio',
      'est_verifie',
      'events_count',
      'first_name',
      'followers_count',
      'following_count',
      'id',
      'is_following',
      'last_name',
      'photo_profil',
      'username',
    ])
    assert.doesNotMatch(JSON.stringify(seen), /exemple\.ci|0708091011/)
    assert.equal((await stranger.get('/api/users/inconnu/')).body.code, 'person.not_here')
  })

  test('the members of a site show themselves to those who are signed in', async () => {
    assert.equal(await status(stranger.get('/api/users/admin/')), 404)
    const who = await joined({ email: 'curieuse@exemple.ci' })
    assert.equal((await who.get('/api/users/admin/')).status, 200)
  })

  test('an id is still the table’s', async () => {
    const { id } = (await admin.get('/api/users/me/')).body
    assert.equal((await admin.get(`/api/users/${id}/`)).body.version > 0, true)
    assert.equal(await status(stranger.get(`/api/users/${id}/`)), 401)
  })

  test('following counts once, and ends', async () => {
    const [one] = [await joined({ username: 'suiveuse', email: 'suiveuse@exemple.ci' })]
    await joined({ username: 'suivie', email: 'suivie@exemple.ci' })
    for (let i = 0; i < 2; i++) {
      const seen = await expecting(200, one.post('/api/users/suivie/follow/'))
      assert.deepEqual([seen.followers_count, seen.is_following], [1, true])
    }
    assert.equal((await one.get('/api/users/me/')).body.following_count, 1)
    await expecting(204, one.delete('/api/users/suivie/follow/'))
    assert.equal((await one.get('/api/users/suivie/')).body.followers_count, 0)
    assert.equal((await one.post('/api/users/suiveuse/follow/')).body.code, 'follow.yourself')
    assert.equal((await one.post('/api/users/inconnu/follow/')).status, 404)
  })
})

test('where registration is closed, nobody makes an account and everything else works', async () => {
  const closed = await startSugu({ SUGU_REGISTRATION: 'closed' })
  const body = { email: 'x@exemple.ci', password, password_confirm: password }
  assert.equal((await closed.stranger.post('/api/users/register/', body)).body.code, 'registration.closed')
  assert.equal((await closed.signIn('admin', adminPassword)).headers.authorization !== undefined, true)
})
