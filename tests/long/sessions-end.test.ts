import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { callerOf, expecting, signIn } from '../support/caller.ts'
import { freePort } from '../support/free-port.ts'
import { testOutbox } from '../support/outbox.ts'
import { adminPassword, startSugu, untilReady } from '../support/running.ts'

/** Three real processes that answer, of one installation: the first keeps the database and does the jobs. */
const outbox = testOutbox()
const start = async (command: 'start' | 'web') => {
  const one = startSugu({ command, data: outbox.data, port: await freePort() })
  await untilReady(one)
  return one
}
const first = await start('start')
const others = await Promise.all([start('web'), start('web')])
after(async () => {
  await Promise.all(others.map((one) => one.stop()))
  await first.stop()
})
const doors = [first, ...others].map(({ port }) => `http://127.0.0.1:${port}`)
const admin = await signIn(doors[0]!, 'admin', adminPassword)
const stranger = callerOf(doors[1]!)
const password = 'quatre mangues bien mûres'
const wanted = 'la pirogue du vieux port'

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'registre',
    label: { fr: 'Registre' },
    fields: [{ slug: 'nom', type: 'text', label: { fr: 'Nom' } }],
  }),
)
const readers = await expecting(
  201,
  admin.post('/api/groups/', { name: 'Lecteurs', permissions: { registre: { read: true } } }),
)

/** A member who may read the register, signed in, whom each of the three processes has just answered. */
async function member(username: string) {
  const person = { username, password, groups: [readers.id], email: `${username}@exemple.ci` }
  const { id } = await expecting(201, admin.post('/api/users/', person))
  const { token } = await expecting(200, stranger.post('/api/users/login/', { login: username, password }))
  const everywhere = doors.map((url) => callerOf(url, { authorization: `Token ${token}` }))
  const statuses = () =>
    Promise.all(everywhere.map((me) => me.get('/api/registre/').then(({ status }) => status)))
  assert.deepEqual(await statuses(), [200, 200, 200])
  return { id: id as number, me: everywhere[0]!, statuses }
}

const gone = [401, 401, 401]

test('after a password change, the old session fails at the next request of every process', async () => {
  const { me, statuses } = await member('awa')
  const body = { old_password: password, new_password: wanted, new_password_confirm: wanted }
  await expecting(200, me.post('/api/users/password/change/', body))
  assert.deepEqual(await statuses(), gone)
})

test('after a reset, too', async () => {
  const { statuses } = await member('binta')
  await expecting(202, stranger.post('/api/users/password/reset/', { login: 'binta@exemple.ci' }))
  const code = await outbox.code('reset_email', 'binta@exemple.ci')
  const body = { login: 'binta@exemple.ci', code, new_password: wanted, new_password_confirm: wanted }
  await expecting(204, stranger.post('/api/users/password/reset/confirm/', body))
  assert.deepEqual(await statuses(), gone)
  await signIn(doors[2]!, 'binta', wanted)
})

test('after the account was disabled, too', async () => {
  const { id, statuses } = await member('cisse')
  assert.equal((await admin.post(`/api/users/${id}/disable/`)).status, 204)
  assert.deepEqual(await statuses(), gone)
})

test('after signing out everywhere, too', async () => {
  const { me, statuses } = await member('diop')
  assert.equal((await me.post('/api/users/logout/all/')).status, 204)
  assert.deepEqual(await statuses(), gone)
})

test('out of the group, or of the site, the same session is refused by every process', async () => {
  const { id, statuses } = await member('fatou')
  const { results } = await expecting(200, admin.get(`/api/memberships/?user=${id}`))
  const at = `/api/memberships/${results[0].id}/`
  await expecting(200, admin.patch(at, { groups: [] }))
  assert.deepEqual(await statuses(), [403, 403, 403])
  await expecting(200, admin.patch(at, { groups: [readers.id] }))
  assert.deepEqual(await statuses(), [200, 200, 200])
  await expecting(200, admin.patch(at, { ended: true }))
  assert.deepEqual(await statuses(), [403, 403, 403])
})
