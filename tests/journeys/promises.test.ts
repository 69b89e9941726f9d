import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '#model/json.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'
import { readOpenApi, routesOf } from '../support/openapi.ts'
import { broken } from '../support/promises.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const fields = [{ slug: 'nom', type: 'text', required: true }]
await expecting(201, admin.post('/api/meta/tables/', { slug: 'fiche', fields }))
const document = await readOpenApi(admin)

/** What came of a call that the document tells of, which must be as it says. */
async function kept(address: string, status: number, asked: Promise<Got>): Promise<Got['body']> {
  const route = routesOf(document).find(({ method, path }) => `${method} ${path}` === address)
  assert.ok(route, `${address} is told`)
  const body = (await expecting(status, asked)) as Json
  assert.deepEqual(body === '' ? [] : broken(document, route, status, body), [], address)
  return body
}

test('people, sites and sessions', async () => {
  const site = await kept('POST /api/sites/', 201, admin.post('/api/sites/', { slug: 'yop', name: 'Yop' }))
  const awa = await kept('POST /api/users/', 201, admin.post('/api/users/', { username: 'awa' }))
  const member = { user: awa.id, site: site.slug }
  await kept('POST /api/memberships/', 201, admin.post('/api/memberships/', member))
  const login = { login: 'awa', password: awa.one_time_password }
  const at = 'POST /api/users/login/'
  const { ticket } = await kept(at, 403, stranger.post('/api/users/login/', login))
  const wanted = { new_password: 'deux pagnes verts', new_password_confirm: 'deux pagnes verts' }
  const change = stranger.post('/api/users/password/change/', { ticket, ...wanted })
  const { token } = await kept('POST /api/users/password/change/', 200, change)
  const who = sugu.caller({ authorization: `Token ${token}` })
  await kept('GET /api/users/me/', 200, who.get('/api/users/me/'))
  await kept(at, 200, stranger.post('/api/users/login/', { login: 'admin', password: adminPassword }))
  await kept(at, 401, stranger.post('/api/users/login/', { login: 'admin', password: 'une autre' }))
  await kept('POST /api/users/logout/', 204, who.post('/api/users/logout/'))
  await kept('POST /api/users/logout/all/', 401, who.post('/api/users/logout/all/'))
})

test('a body that does not fit is refused by name, before anything is done', async () => {
  const codes = async (path: string, body: Json) => {
    const { status, body: problem } = await admin.post(path, body)
    const errors = Object.entries(problem.errors as Record<string, { code: string }[]>)
    return [status, problem.code, Object.fromEntries(errors.map(([name, [first]]) => [name, first!.code]))]
  }
  const required = 'field.required'
  assert.deepEqual(await codes('/api/users/login/', { login: 'admin', mot_de_passe: 'x' }), [
    400,
    'form.invalid',
    { password: required, mot_de_passe: 'field.unknown' },
  ])
  assert.deepEqual(await codes('/api/users/password/change/', { ticket: 3 }), [
    400,
    'form.invalid',
    { ticket: 'text.not_text', new_password: required, new_password_confirm: required },
  ])
  assert.deepEqual(await codes('/api/meta/tables/fiche/apply/', { plan: 'x', accept_loss: 'oui' }), [
    400,
    'form.invalid',
    { plan: 'integer.invalid', accept_loss: 'boolean.invalid' },
  ])
  assert.deepEqual(await codes('/api/memberships/', { site: {}, groups: ['a'] }), [
    400,
    'form.invalid',
    { user: required, site: 'person.bad_site', groups: 'references.invalid' },
  ])
})

test('who may not call is refused before their body is read', async () => {
  await expecting(201, admin.post('/api/users/', { username: 'issa', password: 'trois chèvres bleues' }))
  const issa = await sugu.signIn('issa', 'trois chèvres bleues')
  const closed = ['/api/sites/', '/api/users/', '/api/memberships/', '/api/meta/tables/']
  const statuses = (who: Caller) =>
    Promise.all(closed.map(async (path) => (await who.post(path, { exemple: 1 })).status))
  assert.deepEqual(await statuses(issa), [403, 403, 403, 403])
  assert.deepEqual(await statuses(stranger), [401, 401, 401, 401])
})

function aFile(): FormData {
  const form = new FormData()
  form.append('on_error', 'skip')
  form.append('file', new Blob(['nom;age\nDeux;3\n;4\n']), 'fiches.csv')
  return form
}

const calls: Record<string, (who: Caller) => Promise<Got>> = {
  'the document': (who) => who.get('/api/schema/'),
  definitions: (who) => who.get('/api/meta/tables/'),
  'who one is': (who) => who.get('/api/users/me/'),
  'a table made': (who) => who.post('/api/meta/tables/', { slug: 'jamais', fields }),
  'a person made': (who) => who.post('/api/users/', { username: 'jamais' }),
  'a file taken in': (who) => who.post('/api/fiche/import/', aFile()),
  'signing out': (who) => who.post('/api/users/logout/'),
}

test('a session that has ended opens nothing, out of memory neither', async () => {
  const password = 'sept sacs de riz'
  await expecting(201, admin.post('/api/users/', { username: 'koffi', password, admin: true }))
  for (const [name, call] of Object.entries(calls)) {
    const here = await sugu.signIn('koffi', password)
    await expecting(200, here.get('/api/fiche/'))
    await expecting(204, (await sugu.signIn('koffi', password)).post('/api/users/logout/all/'))
    const { status, body } = await call(here)
    assert.deepEqual([status, body.code], [401, 'session.ended'], name)
  }
})

test('structure', async () => {
  const table = { slug: 'note', fields: [...fields, { slug: 'age', type: 'integer' }] }
  await kept('POST /api/meta/tables/', 201, admin.post('/api/meta/tables/', table))
  await expecting(201, admin.post('/api/note/', { nom: 'Une', age: 3 }))
  const changes = [{ change: 'drop', field: 'age' }]
  const planned = admin.post('/api/meta/tables/note/plan/', { changes })
  const { id } = await kept('POST /api/meta/tables/{table}/plan/', 200, planned)
  const apply = (more: object) => admin.post('/api/meta/tables/note/apply/', { plan: id, ...more })
  await kept('POST /api/meta/tables/{table}/apply/', 409, apply({}))
  const begun = await kept('POST /api/meta/tables/{table}/apply/', 200, apply({ accept_loss: true }))
  await kept('GET /api/meta/changes/{id}/', 200, admin.get(`/api/meta/changes/${begun.id}/`))
  await kept('POST /api/meta/tables/{table}/undo/', 200, admin.post('/api/meta/tables/note/undo/'))
})

test('rows, and files of them', async () => {
  const { id } = await kept('POST /api/fiche/', 201, admin.post('/api/fiche/', { nom: 'Une' }))
  await kept('PATCH /api/fiche/{id}/', 200, admin.patch(`/api/fiche/${id}/`, { nom: 'Autre' }))
  await kept('GET /api/fiche/{id}/history/', 200, admin.get(`/api/fiche/${id}/history/`))
  const bulk = { action: 'update', ids: [id], values: { nom: 'Une' } }
  await kept('POST /api/fiche/bulk/', 200, admin.post('/api/fiche/bulk/', bulk))
  await kept('DELETE /api/fiche/{id}/', 204, admin.delete(`/api/fiche/${id}/`))
  await kept('POST /api/fiche/{id}/restore/', 200, admin.post(`/api/fiche/${id}/restore/`))

  const { import: number } = await kept(
    'POST /api/fiche/import/',
    202,
    admin.post('/api/fiche/import/', aFile()),
  )
  const read = () => kept('GET /api/imports/{id}/', 200, admin.get(`/api/imports/${number}/`))
  while (!['done', 'failed'].includes((await read()).status)) await sleep(50)
  await kept('GET /api/fiche/imports/', 200, admin.get('/api/fiche/imports/'))
  const undone = await admin.post(`/api/imports/${number}/undo/`)
  await kept('POST /api/imports/{id}/undo/', undone.status, Promise.resolve(undone))
})
