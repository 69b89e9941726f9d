import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#base/errors.ts'
import { raw, sql, statement } from '#db/sql.ts'
import type { Site, User } from '#engine/context.ts'
import { list } from '#engine/records/list.ts'
import { create, update } from '#engine/records/save.ts'
import { everyRow } from '#model/where.ts'
import { system, testPlatform } from '../../../tests/support/platform.ts'
import { whole } from '../../../tests/support/signed-in.ts'
import { makeSite } from '../make-site.ts'
import { openDesk } from './desk.ts'
import { identities } from './identities.ts'
import { addMember, makePerson } from './people.ts'
import { signIn } from './sign-in.ts'

const { db, site, sites, structure, contextFor } = await testPlatform()
const making = { owner: db.owner, onNewSite: [], reload: sites.reload }
const other = await makeSite(making, system(), { slug: 'autre', name: 'Autre' })
const desk = openDesk(db, { maxLoginAttempts: 5, lockoutMinutes: 15, sessionTimeoutSeconds: 3600 })
const house = identities(db)
const table = (slug: string) => structure.catalog().find(0, slug)!
const password = 'quatre mots au hasard'

const make = (input: object, at: Site = site) =>
  makePerson(contextFor(at.id, system()), { password, ...input })
const actor = async (login: string, at: Site = site) => {
  const { token } = whole(await signIn(desk, site, { login, password }, { address: login, userAgent: null }))
  return (await house.actorOf(token, at)) as User
}
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => error,
  )
const rows = async (text: string, siteId: number) =>
  (await db.site(siteId).run(statement(raw(text)))).answers[0]!.rows

test('a site sees its members, those who left too, and nobody else’s', async () => {
  const { id } = await make({ username: 'awa' })
  await make({ username: 'binta' }, other)
  const names = (at: Site) =>
    rows(`select c${field('users', 'username')} from site.t${table('users').id}`, at.id)
  assert.deepEqual(await names(site), [['awa']])
  assert.deepEqual(await names(other), [['binta']])
  assert.deepEqual(await rows(`select count(*) from site.t${table('users').id}`, 999), [['0']])
  const [membership] = await rows(`select id from site.t${table('memberships').id}`, site.id)
  await update(contextFor(site.id, system()), table('memberships'), Number(membership![0]), { ended: true })
  assert.deepEqual(await names(site), [['awa']])
  assert.equal((await actor('awa')).id, id)
})

const field = (slug: string, name: string) => table(slug).fields.find((one) => one.slug === name)!.id

test('a site sees itself, and no other site', async () => {
  const slugs = (id: number) => rows(`select c${field('sites', 'slug')} from site.t${table('sites').id}`, id)
  assert.deepEqual(await slugs(site.id), [['default']])
  assert.deepEqual(await slugs(other.id), [['autre']])
})

test('no statement of the application writes people, sites or secrets', async () => {
  const users = `site.t${table('users').id}`
  for (const text of [
    `update ${users} set c${field('users', 'email')} = 'mine@example.com'`,
    `delete from ${users}`,
    `insert into ${users} (site_id, c1) values (0, 'x')`,
    `delete from site.t${table('sites').id}`,
    'select * from store.credentials',
    'select * from store.sessions',
    'select * from store.users',
    `select store.set_password(1, 'x', false)`,
    'insert into store.network_owners (user_id) values (1)',
  ]) {
    await assert.rejects(rows(text, site.id), (error: { code?: string }) => error.code === '42501', text)
  }
})

test('the engine’s own routes make and change no user', async () => {
  const ctx = contextFor(site.id, await administrator('chef1'))
  for (const work of [
    create(ctx, table('users'), { username: 'x' }),
    update(ctx, table('users'), 1, { bio: 'x' }),
  ]) {
    assert.equal((await problemOf(work))?.status, 403)
  }
})

async function administrator(username: string): Promise<User> {
  await make({ username, admin: true })
  return actor(username)
}

test('two people cannot share a login, whatever its capitals', async () => {
  await make({ username: 'Fatou', email: 'Fatou@Exemple.ci', telephone: '+2250505050505' })
  const taken = async (input: object) => Object.keys((await problemOf(make(input)))?.errors ?? {})
  assert.deepEqual(await taken({ username: 'fatou' }), ['username'])
  assert.deepEqual(await taken({ username: 'fatou2', email: 'fatou@exemple.ci' }), ['email'])
  assert.deepEqual(await taken({ username: 'fatou3', telephone: '+225 05 05 05 05 05' }), ['telephone'])
  assert.deepEqual(await taken({ username: '0505050505' }), ['username'])
  assert.deepEqual(await taken({ username: 'fatou@exemple.ci' }), ['username'])
})

test('only the site’s administrator makes people, with groups of the site', async () => {
  await make({ username: 'simple' })
  assert.equal(
    (await problemOf(makePerson(contextFor(site.id, await actor('simple')), { username: 'y' })))?.status,
    403,
  )
  assert.equal((await problemOf(makePerson(contextFor(site.id, { kind: 'anonymous' }), {})))?.status, 401)
  const boss = await administrator('chef2')
  const elsewhere = JSON.parse(
    await create(contextFor(other.id, system()), table('groups'), { name: 'ailleurs' }),
  )
  const wrong = await problemOf(
    makePerson(contextFor(site.id, boss), {
      username: 'z',
      groups: [elsewhere.id],
      password: 'court',
      colour: 'red',
    }),
  )
  assert.deepEqual(Object.keys(wrong?.errors ?? {}).sort(), ['colour', 'groups', 'password'])
  const { oneTimePassword } = await makePerson(contextFor(site.id, boss), { username: 'z' })
  assert.match(oneTimePassword!, /^[\w-]{16,}$/)
})

test('what groups grant follows them, at each site its own', async () => {
  const ctx = contextFor(site.id, system())
  const readers = JSON.parse(
    await create(ctx, table('groups'), { name: 'lecteurs', permissions: { users: { read: true } } }),
  )
  const { id } = await make({ username: 'issa', groups: [readers.id] })
  const before = await actor('issa')
  assert.deepEqual(before.grants, { __proto__: null, users: { __proto__: null, read: [{ to: 'member' }] } })
  assert.equal((await actor('issa', other)).grants, null)
  await update(ctx, table('groups'), readers.id, { permissions: {} })
  const after = await actor('issa')
  assert.ok(after.stamp > before.stamp)
  assert.equal(after.grants?.users, undefined)
  const [membership] = await rows(
    `select id from site.t${table('memberships').id} where c${field('memberships', 'user')} = ${id}`,
    site.id,
  )
  await update(ctx, table('memberships'), Number(membership![0]), { admin: true, groups: [] })
  const promoted = await actor('issa')
  assert.ok(promoted.stamp > after.stamp)
  assert.deepEqual([promoted.siteAdmin, promoted.networkOwner], [true, false])
  assert.deepEqual(Object.keys(promoted.grants!), [], 'a member without groups')
  assert.equal((await actor('issa', other)).siteAdmin, false)
  await update(ctx, table('memberships'), Number(membership![0]), { ended: true })
  const gone = await actor('issa')
  assert.deepEqual([gone.siteAdmin, gone.grants], [false, null])
})

test('the network owner brings people to another site', async () => {
  const { id } = await make({ username: 'comptable' })
  const at = contextFor(other.id, system())
  assert.partialDeepStrictEqual(await addMember(at, { user: id, groups: [], admin: true }), {
    user: id,
    admin: true,
    groups: [],
  })
  assert.equal((await actor('comptable', other)).siteAdmin, true)
  assert.equal((await actor('comptable')).siteAdmin, false)
  const plain = (user: number) => ({ user, groups: [], admin: false })
  const errors = async (user: number) =>
    (await problemOf(addMember(at, plain(user))))?.errors?.user?.[0]?.code
  assert.equal(await errors(id), 'person.member_already')
  assert.equal(await errors(999_999), 'person.unknown')
  const boss = contextFor(other.id, await actor('comptable', other))
  assert.equal((await problemOf(addMember(boss, plain(1))))?.status, 403, 'a site’s administrator is not')
})

test('a group whose rights name no table or field of the site is refused, and nothing is written', async () => {
  const ctx = contextFor(site.id, await administrator('chef3'))
  const refusal = await problemOf(
    create(ctx, table('groups'), { name: 'faux', permissions: { rien: { read: true } } }),
  )
  assert.deepEqual([refusal?.status, Object.keys(refusal?.errors ?? {})], [400, ['permissions']])
  const names = await rows(`select c${field('groups', 'name')} from site.t${table('groups').id}`, site.id)
  assert.ok(!names.flat().includes('faux'))
})

test('a group that may do everything cannot give itself more, nor touch people', async () => {
  const all = { read: true, create: true, update: true, delete: true }
  const everything = { '*': all, users: all, memberships: all, groups: all }
  const group = JSON.parse(
    await create(contextFor(site.id, system()), table('groups'), { name: 'tout', permissions: everything }),
  )
  await make({ username: 'ambitieux', groups: [group.id] })
  const ctx = contextFor(site.id, await actor('ambitieux'))
  for (const work of [
    update(ctx, table('memberships'), 1, { admin: true }),
    update(ctx, table('groups'), group.id, { name: 'plus' }),
    create(ctx, table('groups'), { name: 'encore' }),
    update(ctx, table('users'), 1, { bio: 'x' }),
    update(ctx, table('sites'), 1, { name: 'x' }),
  ]) {
    assert.equal((await problemOf(work))?.status, 403)
  }
})

test('people are found by parts of their names, and their making is in the log', async () => {
  const { id } = await make({ username: 'kone', first_name: 'Aminata', last_name: 'Koné' })
  const users = table('users')
  const found = await list(contextFor(site.id, system()), users, {
    where: everyRow,
    search: ['amina', 'kone'],
    order: [],
    fields: users.fields,
    expand: [],
    page: 1,
    pageSize: 20,
    cursor: null,
    count: 'none',
    rows: { kind: 'live' },
  })
  assert.match(found.rows.toString(), /Aminata/)
  const lines = await db.owner.run(
    statement(
      sql`select table_id::int, verb, actor, site_id from store.log where row_id = ${id} and table_id = ${table('users').id}`,
    ),
  )
  assert.deepEqual(lines[0]!.rows, [[String(table('users').id), 'create', 'system:test', String(site.id)]])
})
