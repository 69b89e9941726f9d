import assert from 'node:assert/strict'
import { pbkdf2Sync } from 'node:crypto'
import { test } from 'node:test'
import { AppError } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import { system, testPlatform } from '../../../tests/support/platform.ts'
import { whole } from '../../../tests/support/signed-in.ts'
import { changePassword } from './change-password.ts'
import { type Desk, type Origin, openDesk, type SignedIn } from './desk.ts'
import { identities } from './identities.ts'
import { makePerson } from './people.ts'
import { me, signIn, signOut } from './sign-in.ts'

const { db, site, contextFor } = await testPlatform()
const limits = { maxLoginAttempts: 5, lockoutMinutes: 15, sessionTimeoutSeconds: 3600 }
const desk = openDesk(db, limits)
const password = 'quatre mots au hasard'

let people = 0
/** Somebody new, from an address of their own. */
async function somebody(more: object = {}) {
  people += 1
  const username = `personne${people}`
  const person = {
    username,
    email: `${username}@exemple.ci`,
    telephone: `+22507071${10000 + people}`,
    password,
    ...more,
  }
  const { id } = await makePerson(contextFor(site.id, system()), person)
  return { id, ...person, from: { address: `10.0.0.${people}`, userAgent: 'test' } }
}
interface Somebody {
  readonly from: Origin
}

const enter = async (who: Somebody, login: string, given = password, at: Desk = desk): Promise<SignedIn> =>
  whole(await signIn(at, site, { login, password: given }, who.from))

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.problem.code
  }
}

test('one signs in by user name, e-mail or phone, however they are written', async () => {
  const who = await somebody()
  for (const login of [
    who.username,
    who.username.toUpperCase(),
    ` ${who.email.toUpperCase()} `,
    who.telephone,
  ]) {
    const { token, user } = await enter(who, login)
    assert.equal(user.id, who.id)
    assert.ok(token.length >= 43)
  }
  const national = who.telephone.replace('+225', '').replace(/(\d\d)(?=\d)/g, '$1 ')
  assert.equal((await enter(who, national)).user.id, who.id)
})

test('who is signed in reads their own profile, and no secret is in it', async () => {
  const who = await somebody({ bio: 'Je vends des pagnes' })
  const { token, user } = await enter(who, who.username)
  assert.deepEqual(await me(desk, token), user)
  assert.deepEqual(Object.keys(user).slice(0, 4), ['id', 'username', 'email', 'first_name'])
  const [kept] = await db.owner.run(
    statement(sql`select s::text, c::text from store.sessions s, store.credentials c`),
  )
  for (const secret of [token, password]) assert.ok(!JSON.stringify(kept!.rows).includes(secret))
})

test('whatever is wrong, the answer is the same', async () => {
  const who = await somebody()
  const answers = await Promise.all(
    [
      enter(who, who.username, 'wrong password'),
      enter(who, 'nobody-at-all', password),
      enter(who, "' or 1=1 --", password),
      enter(who, `${who.username}\0`, 'wrong password'),
    ].map((work) => work.catch((error: AppError) => [error.status, error.problem, error.more])),
  )
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal((answers[0] as [number])[0], 401)
})

test('of 200 wrong passwords at once, each through another process, exactly five are tried', async () => {
  const who = await somebody()
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => codeOf(enter(who, who.username, 'wrong', openDesk(db, limits)))),
  )
  assert.equal(outcomes.filter((code) => code === 'login.invalid').length, 5)
  assert.equal(outcomes.filter((code) => code === 'login.locked').length, 195)
  assert.equal(
    await codeOf(enter(who, who.username)),
    'login.locked',
    'the right password is not tried either',
  )
  const elsewhere = { ...who, from: { address: '10.9.9.9', userAgent: null } }
  assert.equal(await codeOf(enter(elsewhere, who.username)), 'done', 'a stranger does not lock the owner out')
})

test('an account that does not exist locks alike', async () => {
  const who = await somebody()
  const outcomes: string[] = []
  for (let i = 0; i < 6; i++) outcomes.push(await codeOf(enter(who, 'fantome', 'wrong')))
  assert.deepEqual(outcomes, [...Array(5).fill('login.invalid'), 'login.locked'])
})

test('the lock opens by itself, and a clock that goes back does not keep it shut', async () => {
  for (const past of ['16 minutes', '-3 days']) {
    const who = await somebody()
    for (let i = 0; i < 6; i++) await codeOf(enter(who, who.username, 'wrong'))
    await db.owner.run(
      statement(
        sql`update store.sign_in_tries set last_at = now() - ${past}::interval where login = ${who.username}`,
      ),
    )
    assert.equal(await codeOf(enter(who, who.username)), 'done', past)
  }
})

test('ten tills that sign in at once with the right password all come in', async () => {
  const who = await somebody()
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => codeOf(enter(who, who.username))))
  assert.deepEqual(outcomes, Array(10).fill('done'))
})

test('signing out ends one session at the next request of every process, or all of them', async () => {
  const who = await somebody()
  const elsewhere = identities(db)
  const [one, two, three] = [
    await enter(who, who.username),
    await enter(who, who.username),
    await enter(who, who.username),
  ]
  assert.equal((await elsewhere.actorOf(one.token, site)).kind, 'user')
  const known = elsewhere.cached(one.token, site.id)!
  await signOut(desk, one.token)
  assert.ok(
    (await db.site(site.id).run()).stamps.access > known.stamp,
    'what the other process knows is outdated',
  )
  assert.equal((await elsewhere.actorOf(one.token, site)).kind, 'anonymous')
  assert.equal(elsewhere.cached(one.token, site.id), undefined)
  await signOut(desk, two.token, true)
  assert.equal((await elsewhere.actorOf(three.token, site)).kind, 'anonymous')
  assert.equal(await codeOf(me(desk, three.token)), 'session.ended')
})

test('a new password ends every session but the one it answers with', async () => {
  const who = await somebody()
  const [here, there] = [await enter(who, who.username), await enter(who, who.username)]
  const wanted = 'un pagne bleu et une pirogue'
  const change = async (input: object) =>
    whole(await changePassword({ desk, token: here.token, from: who.from }, input))
  const errorsOf = (input: object) =>
    change(input).catch((error: AppError) => Object.keys(error.errors ?? {}))
  assert.deepEqual(await errorsOf({ old_password: 'wrong', new_password: wanted }), ['old_password'])
  assert.deepEqual(
    await errorsOf({ old_password: password, new_password: 'court', new_password_confirm: '' }),
    ['new_password', 'new_password_confirm'],
  )
  assert.deepEqual(
    await errorsOf({ old_password: password, new_password: password, new_password_confirm: password }),
    ['new_password'],
  )
  const next = await change({ old_password: password, new_password: wanted, new_password_confirm: wanted })
  assert.equal((await me(desk, next.token)).id, who.id)
  for (const { token } of [here, there]) assert.equal(await codeOf(me(desk, token)), 'session.ended')
  assert.equal(await codeOf(enter(who, who.username)), 'login.invalid')
  assert.equal(await codeOf(enter(who, who.username, wanted)), 'done')
})

test('a password given by somebody else must change first, with a ticket that opens nothing else', async () => {
  const made = await makePerson(contextFor(site.id, system()), { username: 'vendeuse' })
  const from = { address: '10.1.1.1', userAgent: null }
  const refusal = await signIn(
    desk,
    site,
    { login: 'vendeuse', password: made.oneTimePassword! },
    from,
  ).catch((error: AppError) => error)
  assert.ok(refusal instanceof AppError && refusal.problem.code === 'password.change_required')
  const ticket = String(refusal.more.ticket)
  assert.equal((await identities(db).actorOf(ticket, site)).kind, 'anonymous')
  assert.equal(await codeOf(me(desk, ticket)), 'session.ended')
  const wanted = { new_password: 'des mangues bien mûres', new_password_confirm: 'des mangues bien mûres' }
  const { token } = whole(await changePassword({ desk, token: ticket, from }, wanted))
  assert.equal((await me(desk, token)).username, 'vendeuse')
  assert.equal(
    await codeOf(changePassword({ desk, token: ticket, from }, wanted)),
    'session.ended',
    'a ticket serves once',
  )
})

test('a password of an older cost is hashed anew when it is next used', async () => {
  const who = await somebody()
  const { argon2Sync } = await import('node:crypto')
  const nonce = Buffer.alloc(16, 1)
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const key = argon2Sync('argon2id', {
    message: password,
    nonce,
    memory: 1024,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  })
  const old = `$argon2id$v=19$m=1024,t=1,p=1$${plain(nonce)}$${plain(key)}`
  await db.owner.run(statement(sql`update store.credentials set password = ${old} where user_id = ${who.id}`))
  await enter(who, who.username)
  const [now] = await db.owner.run(
    statement(sql`select password from store.credentials where user_id = ${who.id}`),
  )
  assert.match(now!.rows[0]![0]!, /m=19456,t=2/)
})

test('a password that Django kept is hashed anew when it is first used', async () => {
  const who = await somebody()
  const key = pbkdf2Sync(password, 'selmarin', 1000, 32, 'sha256').toString('base64')
  const old = `pbkdf2_sha256$1000$selmarin$${key}`
  await db.owner.run(statement(sql`update store.credentials set password = ${old} where user_id = ${who.id}`))
  assert.equal(await codeOf(enter(who, who.username, 'une autre')), 'login.invalid')
  await enter(who, who.username)
  const [now] = await db.owner.run(
    statement(sql`select password from store.credentials where user_id = ${who.id}`),
  )
  assert.match(now!.rows[0]![0]!, /^\$argon2id\$/)
  await enter(who, who.username)
})

test('an absent account is compared with a hash that somebody has: one login, one hash; many logins, all of them', async () => {
  for (let i = 0; i < 4; i++) await somebody()
  const [real] = await db.owner.run(statement(sql`select password from store.credentials`))
  const hashes = new Set(real!.rows.map(([one]) => one))
  const decoyOf = async (login: string) => {
    const [found] = await db.owner.run(statement(sql`select store.decoy(${login}::text)`))
    return found!.rows[0]![0]
  }
  const drawn = new Set<unknown>()
  for (let i = 0; i < 400; i++) {
    const decoy = await decoyOf(`personne-${i}`)
    assert.ok(hashes.has(decoy!))
    assert.equal(decoy, await decoyOf(`personne-${i}`))
    drawn.add(decoy)
  }
  assert.ok(drawn.size > hashes.size / 2)
  const who = await somebody()
  assert.equal(await codeOf(enter(who, 'personne-1')), 'login.invalid', 'though it is somebody’s password')
})

test('sessions end when they are not used, and after a day in any case', async () => {
  for (const [column, kept] of [
    ['expires_at', false],
    ['absolute_end', false],
    ['created_at', true],
  ] as const) {
    const who = await somebody()
    const { token } = await enter(who, who.username)
    await db.owner.run({
      text: `update store.sessions set ${column} = now() - interval '1 second' where user_id = $1`,
      values: [who.id],
    })
    assert.equal((await identities(db).actorOf(token, site)).kind === 'user', kept, column)
  }
})

test('a session that is used is written down as seen, at most once a minute', async () => {
  const who = await somebody()
  const { token } = await enter(who, who.username)
  const house = identities(db)
  const seen = async () => {
    const [answer] = await db.owner.run(
      statement(sql`select extract(epoch from now() - last_seen_at)::int, extract(epoch from expires_at - now())::int
        from store.sessions where user_id = ${who.id}`),
    )
    return answer!.rows[0]!.map(Number)
  }
  await db.owner.run(
    statement(sql`update store.sessions set last_seen_at = now() - interval '10 minutes',
      expires_at = now() + interval '50 minutes' where user_id = ${who.id}`),
  )
  await house.actorOf(token, site)
  for (let i = 0; i < 100; i++) assert.ok(house.cached(token, site.id))
  await house.close()
  const [ago, left] = await seen()
  assert.ok(ago! <= 1 && left! >= 3598)
})

test('attempts are recorded, without what was tried', async () => {
  const who = await somebody()
  await codeOf(enter(who, who.username, 'not the password'))
  await enter(who, who.username)
  const [kept] = await db.owner.run(
    statement(sql`select login, address, user_id, outcome from store.sign_in_attempts
      where address = ${who.from.address} order by id`),
  )
  assert.deepEqual(kept!.rows, [
    [who.username, who.from.address, String(who.id), 'wrong'],
    [who.username, who.from.address, String(who.id), 'session'],
  ])
})
