import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import type { User } from '#engine/context.ts'
import { testPlatform } from '../../../tests/support/platform.ts'
import { whole } from '../../../tests/support/signed-in.ts'
import { createAdministrator, resetPassword, unlock } from './administrators.ts'
import { openDesk } from './desk.ts'
import { firstAdministrator } from './first-administrator.ts'
import { identities } from './identities.ts'
import { signIn } from './sign-in.ts'

const limits = { maxLoginAttempts: 5, lockoutMinutes: 15, sessionTimeoutSeconds: 3600 }
const from = { address: '127.0.0.1', userAgent: null }

async function house() {
  const { db, site } = await testPlatform()
  const desk = openDesk(db, limits)
  const codeOf = (login: string, password: string) =>
    signIn(desk, site, { login, password }, from).then(
      () => 'done',
      (error: AppError) => error.problem.code,
    )
  return { db, site, desk, codeOf, owner: db.owner }
}

test('of three processes that start at once, one makes the administrator, and shows the password', async () => {
  const { owner, codeOf, db } = await house()
  const made = await Promise.all([1, 2, 3].map(() => firstAdministrator(owner, { adminPassword: undefined })))
  const [one, ...rest] = made.filter((each) => each !== null)
  assert.deepEqual([rest, one!.username], [[], 'admin'])
  assert.match(one!.oneTimePassword!, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  assert.equal(await codeOf('admin', one!.oneTimePassword!), 'password.change_required')
  assert.equal(await firstAdministrator(owner, { adminPassword: 'another one entirely' }), null)
  const [kept] = await db.owner.run(statement(sql`select password from store.credentials`))
  assert.equal(kept!.count, 1)
  assert.ok(!kept!.rows[0]![0]!.includes(one!.oneTimePassword!))
})

test('an administrator with the operator’s password signs in at once, and owns the network', async () => {
  const { owner, desk, site, db } = await house()
  const made = await firstAdministrator(owner, { adminPassword: 'quatre mots au hasard' })
  assert.deepEqual(made, { username: 'admin', oneTimePassword: null })
  const { token } = whole(
    await signIn(desk, site, { login: 'admin', password: 'quatre mots au hasard' }, from),
  )
  const actor = (await identities(db).actorOf(token, site)) as User
  assert.deepEqual([actor.networkOwner, actor.siteAdmin, actor.name], [true, true, 'admin'])
})

test('the operator makes administrators, gives new passwords and unlocks, without mail', async () => {
  const { owner, desk, site, codeOf, db } = await house()
  const first = await createAdministrator(owner, { username: 'awa', email: 'awa@exemple.ci' })
  assert.equal(await codeOf('awa', first), 'password.change_required')
  const again = await createAdministrator(owner, { username: 'AWA' }).catch((error: AppError) => error)
  assert.deepEqual(again instanceof AppError && Object.keys(again.errors!), ['username'])

  await db.owner.run(statement(sql`update store.credentials set must_change = false`))
  const { token } = whole(await signIn(desk, site, { login: 'awa', password: first }, from))
  const second = await resetPassword(owner, 'Awa@exemple.ci')
  assert.equal((await identities(db).actorOf(token, site)).kind, 'anonymous', 'open sessions are over')
  assert.equal(await codeOf('awa', second), 'password.change_required')

  for (let i = 0; i < 6; i++) await codeOf('awa@exemple.ci', 'wrong')
  assert.equal(await codeOf('awa@exemple.ci', second), 'login.locked')
  await unlock(owner, 'awa')
  assert.equal(await codeOf('awa@exemple.ci', second), 'password.change_required')
  await assert.rejects(
    unlock(owner, 'nobody'),
    (error: AppError) => error.problem.code === 'person.not_found',
  )
})
