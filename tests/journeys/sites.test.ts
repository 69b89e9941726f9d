import assert from 'node:assert/strict'
import { request } from 'node:http'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject } from '#model/json.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

const site = await expecting(
  201,
  admin.post('/api/sites/', { slug: 'cocody', name: 'Boutique de Cocody', hosts: ['cocody.example.ci'] }),
)
const at = (headers: Record<string, string>): Caller => sugu.caller({ ...admin.headers, ...headers })
const cocody = at({ 'x-site': 'cocody' })

/** A request to this server by another host name, which fetch does not let one say. */
function byHost(host: string, path: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(sugu.url + path, { headers: { ...headers, host } }, (answer) => {
      let text = ''
      answer.on('data', (piece) => (text += piece))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, body: JSON.parse(text || 'null'), headers: new Headers() }),
      )
    })
    asked.on('error', reject).end()
  })
}

suite('which site is asked', () => {
  test('by its host name, by X-Site, and default by this machine’s own', async () => {
    const name = async (got: Promise<Got>) => (await got).body.site
    assert.equal(await name(byHost('cocody.example.ci', '/api/')), 'Boutique de Cocody')
    assert.equal(await name(byHost('COCODY.example.ci:8000', '/api/')), 'Boutique de Cocody')
    assert.equal(await name(byHost('cocody.example.ci.', '/api/')), 'Boutique de Cocody')
    assert.equal(await name(cocody.get('/api/')), 'Boutique de Cocody')
    assert.notEqual(await name(admin.get('/api/')), 'Boutique de Cocody')
    assert.equal(await name(stranger.get('/api/', { 'x-site': 'cocody' })), 'Boutique de Cocody')
  })

  test('a host or a site that nobody knows is 400, whatever is asked', async () => {
    for (const path of ['/api/', '/api/projet/', '/api/schema/', '/api/projet/1/']) {
      const got = await byHost('autre.example.ci', path, admin.headers as Record<string, string>)
      assert.equal(got.status, 400, path)
      assert.equal(got.body.code, 'host.unknown')
    }
    const got = await admin.get('/api/', { 'x-site': 'nulle-part' })
    assert.equal(got.status, 400)
    assert.equal(got.body.code, 'site.unknown')
  })

  test('sites are made by the network owner, with what is wrong said field by field', async () => {
    assert.equal((await stranger.post('/api/sites/', { slug: 'a', name: 'A' })).status, 401)
    const wrong = await admin.post('/api/sites/', { slug: 'Été', hosts: ['https://x'], couleur: 1 })
    assert.deepEqual(Object.keys(wrong.body.errors).sort(), ['couleur', 'hosts', 'name', 'slug'])
    const taken = await admin.post('/api/sites/', { slug: 'cocody', name: 'X', hosts: ['cocody.example.ci'] })
    assert.deepEqual(Object.keys(taken.body.errors).sort(), ['hosts', 'slug'])
    const key = { 'idempotency-key': 'site-1' }
    const once = await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yopougon' }, key))
    const again = await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yopougon' }, key))
    assert.deepEqual(again, once)
  })
})

suite('what lies at one site is nothing at another', () => {
  test('each site has its own thirteen choices', async () => {
    const here = await expecting(200, admin.get('/api/choix/?page_size=100'))
    const there = await expecting(200, cocody.get('/api/choix/?page_size=100'))
    assert.deepEqual([here.count, there.count], [13, 13])
    const ids = new Set(here.results.map((row: { id: number }) => row.id))
    assert.equal(
      there.results.some((row: { id: number }) => ids.has(row.id)),
      false,
    )
    await expecting(204, cocody.delete(`/api/choix/${there.results[0].id}/`))
    assert.equal((await admin.get('/api/choix/')).body.count, 13)
  })

  test('a row of one is 404 at the other, by every way there is', async () => {
    const { id } = await expecting(201, admin.post('/api/contact/', { nom: 'Ici seulement' }))
    const path = `/api/contact/${id}/`
    for (const asked of [
      cocody.get(path),
      cocody.get(`${path}?expand=`),
      cocody.patch(path, { nom: 'x' }),
      cocody.put(path, { nom: 'x' }),
      cocody.delete(path),
      cocody.get(`${path}history/`),
      cocody.post(`${path}restore/`, { version: 1 }),
      cocody.post('/api/contact/bulk/', { action: 'update', ids: [id], values: { nom: 'x' } }),
      cocody.post('/api/contact/bulk/', { action: 'delete', ids: [id] }),
      cocody.post('/api/contact/bulk/', { action: 'restore', ids: [id] }),
    ])
      assert.equal((await asked).status, 404)
    for (const query of [
      `id=${id}`,
      `id__in=${id}`,
      'nom=Ici seulement',
      'search=Ici',
      `where={"field":"id","op":"eq","value":${id}}`,
      'where={"not":{"field":"id","op":"eq","value":0}}',
      'trash=1',
      `as_of=${new Date().toISOString()}`,
    ])
      assert.equal((await expecting(200, cocody.get(`/api/contact/?${query}`))).count, 0, query)
    for (const format of ['csv', 'json'])
      assert.doesNotMatch(
        JSON.stringify((await cocody.get(`/api/contact/export/?format=${format}`)).body),
        /Ici/,
      )
    assert.equal((await expecting(200, admin.get(path))).nom, 'Ici seulement')
    await expecting(204, admin.delete(path))
    assert.equal((await cocody.post(`${path}restore/`)).status, 404)
    assert.equal((await cocody.get(`${path}history/`)).status, 404)
    assert.equal((await expecting(200, cocody.get('/api/contact/?trash=1'))).count, 0)
  })

  test('nothing refers across, whether written one by one or many at once', async () => {
    const { id } = await expecting(201, admin.post('/api/contact/', { nom: 'Ici' }))
    const quote = { numero_devis: 'X-1', nom_devis: 'X' }
    const refused = await cocody.post('/api/devis/', { ...quote, contact: id })
    assert.equal(refused.status, 400)
    assert.deepEqual(Object.keys(refused.body.errors), ['contact'])
    const own = await expecting(201, cocody.post('/api/devis/', quote))
    const bulk = { action: 'update', ids: [own.id], values: { contact: id } }
    assert.equal((await cocody.post('/api/devis/bulk/', bulk)).status, 400)
    assert.equal((await expecting(200, cocody.get(`/api/devis/${own.id}/`))).contact, null)
    await expecting(201, admin.post('/api/devis/', quote))
    assert.equal((await cocody.get(`/api/devis/?contact__nom=Ici`)).body.count, 0)
  })

  test('an import of one site is not the other’s, nor its file’s rows', async () => {
    const form = new FormData()
    form.set('file', new Blob(['nom\nImporté']), 'contacts.csv')
    const { import: id } = await expecting(202, admin.post('/api/contact/import/', form))
    for (
      let tries = 0;
      (await admin.get(`/api/imports/${id}/`)).body.status !== 'done' && tries < 50;
      tries++
    )
      await sleep(100)
    assert.equal((await cocody.get(`/api/imports/${id}/`)).status, 404)
    assert.equal((await cocody.post(`/api/imports/${id}/undo/`)).status, 404)
    assert.equal((await admin.get('/api/contact/?nom=Importé')).body.count, 1)
    assert.equal((await cocody.get('/api/contact/?nom=Importé')).body.count, 0)
    const byId = new FormData()
    byId.set('match', 'id')
    byId.set(
      'file',
      new Blob([`id;nom\n${(await admin.get('/api/contact/?nom=Importé')).body.results[0].id};Volé`]),
      'c.csv',
    )
    await cocody.post('/api/contact/import/', byId)
    await sleep(1500)
    assert.equal((await admin.get('/api/contact/?nom=Volé')).body.count, 0)
  })
})

suite('tables of one site', () => {
  const fields = [{ slug: 'a', type: 'text' }]
  test('are invisible at the others, where the same slug may be another table', async () => {
    await expecting(201, cocody.post('/api/meta/tables/', { slug: 'livraison', fields }))
    await expecting(201, cocody.post('/api/livraison/', { a: 'là-bas' }))
    assert.equal((await admin.get('/api/livraison/')).status, 404)
    assert.equal((await admin.get('/api/meta/tables/livraison/')).status, 404)
    assert.equal(JSON.stringify((await admin.get('/api/schema/')).body).includes('livraison'), false)
    assert.equal('livraison' in (await admin.get('/api/')).body.tables, false)
    const other = [{ slug: 'b', type: 'integer' }]
    await expecting(201, admin.post('/api/meta/tables/', { slug: 'livraison', fields: other }))
    await expecting(201, admin.post('/api/livraison/', { b: 1 }))
    assert.equal((await expecting(200, cocody.get('/api/livraison/'))).results[0].a, 'là-bas')
    assert.equal((await expecting(200, admin.get('/api/livraison/'))).results[0].b, 1)
    const reference = [{ slug: 'l', type: 'reference', table: 'colis' }]
    await expecting(201, cocody.post('/api/meta/tables/', { slug: 'colis', fields }))
    assert.equal((await admin.post('/api/meta/tables/', { slug: 'suivi', fields: reference })).status, 400)
  })

  test('may not take the name of a table that serves every site, nor the other way round', async () => {
    assert.equal((await cocody.post('/api/meta/tables/', { slug: 'devis', fields })).status, 400)
    const everywhere: JsonObject = { slug: 'livraison', fields, owner: 'network' }
    assert.equal((await admin.post('/api/meta/tables/', everywhere)).status, 400)
    await expecting(201, admin.post('/api/meta/tables/', { ...everywhere, slug: 'partout' }))
    assert.equal((await cocody.get('/api/partout/')).status, 200)
  })

  test('a site’s administrator is one there alone, and changes its tables alone', async () => {
    const person = { username: 'ama', password: 'un-grand-marché-bleu', admin: true }
    const { id } = await expecting(201, cocody.post('/api/users/', person))
    const ama = await sugu.signIn('ama', person.password, { 'x-site': 'cocody' })
    const token = { authorization: ama.headers.authorization! }
    const amaHere = sugu.caller(token)
    assert.equal((await ama.get('/api/contact/')).status, 200)
    assert.equal((await amaHere.get('/api/contact/')).status, 403)
    assert.equal((await amaHere.post('/api/meta/tables/', { slug: 'z', fields })).status, 403)
    const change = { changes: [{ change: 'add', field: { slug: 'c', type: 'text' } }] }
    assert.equal((await ama.post('/api/meta/tables/livraison/plan/', change)).status, 200)
    assert.equal((await ama.post('/api/meta/tables/devis/plan/', change)).status, 403)
    assert.equal((await ama.post('/api/meta/tables/', { slug: 'y', fields, owner: 'network' })).status, 403)
    assert.equal((await ama.post('/api/sites/', { slug: 'sien', name: 'Sien' })).status, 403)
    assert.equal((await admin.get(`/api/users/${id}/`)).status, 404)
    const seen = (await expecting(200, ama.get('/api/users/'))).results.map(
      (one: { username: string }) => one.username,
    )
    assert.deepEqual(seen.sort(), ['ama', 'admin'].sort())
    const sites = (await expecting(200, ama.get('/api/sites/'))).results
    assert.deepEqual(
      sites.map((one: { slug: string }) => one.slug),
      ['cocody'],
    )
  })

  test('somebody who is there becomes a member of another site, once, with a key or without', async () => {
    const { id } = await expecting(
      201,
      admin.post('/api/users/', { username: 'koffi', password: 'un-taxi-orange-vif' }),
    )
    const body = { user: id, site: 'cocody' }
    const key = { 'idempotency-key': 'membre-1' }
    const made = await expecting(201, admin.post('/api/memberships/', body, key))
    assert.deepEqual(await expecting(201, admin.post('/api/memberships/', body, key)), made)
    assert.equal((await admin.post('/api/memberships/', body)).status, 400)
    assert.equal((await expecting(200, cocody.get(`/api/users/${id}/`))).username, 'koffi')
    assert.equal((await admin.post('/api/memberships/', { user: id, site: 'rien' })).status, 400)
  })

  test('the same login and token serve at every site; rights do not travel', async () => {
    const { token } = await expecting(
      200,
      stranger.post('/api/users/login/', { login: 'admin', password: adminPassword }, { 'x-site': 'cocody' }),
    )
    assert.equal((await sugu.caller({ authorization: `Bearer ${token}` }).get('/api/contact/')).status, 200)
    assert.equal(site.slug, 'cocody')
  })
})
