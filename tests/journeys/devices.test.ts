import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const { owner } = sugu.sugu.db
const login = '/api/users/login/'

/** A member, and how each of their devices signs in. */
async function member(username: string, more: object = {}) {
  const password = 'quatre mangues bien mûres'
  const { id } = await expecting(201, admin.post('/api/users/', { username, password, ...more }))
  const enter = (headers: Record<string, string> = {}, given = password): Promise<Got> =>
    stranger.post(login, { login: username, password: given }, headers)
  return { id: id as number, username, password, enter }
}

const holding = (token: string, device?: string): Caller =>
  sugu.caller({ authorization: `Token ${token}`, ...(device && { 'x-device': device }) })

/** Messages that wait for somebody, by kind. */
async function messagesTo(email: string): Promise<string[]> {
  const [kept] = await owner.run(
    statement(sql`select kind from store.outbox where email = ${email} order by id`),
  )
  return kept!.rows.map(([kind]) => kind!)
}

suite('a device', () => {
  test('gets a token at the first sign-in, keeps it, and is known by it', async () => {
    const awa = await member('awa')
    const first = await expecting(200, awa.enter())
    assert.match(first.device, /^[\w-]{20,}$/)
    const again = await expecting(200, awa.enter({ 'x-device': first.device }))
    assert.equal(again.device, undefined, 'it has one already')
    const guessed = await expecting(200, awa.enter({ 'x-device': 'a-token-that-somebody-chose' }))
    assert.notEqual(guessed.device, undefined, 'one that Sugu did not give is none')
  })

  test('is listed with its sessions, each of which ends at the next request', async () => {
    const binta = await member('binta')
    const [phone, office] = [
      await expecting(200, binta.enter()),
      await expecting(200, binta.enter({ 'user-agent': 'Firefox/140 (Windows)' })),
    ]
    const me = holding(phone.token, phone.device)
    const { results } = await expecting(200, me.get('/api/users/me/sessions/'))
    assert.deepEqual(
      results.map((one: { current: boolean }) => one.current),
      [false, true],
    )
    assert.equal(results[0].user_agent, 'Firefox/140 (Windows)')
    assert.ok(!JSON.stringify(results).includes(phone.token))
    const other = `/api/users/me/sessions/${results[0].id}/`
    assert.equal((await admin.delete(other)).status, 404, 'it is nobody else’s to end')
    assert.equal((await me.delete(other)).status, 204)
    assert.equal((await holding(office.token).get('/api/users/me/')).status, 401)
    assert.equal((await me.delete(other)).status, 404)
    assert.equal((await me.get('/api/users/me/')).status, 200)
  })

  test('that is new is told to its owner: not the first one, not one that comes back', async () => {
    const email = 'fanta@exemple.ci'
    const fanta = await member('fanta', { email })
    const first = await expecting(200, fanta.enter({ 'user-agent': 'un' }))
    await expecting(200, fanta.enter({ 'user-agent': 'deux', 'x-device': first.device }))
    await expecting(200, fanta.enter({ 'user-agent': 'un' }))
    assert.deepEqual(await messagesTo(email), [])
    await expecting(200, fanta.enter({ 'user-agent': 'trois' }))
    assert.deepEqual(await messagesTo(email), ['new_device'])
  })
})

suite('a browser', () => {
  const cookiesOf = ({ headers }: Got): string =>
    headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')

  test('holds its session and its device in cookies that no script reads, and the body has no token', async () => {
    const { username, password } = await member('cisse')
    const got = await stranger.post(login, { login: username, password, session: 'cookie' })
    assert.deepEqual(Object.keys(got.body), ['user'])
    const set = got.headers.getSetCookie()
    assert.deepEqual(set.map((one) => one.split('=')[0]).sort(), ['sugu', 'sugu-device'])
    for (const one of set) assert.match(one, /HttpOnly; SameSite=Lax/)
    const cookie = cookiesOf(got)
    const browser = sugu.caller({ cookie, 'x-csrf-token': got.headers.get('x-csrf-token')! })
    assert.equal((await browser.get('/api/users/me/')).body.username, username)
    const again = await stranger.post(login, { login: username, password, session: 'cookie' }, { cookie })
    assert.deepEqual(
      again.headers.getSetCookie().map((one) => one.split('=')[0]),
      ['sugu'],
    )
    const out = await browser.post('/api/users/logout/')
    assert.equal(out.status, 204)
    assert.match(out.headers.getSetCookie()[0]!, /^sugu=; Max-Age=0/)
    assert.equal((await browser.get('/api/users/me/')).status, 401)
  })

  test('of another address gets no cookie of ours', async () => {
    const { username, password } = await member('diop')
    const body = { login: username, password, session: 'cookie' }
    const got = await stranger.post(login, body, { origin: 'https://pirate.example' })
    assert.equal(got.status, 403)
    assert.deepEqual(got.headers.getSetCookie(), [])
  })
})

suite('a shared phone', async () => {
  const pin = '/api/users/login/pin/'

  test('lets in by PIN those who have signed in on it, and the one before is out', async () => {
    const [awa, issa] = [await member('awa2'), await member('issa2')]
    const first = await expecting(200, awa.enter())
    const shared = { 'x-device': first.device as string }
    const second = await expecting(200, issa.enter(shared))
    for (const [who, token, code] of [
      [awa, first.token, '4071'],
      [issa, second.token, '905162'],
    ] as const)
      assert.equal(
        (await holding(token, first.device).put('/api/users/me/pin/', { pin: code, password: who.password }))
          .status,
        204,
      )
    const { results } = await expecting(200, stranger.get(pin, shared))
    assert.deepEqual(
      results.map((one: { username: string }) => one.username),
      ['issa2', 'awa2'],
    )
    assert.deepEqual((await stranger.get(pin)).body.results, [], 'elsewhere nobody is named')

    const switched = await expecting(
      200,
      holding(second.token, first.device).post(pin, { user: awa.id, pin: '4071' }),
    )
    assert.equal(switched.user.username, 'awa2')
    assert.equal((await holding(second.token).get('/api/users/me/')).status, 401)
    assert.equal((await stranger.post(pin, { user: awa.id, pin: '4071' })).body.code, 'pin.no_device')
    const elsewhere = await expecting(200, issa.enter())
    const there = { 'x-device': elsewhere.device as string }
    assert.equal((await stranger.post(pin, { user: awa.id, pin: '4071' }, there)).body.code, 'pin.wrong')
  })

  test('takes a PIN away after five mistakes, of which 50 at once are five', async () => {
    const who = await member('koffi2')
    const { token, device } = await expecting(200, who.enter())
    const own = holding(token, device)
    await own.put('/api/users/me/pin/', { pin: '4071', password: who.password })
    const wrong = () => stranger.post(pin, { user: who.id, pin: '0000' }, { 'x-device': device })
    const got = await Promise.all(Array.from({ length: 50 }, wrong))
    assert.ok(got.every(({ status, body }) => status === 401 && body.code === 'pin.wrong'))
    const right = await stranger.post(pin, { user: who.id, pin: '4071' }, { 'x-device': device })
    assert.equal(right.body.code, 'pin.wrong')
    assert.equal((await own.get('/api/users/me/')).status, 200, 'whoever is in stays in')
  })

  test('asks for the password again when the day that it began has ended; a PIN prolongs nothing', async () => {
    const who = await member('mariam2')
    const { token, device } = await expecting(200, who.enter())
    await holding(token, device).put('/api/users/me/pin/', { pin: '4071', password: who.password })
    const by = () => stranger.post(pin, { user: who.id, pin: '4071' }, { 'x-device': device })
    const ago = (hours: number) =>
      owner.run(
        statement(sql`update store.device_people set proved_at = now() - make_interval(hours => ${hours}::int)
          where user_id = ${who.id}`),
      )
    await ago(23)
    const { token: late } = await expecting(200, by())
    const { results } = await expecting(200, holding(late).get('/api/users/me/sessions/'))
    const left = Date.parse(results[0].expires_at) - Date.now()
    assert.ok(left < 3_601_000)
    await ago(25)
    assert.equal((await by()).body.code, 'password.stale_pin')
  })

  test('a PIN that anybody guesses is refused, and so is one without the password', async () => {
    const who = await member('salif2')
    const { token, device } = await expecting(200, who.enter())
    const own = holding(token, device)
    for (const code of ['1234', '0000', '9876', '40', '407a'])
      assert.deepEqual(
        Object.keys((await own.put('/api/users/me/pin/', { pin: code, password: who.password })).body.errors),
        ['pin'],
        code,
      )
    const unproved = await own.put('/api/users/me/pin/', { pin: '4071', password: 'une autre' })
    assert.deepEqual(Object.keys(unproved.body.errors), ['password'])
    const unknown = await holding(token).put('/api/users/me/pin/', { pin: '4071', password: who.password })
    assert.equal(unknown.body.code, 'pin.no_device')
  })

  test('a new password takes the PINs away', async () => {
    const who = await member('oumar2')
    const { token, device } = await expecting(200, who.enter())
    const own = holding(token, device)
    await own.put('/api/users/me/pin/', { pin: '4071', password: who.password })
    const wanted = {
      new_password: 'la pirogue du vieux port',
      new_password_confirm: 'la pirogue du vieux port',
    }
    await expecting(200, own.post('/api/users/password/change/', { old_password: who.password, ...wanted }))
    assert.equal(
      (await stranger.post(pin, { user: who.id, pin: '4071' }, { 'x-device': device })).status,
      401,
    )
  })
})
