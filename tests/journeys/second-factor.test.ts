import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { now, useClock } from '#base/clock.ts'
import { sql, statement } from '#db/sql.ts'
import { forgetFactors } from '#platform/identity/administrators.ts'
import { expecting } from '../support/caller.ts'
import { codeApp, enrol, halfway, remove } from '../support/second-factor.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const { url, sugu, stranger, admin, signIn } = await startSugu({ ADMIN_SECOND_FACTOR: 'False' })
const password = 'trois pirogues sur la lagune'
let made = 0

async function somebody() {
  const username = `awa${++made}`
  const person = { username, email: `${username}@exemple.ci`, password }
  const { id } = await expecting(201, admin.post('/api/users/', person))
  return { id: id as number, username, me: await signIn(username, password) }
}

const step2 = (ticket: string, code: string) => stranger.post('/api/users/login/mfa/', { ticket, code })

describe('an application of codes', () => {
  test('is asked for after the password, and opens the session', async () => {
    const { me, username } = await somebody()
    const { app, recoveryCodes } = await enrol(me, password)
    assert.equal(recoveryCodes.length, 10)
    const { mfa, ticket } = await halfway(url, username, password)
    assert.equal(mfa, 'totp')
    const { token, user } = await expecting(200, step2(ticket, app.code()))
    assert.equal(user.username, username)
    await expecting(200, stranger.get('/api/users/me/', { authorization: `Token ${token}` }))
    const mine = await expecting(200, me.get('/api/users/mfa/'))
    assert.equal(mine.recovery_codes_left, 10)
    assert.ok(!JSON.stringify(mine).includes(app.secret))
  })

  test('counts only once a code of it has come back', async () => {
    const { me, username } = await somebody()
    const { secret, uri } = await expecting(200, me.post('/api/users/mfa/totp/', { password }))
    assert.ok(uri.startsWith('otpauth://totp/') && uri.includes(secret))
    const wrong = await me.post('/api/users/mfa/totp/confirm/', { code: codeApp(secret).code(5) })
    assert.equal(wrong.body.errors.code[0].code, 'factor.wrong_code')
    await signIn(username, password)
  })

  test('is not added, changed or removed by a session alone: the password is asked for', async () => {
    const { me, username } = await somebody()
    for (const given of [{}, { password: 'not it at all' }]) {
      const { status, body } = await me.post('/api/users/mfa/totp/', given)
      assert.deepEqual([status, Object.keys(body.errors)], [400, ['password']])
    }
    await enrol(me, password)
    assert.equal(await remove(url, me, '/api/users/mfa/totp/', { password: 'not it at all' }), 400)
    assert.equal((await me.post('/api/users/mfa/recovery-codes/', {})).status, 400)
    assert.equal((await halfway(url, username, password)).mfa, 'totp')
    assert.equal(await remove(url, me, '/api/users/mfa/totp/', { password }), 204)
    await signIn(username, password)
    assert.equal((await expecting(200, me.get('/api/users/mfa/'))).recovery_codes_left, 0)
  })

  test('a ticket is no session, and leads to no other factor than the one that is there', async () => {
    const { me, username } = await somebody()
    await enrol(me, password)
    const { ticket } = await halfway(url, username, password)
    const held = { authorization: `Token ${ticket}` }
    for (const path of ['/api/users/me/', '/api/users/mfa/', '/api/users/me/sessions/'])
      assert.equal((await stranger.get(path, held)).status, 401)
    for (const path of ['totp/', 'totp/confirm/', 'passkeys/'])
      assert.equal(
        (
          await stranger.post(`/api/users/mfa/${path}`, {
            ticket,
            ...(path.endsWith('confirm/') ? { code: '1' } : { password }),
          })
        ).body.code,
        path === 'passkeys/' ? 'passkey.not_here' : 'session.ended',
      )
    const changed = { ticket, new_password: `${password} !`, new_password_confirm: `${password} !` }
    assert.equal((await stranger.post('/api/users/password/change/', changed)).status, 401)
  })
})

describe('a code', () => {
  test('serves once, even where two come at the same time', async () => {
    const { me, username } = await somebody()
    const { app } = await enrol(me, password)
    const tickets = await Promise.all([1, 2, 3, 4].map(() => halfway(url, username, password)))
    const code = app.code()
    const answers = await Promise.all(tickets.map(({ ticket }) => step2(ticket, code)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401])
    const earlier = await step2((await halfway(url, username, password)).ticket, app.code(-1))
    assert.equal(earlier.body.code, 'factor.wrong', 'nor does an older one')
    const next = await step2((await halfway(url, username, password)).ticket, app.code(1))
    assert.equal(next.status, 200)
  })

  test('a ticket opens one session, even where two right answers come at the same time', async () => {
    const { me, username } = await somebody()
    const { app, recoveryCodes } = await enrol(me, password)
    const { ticket } = await halfway(url, username, password)
    const shown = [app.code(), recoveryCodes[0]!, recoveryCodes[1]!]
    const answers = await Promise.all(shown.map((code) => step2(ticket, code)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401])
    const spare = recoveryCodes[5]!
    assert.equal((await step2(ticket, spare)).body.code, 'session.ended')
    await expecting(200, step2((await halfway(url, username, password)).ticket, spare))
  })

  test('of 60 wrong ones at once, from many tickets, exactly five are tried', async () => {
    const { me, username, id } = await somebody()
    const { app } = await enrol(me, password)
    const tickets = await Promise.all(Array.from({ length: 4 }, () => halfway(url, username, password)))
    const right = new Set([-1, 0, 1].map((steps) => app.code(steps)))
    const wrong = ['000000', '111111', '222222', '333333'].find((code) => !right.has(code))!
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => step2(tickets[i % 4]!.ticket, wrong)),
    )
    const statuses = answers.map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 401).length, 5)
    assert.equal(statuses.filter((status) => status === 423).length, 55)
    const locked = await step2(tickets[0]!.ticket, app.code())
    assert.deepEqual([locked.status, locked.body.code], [423, 'login.locked'])
    await sugu.db.owner.run(
      statement(
        sql`update store.factor_tries set last_at = last_at - interval '16 minutes' where user_id = ${id}`,
      ),
    )
    await expecting(200, step2(tickets[0]!.ticket, app.code()))
  })

  test('a clock that went forward a year, and came back, locks nobody out', async () => {
    const { me, username } = await somebody()
    const { app } = await enrol(me, password)
    const real = Date.now
    const back = useClock(() => real() + 365 * 86_400_000)
    try {
      await expecting(200, step2((await halfway(url, username, password)).ticket, app.code()))
    } finally {
      back()
    }
    await expecting(200, step2((await halfway(url, username, password)).ticket, app.code()))
    const again = await step2((await halfway(url, username, password)).ticket, app.code())
    assert.equal(again.status, 401)
  })
})

describe('what these promises rest on is in the database', () => {
  test('without its condition a code would serve as often as it is sent', async () => {
    const { me, username } = await somebody()
    const { app } = await enrol(me, password)
    await unguarded('take_totp', ' and (last_step < step or last_step > step + 2)', async () => {
      const tickets = await Promise.all([1, 2, 3].map(() => halfway(url, username, password)))
      const code = app.code()
      const answers = await Promise.all(tickets.map(({ ticket }) => step2(ticket, code)))
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      )
    })
  })

  test('without its condition more than five would be tried', async () => {
    const { me, username } = await somebody()
    await enrol(me, password)
    await unguarded('begin_code_try', 't.tries < most or', async () => {
      const { ticket } = await halfway(url, username, password)
      const answers = await Promise.all(Array.from({ length: 12 }, () => step2(ticket, '000000')))
      assert.ok(answers.every(({ status }) => status === 401))
    })
  })

  async function unguarded(name: string, guard: string, work: () => Promise<void>): Promise<void> {
    const { owner } = sugu.db
    const [read] = await owner.run(
      statement(sql`select pg_get_functiondef(oid) from pg_proc where proname = ${name}`),
    )
    const text = read!.rows[0]![0]!
    assert.ok(text.includes(guard))
    await owner.run({ text: text.replace(guard, guard.endsWith(' or') ? 'true or' : ''), values: [] })
    await work().finally(() => owner.run({ text, values: [] }))
  }
})

describe('recovery codes', () => {
  test('open when the phone is lost, each once, however they are typed', async () => {
    const { me, username } = await somebody()
    const { recoveryCodes } = await enrol(me, password)
    const [one, two] = recoveryCodes as [string, string]
    await expecting(200, step2((await halfway(url, username, password)).ticket, one))
    const { ticket } = await halfway(url, username, password)
    assert.equal((await step2(ticket, one)).body.code, 'factor.wrong')
    await expecting(200, step2(ticket, ` ${two.toUpperCase().replaceAll('-', ' ')} `))
    assert.equal((await expecting(200, me.get('/api/users/mfa/'))).recovery_codes_left, 8)
  })

  test('still open while codes of the application are locked by somebody else’s tries', async () => {
    const { me, username } = await somebody()
    const { recoveryCodes, app } = await enrol(me, password)
    const { ticket } = await halfway(url, username, password)
    for (let i = 0; i < 6; i++) await step2(ticket, '000000')
    assert.equal((await step2(ticket, app.code())).status, 423)
    await expecting(200, step2(ticket, recoveryCodes[0]!))
  })

  test('new ones take the place of the old ones', async () => {
    const { me, username } = await somebody()
    const { recoveryCodes } = await enrol(me, password)
    const fresh = await expecting(200, me.post('/api/users/mfa/recovery-codes/', { password }))
    assert.equal(fresh.recovery_codes.length, 10)
    const { ticket } = await halfway(url, username, password)
    assert.equal((await step2(ticket, recoveryCodes[3]!)).status, 401)
    await expecting(200, step2(ticket, fresh.recovery_codes[3]))
  })
})

test('neither the secret nor a code lies readable in the database', async () => {
  const { me } = await somebody()
  const { app, recoveryCodes } = await enrol(me, password)
  const [kept] = await sugu.db.owner.run(
    statement(sql`select (select string_agg(t::text, ' ') from store.totp t)
      || (select string_agg(c::text, ' ') from store.recovery_codes c)`),
  )
  const text = kept!.rows[0]![0]!
  assert.ok(text.length > 500)
  const bytes = Buffer.from(app.secret)
  for (const readable of [app.secret, bytes.toString('hex'), bytes.toString('base64'), ...recoveryCodes])
    assert.ok(!text.includes(readable))
})

test('the application role has no right on any of it', async () => {
  for (const table of [
    'totp',
    'passkeys',
    'recovery_codes',
    'challenges',
    'factor_tries',
    'foreign_accounts',
    'unset_passwords',
  ])
    await assert.rejects(
      sugu.db.site(1).run({ text: `select 1 from store.${table}`, values: [] }),
      { code: '42501' },
      table,
    )
})

test('who has lost everything is let in again by the operator, whose doing is in the audit', async () => {
  const { me, username, id } = await somebody()
  await enrol(me, password)
  await forgetFactors(sugu.db.owner, username)
  assert.equal((await me.get('/api/users/me/')).status, 401)
  await signIn(username, password)
  const [lines] = await sugu.db.owner.run(
    statement(
      sql`select actor from store.audit where about = ${`user:${id}`} and kind = 'factors.changed' order by seq`,
    ),
  )
  assert.deepEqual(lines!.rows, [[`user:${id}`], ['system:operator']])
})

test('every change is in the audit', async () => {
  const { me, id } = await somebody()
  await enrol(me, password)
  const [lines] = await sugu.db.owner.run(
    statement(
      sql`select details ->> 'change' from store.audit where about = ${`user:${id}`} and kind = 'factors.changed'`,
    ),
  )
  assert.deepEqual(lines!.rows, [['totp_added']])
})

test('a shut-out person does not come in by a ticket from before', async () => {
  const { me, username, id } = await somebody()
  const { app } = await enrol(me, password)
  const { ticket } = await halfway(url, username, password)
  await sugu.db.owner.run(
    statement(sql`update store.credentials set disabled_at = ${now().toISOString()} where user_id = ${id}`),
  )
  assert.equal((await step2(ticket, app.code())).status, 401)
})

test('the administrator too', async () => {
  const { app } = await enrol(admin, adminPassword)
  const { ticket } = await halfway(url, 'admin', adminPassword)
  await expecting(200, step2(ticket, app.code()))
})
