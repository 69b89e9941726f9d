import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '#model/json.ts'
import { authenticator } from '../support/authenticator.ts'
import { type Caller, callerOf, expecting, type Got } from '../support/caller.ts'
import { readOpenApi, routesOf } from '../support/openapi.ts'
import { testOutbox } from '../support/outbox.ts'
import { broken } from '../support/promises.ts'
import { codeApp } from '../support/second-factor.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const outbox = testOutbox()
const sugu = await startSugu({ SUGU_DATA: outbox.data })
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
  await kept('GET /api/here/', 200, who.get('/api/here/'))
  await kept('GET /api/here/', 401, stranger.get('/api/here/'))
  const prefer = 'PATCH /api/here/preferences/'
  await kept(prefer, 200, who.patch('/api/here/preferences/', { nav: { folded: ['projects'] } }))
  await kept(prefer, 400, who.patch('/api/here/preferences/', { 'deux mots': 1 }))
  await kept('GET /api/search/', 200, who.get('/api/search/?q=awa'))
  await kept('GET /api/search/', 200, admin.get('/api/search/?q=awa'))
  await kept(at, 200, stranger.post('/api/users/login/', { login: 'admin', password: adminPassword }))
  await kept(at, 401, stranger.post('/api/users/login/', { login: 'admin', password: 'une autre' }))
  await kept('POST /api/users/logout/', 204, who.post('/api/users/logout/'))
  await kept('POST /api/users/logout/all/', 401, who.post('/api/users/logout/all/'))
})

test('sessions and devices', async () => {
  const [username, password] = ['nene', 'trois pirogues rouges sur l’eau']
  const { id } = await expecting(201, admin.post('/api/users/', { username, password }))
  const at = 'POST /api/users/login/'
  const login = { login: username, password }
  const { token, device } = await kept(at, 200, stranger.post('/api/users/login/', login))
  await kept(at, 200, stranger.post('/api/users/login/', { ...login, session: 'cookie' }))
  const who = sugu.caller({ authorization: `Token ${token}`, 'x-device': device })
  const list = await kept('GET /api/users/me/sessions/', 200, who.get('/api/users/me/sessions/'))
  const other = list.results.find((one: { current: boolean }) => !one.current)
  const ending = who.delete(`/api/users/me/sessions/${other.id}/`)
  await kept('DELETE /api/users/me/sessions/{id}/', 204, ending)
  await kept('PUT /api/users/me/pin/', 204, who.put('/api/users/me/pin/', { pin: '4071', password }))
  const pin = '/api/users/login/pin/'
  await kept(`GET ${pin}`, 200, stranger.get(pin, { 'x-device': device }))
  const byPin = stranger.post(pin, { user: id, pin: '4071' }, { 'x-device': device })
  await kept(`POST ${pin}`, 200, byPin)
  await kept(`POST ${pin}`, 401, stranger.post(pin, { user: id, pin: '4072' }, { 'x-device': device }))
  await kept('DELETE /api/users/me/pin/', 204, who.delete('/api/users/me/pin/'))
  for (const deed of ['unlock', 'require-password', 'disable', 'enable'])
    await kept(`POST /api/users/{id}/${deed}/`, 204, admin.post(`/api/users/${id}/${deed}/`))
})

test('second factors', async () => {
  const password = 'trois pirogues bleues sur l’eau'
  await expecting(201, admin.post('/api/users/', { username: 'kadi', password }))
  const kadi = await sugu.signIn('kadi', password)
  const totp = 'POST /api/users/mfa/totp/'
  const { secret } = await kept(totp, 200, kadi.post('/api/users/mfa/totp/', { password }))
  const app = codeApp(secret)
  const confirmed = kadi.post('/api/users/mfa/totp/confirm/', { code: app.code(-1) })
  await kept('POST /api/users/mfa/totp/confirm/', 200, confirmed)
  await kept('GET /api/users/mfa/', 200, kadi.get('/api/users/mfa/'))
  const renewed = kadi.post('/api/users/mfa/recovery-codes/', { password })
  await kept('POST /api/users/mfa/recovery-codes/', 200, renewed)
  const at = 'POST /api/users/login/'
  const login = { login: 'kadi', password }
  const { ticket } = await kept(at, 200, stranger.post('/api/users/login/', login))
  const step = 'POST /api/users/login/mfa/'
  await kept(step, 401, stranger.post('/api/users/login/mfa/', { ticket, code: '000 000' }))
  await kept(step, 200, stranger.post('/api/users/login/mfa/', { ticket, code: app.code() }))
  const here = callerOf(sugu.url.replace('127.0.0.1', 'localhost'), kadi.headers)
  const offered = await kept(
    'POST /api/users/mfa/passkeys/',
    200,
    here.post('/api/users/mfa/passkeys/', { password }),
  )
  const question = { ...offered, origin: sugu.url.replace('127.0.0.1', 'localhost'), host: 'localhost' }
  const credential = authenticator().create(question) as unknown as Json
  const added = here.post('/api/users/mfa/passkeys/confirm/', { name: 'Clé', credential })
  await kept('POST /api/users/mfa/passkeys/confirm/', 201, added)
  await kept('GET /api/users/mfa/', 200, kadi.get('/api/users/mfa/'))
  await kept('GET /api/users/oauth/', 200, kadi.get('/api/users/oauth/'))
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

test('accounts', async () => {
  const password = 'un pagne bleu plié'
  const email = 'moussa@exemple.ci'
  const at = 'POST /api/users/register/'
  const wanted = { username: 'moussa', email, password, password_confirm: password }
  await kept(at, 400, stranger.post('/api/users/register/', { email }))
  const { token } = await kept(at, 201, stranger.post('/api/users/register/', wanted))
  await kept(at, 400, stranger.post('/api/users/register/', wanted))
  const who = sugu.caller({ authorization: `Token ${token}` })
  const me = await kept('GET /api/users/me/', 200, who.get('/api/users/me/'))
  await kept('PATCH /api/users/me/', 200, who.patch('/api/users/me/', { ...me, bio: 'Tailleur' }))
  await kept('PATCH /api/users/me/', 400, who.patch('/api/users/me/', { email: 'autre@exemple.ci' }))
  await outbox.next('verify_email', email)
  const verify = (body = {}) => who.post('/api/users/verify/email/', body)
  await kept('POST /api/users/verify/email/', 202, verify())
  await kept('POST /api/users/verify/email/', 400, verify({ code: 'non' }))
  await kept('POST /api/users/verify/email/', 200, verify({ code: await outbox.code('verify_email', email) }))
  await kept('POST /api/users/verify/email/', 409, verify())
  await kept('POST /api/users/verify/phone/', 400, who.post('/api/users/verify/phone/'))
  await kept('GET /api/users/{username}/', 200, stranger.get('/api/users/moussa/'))
  await kept('GET /api/users/{username}/', 404, stranger.get('/api/users/personne/'))
  const follow = 'POST /api/users/{username}/follow/'
  await kept(follow, 200, admin.post('/api/users/moussa/follow/'))
  await kept(follow, 409, who.post('/api/users/moussa/follow/'))
  await kept('DELETE /api/users/{username}/follow/', 204, admin.delete('/api/users/moussa/follow/'))
  await kept(
    'POST /api/users/password/reset/',
    202,
    stranger.post('/api/users/password/reset/', { login: email }),
  )
  const reset = (code: string, wish: string) =>
    stranger.post('/api/users/password/reset/confirm/', {
      login: email,
      code,
      new_password: wish,
      new_password_confirm: wish,
    })
  const confirm = 'POST /api/users/password/reset/confirm/'
  await kept(confirm, 400, reset('non', password))
  await kept(confirm, 204, reset(await outbox.code('reset_email', email), 'deux pagnes rouges'))
  const again = await sugu.signIn(email, 'deux pagnes rouges')
  const erase = (body: object) =>
    fetch(`${sugu.url}/api/users/me/`, {
      method: 'DELETE',
      headers: { ...again.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then(async (came) => {
      const text = await came.text()
      return { status: came.status, body: text && JSON.parse(text), headers: came.headers }
    })
  await kept('DELETE /api/users/me/', 400, erase({ password: 'autre chose' }))
  await kept('DELETE /api/users/me/', 204, erase({ password: 'deux pagnes rouges' }))
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
  await kept('GET /api/fiche/{id}/allowed/', 200, admin.get(`/api/fiche/${id}/allowed/`))
  const choices = admin.get('/api/meta/tables/devis/choices/')
  await kept('GET /api/meta/tables/{table}/choices/', 200, choices)
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

test('what is live, and what is told outside', async () => {
  const { id } = await expecting(201, admin.post('/api/fiche/', { nom: 'Vue' }))
  await kept('POST /api/presence/', 200, admin.post('/api/presence/', { tab: 'a', table: 'fiche', id }))
  const on = `/api/comments/on/fiche/${id}/`
  await kept('POST /api/comments/on/{table}/{id}/', 201, admin.post(on, { text: 'Bien' }))
  await kept('GET /api/comments/on/{table}/{id}/', 200, admin.get(on))
  await kept('GET /api/people/', 200, admin.get(`/api/people/?table=fiche&id=${id}`))
  await kept('GET /api/stream/', 406, admin.get('/api/stream/'))
  const hook = { name: 'Là', address: 'https://ailleurs.invalid/' }
  const made = await kept('POST /api/webhooks/', 201, admin.post('/api/webhooks/', hook))
  await kept('POST /api/webhooks/{id}/secret/', 200, admin.post(`/api/webhooks/${made.id}/secret/`))
  const tried = await kept('POST /api/webhooks/{id}/test/', 200, admin.post(`/api/webhooks/${made.id}/test/`))
  await kept('GET /api/webhooks/{id}/deliveries/', 200, admin.get(`/api/webhooks/${made.id}/deliveries/`))
  const again = admin.post(`/api/webhooks/deliveries/${tried.id}/resend/`)
  await kept('POST /api/webhooks/deliveries/{id}/resend/', 200, again)
})

test('the log of accesses', async () => {
  await expecting(200, admin.get('/api/fiche/export/?format=json'))
  await kept('GET /api/audit/', 200, admin.get('/api/audit/'))
  await kept('GET /api/audit/', 200, admin.get('/api/audit/?table=fiche'))
  await kept('GET /api/audit/', 404, admin.get('/api/audit/?table=personne'))
  await kept('GET /api/login-attempts/', 200, admin.get('/api/login-attempts/'))
})

test('views, dashboards and public forms', async () => {
  const { id: table } = await expecting(200, admin.get('/api/meta/tables/fiche/'))
  await expecting(201, admin.post('/api/views/', { table, name: 'Toutes', kind: 'grid', shared: true }))
  const cards = [{ kind: 'figure', table, measure: 'count' }]
  await expecting(201, admin.post('/api/dashboards/', { name: 'Chiffres', cards }))
  const views = 'GET /api/meta/tables/{table}/views/'
  await kept(views, 200, admin.get('/api/meta/tables/fiche/views/'))
  await kept(views, 404, admin.get('/api/meta/tables/jamais/views/'))
  await kept('GET /api/meta/dashboards/', 200, admin.get('/api/meta/dashboards/'))
  const asked = { table, name: 'Fiche', asked_fields: [{ field: 'nom' }] }
  const form = await expecting(201, admin.post('/api/entry_forms/', asked))
  const { key } = await kept(
    'GET /api/entry_forms/{id}/link/',
    200,
    admin.get(`/api/entry_forms/${form.id}/link/`),
  )
  const { ticket } = await kept('GET /api/entry-forms/{key}/', 200, stranger.get(`/api/entry-forms/${key}/`))
  const answer = 'POST /api/entry-forms/{key}/answer/'
  const send = (values: Json) => stranger.post(`/api/entry-forms/${key}/answer/`, { ticket, values })
  await kept(answer, 409, send({ nom: 'Deux' }))
  await sleep(2000)
  await kept(answer, 400, send({ prix: 1 }))
  await kept(answer, 201, send({ nom: 'Deux' }))
  await expecting(200, admin.patch(`/api/entry_forms/${form.id}/`, { active: false }))
  await kept('GET /api/entry-forms/{key}/', 200, stranger.get(`/api/entry-forms/${key}/`))
  await kept(answer, 409, send({ nom: 'Trois' }))
})
