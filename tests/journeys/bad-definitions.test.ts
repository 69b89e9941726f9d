import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'essai',
    fields: [
      { slug: 'nom', type: 'text', required: true },
      { slug: 'etat', type: 'choice', options: ['neuf', 'use'] },
    ],
  }),
)
const plan = (slug: string, ...changes: JsonObject[]) =>
  admin.post(`/api/meta/tables/${slug}/plan/`, { changes })

suite('what is wrong is said where it stands', () => {
  const fields = [{ slug: 'a', type: 'text' }]
  const wrong: [string, JsonObject, string][] = [
    ['no slug', { fields }, 'slug'],
    ['a slug with accents', { slug: 'été', fields }, 'slug'],
    ['a route’s name', { slug: 'meta', fields }, 'slug'],
    ['a code table’s name', { slug: 'users', fields }, 'slug'],
    ['a project table’s name', { slug: 'devis', fields }, 'slug'],
    ['fields that are no list', { slug: 'x', fields: { a: 'text' } }, 'fields'],
    ['a field without type', { slug: 'x', fields: [{ slug: 'a' }] }, 'fields.0.type'],
    [
      'a type that is none',
      { slug: 'x', fields: [...fields, { slug: 'b', type: 'varchar' }] },
      'fields.1.type',
    ],
    [
      'too many places',
      { slug: 'x', fields: [{ slug: 'a', type: 'decimal', digits: 4, places: 9 }] },
      'fields.0.places',
    ],
    ['a system field', { slug: 'x', fields: [{ slug: 'id', type: 'integer' }] }, 'fields.0.slug'],
    ['the same twice', { slug: 'x', fields: [...fields, ...fields] }, 'fields.1.slug'],
    [
      'a reference to nowhere',
      { slug: 'x', fields: [{ slug: 'a', type: 'reference', table: 'nulle' }] },
      'fields.0.table',
    ],
    [
      'a choice of nothing',
      { slug: 'x', fields: [{ slug: 'a', type: 'choice', options: [] }] },
      'fields.0.options',
    ],
    ['an order by nothing', { slug: 'x', fields, order: ['b'] }, 'order.0'],
    ['an unknown member', { slug: 'x', fields, couleur: 'rouge' }, 'couleur'],
    [
      'an unknown setting',
      { slug: 'x', fields: [{ slug: 'a', type: 'text', places: 2 }] },
      'fields.0.places',
    ],
    [
      'a rule on nothing',
      { slug: 'x', fields, rules: [{ field: 'b', when: { all: [] }, then: { hidden: true } }] },
      'rules.0.field',
    ],
    [
      'a rule that does nothing known',
      { slug: 'x', fields, rules: [{ field: 'a', when: { all: [] }, then: { caché: true } }] },
      'rules.0.then.caché',
    ],
  ]
  for (const [name, definition, path] of wrong) {
    test(name, async () => {
      const got = await admin.post('/api/meta/tables/', definition)
      assert.equal(got.status, 400, JSON.stringify(got.body))
      assert.ok(path in got.body.errors, JSON.stringify(got.body.errors))
      assert.equal((await admin.get('/api/x/')).status, 404, 'nothing is half made')
    })
  }

  test('a bad change among good ones stops them all, told by its place', async () => {
    const slug = 'essai'
    const got = await plan(
      slug,
      { change: 'label', label: { fr: 'Neuf' } },
      { change: 'drop', field: 'inconnu' },
    )
    assert.equal(got.status, 400)
    assert.deepEqual(Object.keys(got.body.errors), ['changes.1.field'])
    const added = await plan(slug, {
      change: 'add',
      field: { slug: 'b', type: 'decimal', digits: 4, places: 9 },
    })
    assert.deepEqual(Object.keys(added.body.errors), ['changes.0.field.places'])
    const twice = await plan(slug, { change: 'unique', field: 'etat', couleur: 1 })
    assert.deepEqual(Object.keys(twice.body.errors), ['changes.0.couleur'])
  })

  test('the code’s tables are nobody’s to change; strangers are asked to sign in', async () => {
    const change = { changes: [{ change: 'add', field: { slug: 'x', type: 'text' } }] }
    assert.equal((await admin.post('/api/meta/tables/users/plan/', change)).status, 403)
    const slug = 'essai'
    const calls = (who: Caller) => [
      who.post('/api/meta/tables/', { slug: 'sienne', fields }),
      who.post(`/api/meta/tables/${slug}/plan/`, change),
      who.post(`/api/meta/tables/${slug}/apply/`, { plan: 1 }),
      who.post(`/api/meta/tables/${slug}/undo/`),
    ]
    for (const asked of calls(stranger)) assert.equal((await asked).status, 401)
  })
})
