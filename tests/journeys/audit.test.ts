import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanAudit } from '#platform/audit/clean.ts'
import { auditKey } from '#platform/audit/key.ts'
import { seal } from '#platform/audit/seal.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'
import { makeTarget } from '../support/target.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const row = await makeTarget(admin)
const password = 'trois chèvres bleues'
const group = await expecting(
  201,
  admin.post('/api/groups/', { name: 'Caisse', permissions: { cible: { read: true } } }),
)
const made = await expecting(
  201,
  admin.post('/api/users/', { username: 'awa', password, groups: [group.id] }),
)
const awa = await sugu.signIn('awa', password)

interface Line {
  readonly kind: string
  readonly actor: string
  readonly about: string | null
  readonly address: string | null
  readonly details: Record<string, unknown>
}

const lines = async (who: Caller, query = ''): Promise<Line[]> =>
  (await expecting(200, who.get(`/api/audit/${query}`))).results

test('a sign-in, a change of rights and an export are written down, with who and from where', async () => {
  await expecting(200, awa.get('/api/cible/export/?nom__startswith=U&format=json'))
  await expecting(
    200,
    admin.patch(`/api/groups/${group.id}/`, { permissions: { cible: { read: true, update: true } } }),
  )
  const all = await lines(admin)
  const last = (kind: string) => all.find((line) => line.kind === kind)
  assert.deepEqual(last('export')?.about, 'table:cible')
  assert.equal(last('export')?.actor, `user:${made.id}`)
  assert.deepEqual(last('export')?.details.parameters, ['nom__startswith'])
  assert.equal(last('permissions.changed')?.about, `groups:${group.id}`)
  const changed = all
    .filter(({ kind }) => kind === 'permissions.changed')
    .map(({ about, details }) => [about, details])
  assert.ok(
    changed.some(([, details]) => (details as { user?: number }).user === made.id),
    'awa became a member',
  )
  assert.ok(
    changed.some(([about]) => about === 'user:1'),
    'the first administrator owns the network',
  )
  const entered = all.find(({ kind, actor }) => kind === 'sign_in' && actor === `user:${made.id}`)
  assert.match(entered?.address ?? '', /^(::ffff:)?127\.0\.0\.1$/)
  assert.deepEqual(
    (await lines(admin, '?kind=export')).map(({ kind }) => kind),
    ['export'],
  )
})

test('every write of a table is told, with its author and without its values', async () => {
  await expecting(200, awa.patch(`/api/cible/${row.id}/`, { nom: 'Deux' }))
  const [latest, first] = await lines(admin, '?table=cible')
  assert.deepEqual(
    [latest!.kind, latest!.actor, latest!.about],
    ['update', `user:${made.id}`, `cible:${row.id}`],
  )
  assert.deepEqual([first!.kind, first!.actor], ['create', 'user:1'])
  assert.doesNotMatch(JSON.stringify(latest), /Deux|Une/)
})

test('tries to sign in are for the owner of the network, wrong ones too', async () => {
  await expecting(401, stranger.post('/api/users/login/', { login: 'awa', password: 'pas celui-ci' }))
  const { results } = await expecting(200, admin.get('/api/login-attempts/'))
  assert.deepEqual([results[0].login, results[0].outcome, results[0].user], ['awa', 'wrong', made.id])
  assert.doesNotMatch(JSON.stringify(results), /pas celui-ci/)
  for (const path of ['/api/audit/', '/api/audit/?table=cible', '/api/login-attempts/']) {
    assert.equal((await awa.get(path)).status, 403, path)
    assert.equal((await stranger.get(path)).status, 401, path)
    for (const method of ['post', 'put', 'patch'] as const)
      assert.ok([404, 405].includes((await admin[method](path, {})).status), `${method} ${path}`)
  }
})

test('the administrator of a site sees what happened there, and nothing of the next', async () => {
  await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yop', hosts: ['yop.example.com'] }))
  const there = { 'x-site': 'yop' }
  await expecting(201, admin.post('/api/users/', { username: 'issa', password, admin: true }, there))
  const issa = await sugu.signIn('issa', password, there)
  await expecting(201, issa.post('/api/groups/', { name: 'Vente', permissions: {} }))
  assert.ok((await lines(issa)).some(({ kind }) => kind === 'permissions.changed'))
  assert.ok(
    !(await lines(issa)).some(({ about }) => about === `groups:${group.id}` || about === 'table:cible'),
  )
  assert.equal((await issa.get('/api/audit/', { 'x-site': 'default' })).status, 403)
})

test('a list goes on where it ended, and asks for what it knows', async () => {
  for (let i = 0; i < 101; i++) await expecting(200, awa.get('/api/cible/export/?format=json&fields=id'))
  const first = await expecting(200, admin.get('/api/audit/?kind=export'))
  assert.equal(first.results.length, 100)
  const next = await expecting(
    200,
    admin.get(`/api/audit/?kind=export&before=${encodeURIComponent(first.before)}`),
  )
  assert.equal(new Set([...first.results, ...next.results].map(({ id }: { id: number }) => id)).size, 102)
  assert.equal(next.before, null)
  for (const query of ['?before=hier', '?qui=awa', "?before=2026-11-21T08:00:00Z,1'"])
    assert.equal((await admin.get(`/api/audit/${query}`)).status, 400, query)
  assert.equal((await admin.get('/api/audit/?table=inconnue')).status, 404)
})

test('all of this is sealed, and holds', async () => {
  const key = auditKey('une clé qui n’est pas dans la base')
  const { owner } = sugu.sugu.db
  await seal(owner, key)
  const { findings, lines: sealed, unsealed } = await verifyAudit(owner, key, null)
  assert.deepEqual(findings, [])
  assert.ok(sealed > 100 && unsealed === 0, `${sealed} and ${unsealed}`)
})

test('what was before the oldest line that is left is refused, not answered wrongly', async () => {
  const key = auditKey('une clé qui n’est pas dans la base')
  const { owner } = sugu.sugu.db
  const past = '/api/cible/?as_of=2026-01-01T00:00:00Z'
  assert.equal((await admin.get(past)).status, 200)
  const { lines: gone } = await cleanAudit(owner, key, new Date(Date.now() + 3600_000))
  assert.ok(gone > 100)
  const { status, body } = await admin.get(past)
  assert.deepEqual([status, body.code], [400, 'list.before_log'])
  assert.equal(
    (await admin.get(`/api/cible/?as_of=${new Date(Date.now() + 1000).toISOString()}`)).status,
    200,
  )
  assert.deepEqual((await verifyAudit(owner, key, null)).findings, [])
})
