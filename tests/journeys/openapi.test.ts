import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Json, JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { routesOf } from '../support/openapi.ts'
import { broken, isCall, nameOf, requestsFor, type Sent } from '../support/promises.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'fiche',
    fields: [
      { slug: 'nom', type: 'text', required: true },
      { slug: 'prix', type: 'decimal', digits: 10, places: 2 },
      { slug: 'mere', type: 'reference', table: 'fiche' },
      { slug: 'etat', type: 'choice', options: ['neuf'] },
      { slug: 'lieu', type: 'location' },
      { slug: 'fiche', type: 'json' },
    ],
  }),
)
const { id } = await expecting(201, admin.post('/api/fiche/', { nom: 'Une' }))
const document = await expecting(200, admin.get('/api/schema/'))

/** Every object of the document, with the way to it. */
function* walk(value: Json, path = '#'): Iterable<[string, JsonObject]> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* walk(item, `${path}/${i}`)
  else if (value !== null && typeof value === 'object') {
    yield [path, value as JsonObject]
    for (const [name, item] of Object.entries(value)) yield* walk(item as Json, `${path}/${name}`)
  }
}

suite('the OpenAPI document', () => {
  test('is 3.1, named after the site, and in the caller’s language', async () => {
    assert.match(document.openapi, /^3\.1\./)
    assert.match(document.info.title, /^.+ API$/)
    assert.equal(document.info.title, `${(await admin.get('/api/')).body.site} API`)
    const english = await admin.get('/api/schema/', { 'accept-language': 'en' })
    assert.notEqual(english.body.info.description, document.info.description)
  })

  test('is what OpenAPI 3.1 says a document is, whoever asks', async () => {
    for (const who of [admin, stranger]) {
      const asked = await expecting(200, who.get('/api/schema/'))
      const { valid, errors } = await new Validator().validate(asked)
      assert.ok(valid, JSON.stringify(errors)?.slice(0, 2000))
    }
  })

  test('every reference in it leads somewhere, every operation has its own name', () => {
    for (const [path, object] of walk(document)) {
      if (typeof object.$ref !== 'string') continue
      const parts = object.$ref.slice(2).split('/')
      const found = parts.reduce(
        (at: Json | undefined, part) => (at as JsonObject | undefined)?.[part],
        document,
      )
      assert.ok(found, `${path}: ${object.$ref}`)
    }
    const names = [...walk(document.paths)].flatMap(([, object]) => object.operationId ?? [])
    assert.equal(new Set(names).size, names.length)
  })

  test('every parameter of a path is declared; every answer is described', () => {
    for (const [path, operations] of Object.entries<JsonObject>(document.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const [method, operation] of Object.entries(operations) as [string, never][]) {
        const { parameters = [], responses } = operation as {
          parameters?: JsonObject[]
          responses: JsonObject
        }
        const declared = parameters.filter((one) => one.in === 'path').map((one) => one.name)
        assert.deepEqual(declared, wanted, `${method} ${path}`)
        for (const one of parameters) assert.ok(one.name && one.in && one.schema, `${method} ${path}`)
        for (const answer of Object.values(responses) as JsonObject[])
          assert.ok(answer.description ?? answer.$ref)
      }
    }
  })

  test('types are JSON Schema’s, required names are properties', () => {
    const types = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'])
    for (const [name, schema] of Object.entries<JsonObject>(document.components.schemas)) {
      for (const [path, object] of walk(schema)) {
        if (typeof object.type === 'string' || Array.isArray(object.type)) {
          if (!path.endsWith('/properties'))
            for (const type of [object.type].flat()) assert.ok(types.has(String(type)), `${name}${path}`)
        }
      }
      for (const required of (schema.required as string[]) ?? [])
        assert.ok(required in (schema.properties as JsonObject), `${name}.${required}`)
    }
  })

  /** Ours would be over before the end. */
  const endsSessions = /logout|\/sessions\/|require-password|disable/

  test('every operation is served, and answers as it promises, whatever is sent', async () => {
    for (const route of routesOf(document)) {
      if (endsSessions.test(route.path)) continue
      for (const asked of requestsFor(route, String(id))) {
        const answer = await fetch(sugu.url + asked.path, {
          method: route.method,
          headers: { ...admin.headers, ...(asked.body && { 'content-type': 'application/json' }) },
          ...(asked.body && { body: asked.body }),
        })
        const text = await answer.text()
        const about = `${route.method} ${asked.path} ${asked.body ?? ''}: ${answer.status} ${text}`.slice(
          0,
          600,
        )
        assert.ok(answer.status < 500 && answer.status !== 405, about)
        const isJson = !asked.reshaped && answer.headers.get('content-type')?.includes('json')
        const faults = isJson ? broken(document, route, answer.status, JSON.parse(text || 'null')) : []
        assert.deepEqual(faults, [], about)
      }
    }
  })

  test('answers and bodies have the properties it promises', async () => {
    const row = await expecting(201, admin.post('/api/fiche/', { nom: 'Deux' }))
    assert.deepEqual(
      Object.keys(row).sort(),
      Object.keys(document.components.schemas.fiche.properties).sort(),
    )
    const input = document.components.schemas.fiche_input
    assert.deepEqual(input.required, ['nom'])
    const patch = document.paths['/api/fiche/{id}/'].patch.requestBody.content['application/json'].schema
    assert.equal((await admin.patch(`/api/fiche/${row.id}/`, { prix: '1.00' })).status, 200)
    const required = (await resolved(patch)).flatMap((schema) => (schema.required as string[]) ?? [])
    assert.deepEqual(required, [], 'a PATCH may say one field alone')
    const names = (await resolved(patch)).flatMap((schema) =>
      Object.keys((schema.properties as JsonObject) ?? {}),
    )
    assert.ok(names.includes('version'))
  })

  test('a stranger is told of what is open to strangers alone', async () => {
    const told = routesOf(await expecting(200, stranger.get('/api/schema/')))
    assert.deepEqual(told.map(({ method, path }) => `${method} ${path}`).sort(), [
      'GET /api/',
      'GET /api/docs/',
      'GET /api/docs/{file}',
      'GET /api/entry-forms/{key}/',
      'GET /api/meta/tables/',
      'GET /api/meta/tables/{table}/',
      'GET /api/meta/tables/{table}/choices/',
      'GET /api/schema/',
      'GET /api/sites/logo/',
      'GET /api/users/login/pin/',
      'GET /api/users/oauth/',
      'GET /api/users/oauth/{provider}/',
      'GET /api/users/oauth/{provider}/callback/',
      'GET /api/users/{username}/',
      'GET /healthz',
      'GET /metrics',
      'GET /readyz',
      'POST /api/entry-forms/{key}/answer/',
      'POST /api/users/login/',
      'POST /api/users/login/mfa/',
      'POST /api/users/login/mfa/options/',
      'POST /api/users/login/pin/',
      'POST /api/users/mfa/passkeys/',
      'POST /api/users/mfa/passkeys/confirm/',
      'POST /api/users/mfa/totp/',
      'POST /api/users/mfa/totp/confirm/',
      'POST /api/users/password/change/',
      'POST /api/users/password/reset/',
      'POST /api/users/password/reset/confirm/',
      'POST /api/users/register/',
    ])
    for (const route of told) {
      for (const { path, body } of requestsFor(route, '1')) {
        const { status } = await (body ? stranger.post(path, JSON.parse(body)) : stranger.get(path))
        assert.ok(status !== 403, `${route.method} ${path}: ${status}`)
      }
    }
  })

  test('what is told to others alone is refused to strangers', async () => {
    const toAll = new Set(routesOf(await expecting(200, stranger.get('/api/schema/'))).map(nameOf))
    for (const route of routesOf(document).filter((one) => isCall(one) && !toAll.has(nameOf(one)))) {
      const [{ path, body }] = requestsFor(route, String(id)) as [Sent]
      const answer = await fetch(sugu.url + path, {
        method: route.method,
        ...(body && { body, headers: { 'content-type': 'application/json' } }),
      })
      assert.equal(answer.status, 401, `${route.method} ${path}: ${await answer.text()}`)
    }
  })
})

const resolved = async (schema: JsonObject): Promise<JsonObject[]> => {
  const named =
    typeof schema.$ref === 'string' ? document.components.schemas[schema.$ref.split('/').at(-1)!] : null
  const parts = await Promise.all(((schema.allOf as JsonObject[]) ?? []).map(resolved))
  return [schema, ...(named ? [named] : []), ...parts.flat()]
}

suite('its page', () => {
  test('loads nothing from another host, and its files answer', async () => {
    const page = await stranger.get('/api/docs/')
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.body, /(src|href)="(https?:)?\/\//)
    assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/)
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, file]) => file as string)
      .filter((file) => !file.startsWith('data:'))
    assert.ok(files.length >= 3)
    for (const file of files) assert.equal((await stranger.get(file)).status, 200, file)
    for (const file of files.filter((one) => /\.(css|js)$/.test(one)))
      assert.match((await stranger.get(file)).headers.get('content-type')!, /^text\/(css|javascript)/)
  })
})
