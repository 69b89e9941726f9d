import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json, JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const password = 'un-pagne-bleu-plié-en-quatre'

const pret = await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'pret',
    fields: [
      { slug: 'objet', type: 'text', required: true },
      { slug: 'etat', type: 'choice', options: ['prete', 'rendu'] },
      { slug: 'montant', type: 'integer' },
      { slug: 'salaire', type: 'integer' },
      { slug: 'jour', type: 'date' },
    ],
  }),
)

let people = 0
async function somebody(permissions: JsonObject): Promise<Caller> {
  const username = `personne${++people}`
  const group = await expecting(201, admin.post('/api/groups/', { name: username, permissions }))
  await expecting(201, admin.post('/api/users/', { username, password, groups: [group.id] }))
  return sugu.signIn(username, password)
}
const awa = await somebody({ pret: { read: true, create: true } })
const brief = await somebody({ pret: { read: { except: ['salaire'] } } })
const outsider = await somebody({})

const settings: JsonObject = {
  where: {
    all: [
      { field: 'etat', op: 'eq', value: 'prete' },
      { any: [{ field: 'salaire', op: 'gt', value: 1000 }] },
    ],
  },
  ordering: ['-salaire', 'objet'],
  columns: [{ field: 'objet', width: 240 }, { field: 'salaire' }],
  frozen: 1,
  group: ['etat', 'jour:month'],
  board: 'etat',
  measure: 'sum:salaire',
}
const save = (who: Caller, more: JsonObject = {}) =>
  who.post('/api/views/', { table: pret.id, name: 'Chez les gens', kind: 'grid', settings, ...more })
const views = async (who: Caller, slug = 'pret') =>
  (await expecting(200, who.get(`/api/meta/tables/${slug}/views/`))).results
const codes = (body: { errors?: Record<string, { code: string }[]> }, field: string) =>
  body.errors?.[field]?.map(({ code }) => code)

suite('a saved view', () => {
  test('is one’s own until it is shared', async () => {
    const { id } = await expecting(201, save(awa))
    assert.deepEqual(
      (await views(awa)).map((view: JsonObject) => [view.id, view.mine, view.incomplete]),
      [[id, true, false]],
    )
    assert.deepEqual(await views(admin), [])
    assert.equal((await brief.get(`/api/views/${id}/`)).status, 404)
    await expecting(200, awa.patch(`/api/views/${id}/`, { shared: true }))
    const [seen] = await views(admin)
    assert.deepEqual([seen.id, seen.mine, seen.changeable, seen.settings], [id, false, true, settings])
  })

  test('shows nobody a field that is not theirs, not even by its name', async () => {
    const [seen] = await views(brief)
    assert.equal(seen.incomplete, true)
    assert.equal(seen.changeable, false)
    assert.ok(!JSON.stringify(seen).includes('salaire'))
    assert.deepEqual(seen.settings, {
      where: { all: [{ field: 'etat', op: 'eq', value: 'prete' }] },
      ordering: ['objet'],
      columns: [{ field: 'objet', width: 240 }],
      frozen: 1,
      group: ['etat', 'jour:month'],
      board: 'etat',
    })
    assert.equal((await outsider.get('/api/meta/tables/pret/views/')).status, 404)
    assert.equal((await stranger.get('/api/meta/tables/pret/views/')).status, 401)
    assert.deepEqual((await expecting(200, outsider.get('/api/views/'))).results, [])
  })

  test('is changed by whose it is and by administrators alone', async () => {
    const [{ id }] = await views(awa)
    assert.equal((await brief.patch(`/api/views/${id}/`, { name: 'Autre' })).status, 404)
    assert.equal((await brief.delete(`/api/views/${id}/`)).status, 404)
    await expecting(200, admin.patch(`/api/views/${id}/`, { name: 'Dehors' }))
    await expecting(204, awa.delete(`/api/views/${id}/`))
    assert.deepEqual(await views(awa), [])
    await expecting(200, awa.post('/api/views/bulk/', { action: 'restore', ids: [id] }))
    assert.equal((await views(awa))[0].name, 'Dehors')
  })

  test('stays right when fields and table are renamed, and when the names are wanted by others', async () => {
    const change = async (table: string, changes: Json) => {
      const plan = await expecting(200, admin.post(`/api/meta/tables/${table}/plan/`, { changes }))
      return admin.post(`/api/meta/tables/${table}/apply/`, { plan: plan.id })
    }
    await expecting(200, change('pret', [{ change: 'rename', field: 'etat', to: 'situation' }]))
    const taken = await admin.post('/api/meta/tables/pret/plan/', {
      changes: [{ change: 'add', field: { slug: 'etat', type: 'text' } }],
    })
    assert.equal(taken.status, 400, 'a former name is nobody else’s')
    const [{ settings: seen }] = await views(awa)
    assert.deepEqual(seen, JSON.parse(JSON.stringify(settings).replaceAll('"etat', '"situation')))
    const rows = `/api/pret/?where=${encodeURIComponent(JSON.stringify(seen.where))}`
    await expecting(200, awa.get(rows))
    await expecting(200, change('pret', [{ change: 'rename', to: 'emprunt' }]))
    await expecting(
      201,
      admin.post('/api/meta/tables/', { slug: 'pret', fields: [{ slug: 'nom', type: 'text' }] }),
    )
    assert.deepEqual(await views(admin, 'pret'), [])
    assert.equal((await views(admin, 'emprunt')).length, 1)
    await expecting(200, change('emprunt', [{ change: 'rename', to: 'ancien_pret' }]))
  })

  test('is refused where it says nothing, by the place that is wrong', async () => {
    for (const [wrong, field, code] of [
      [{ table: 999_999 }, 'table', 'view.table_unknown'],
      [{ settings: { couleur: 1 } }, 'settings', 'definition.unknown_key'],
      [{ settings: { ordering: ['-nulle_part'] } }, 'settings', 'view.field_unknown'],
      [
        { settings: { where: { field: 'objet', op: 'gtt', value: 1 } } },
        'settings',
        'where.unknown_operator',
      ],
      [{ settings: { frozen: -1 } }, 'settings', 'view.number'],
      [{ settings: [] }, 'settings', 'definition.not_an_object'],
      [{ settings: { measure: 'drop:objet' } }, 'settings', 'view.field_unknown'],
    ] as const) {
      const { status, body } = await save(awa, wrong as unknown as JsonObject)
      assert.deepEqual([status, codes(body, field)?.[0]], [400, code], JSON.stringify(wrong))
    }
    const hidden = await save(brief, { settings: { columns: [{ field: 'salaire' }] } })
    const never = await save(brief, { settings: { columns: [{ field: 'jamais_vu' }] } })
    assert.equal(codes(hidden.body, 'settings')?.[0], codes(never.body, 'settings')?.[0])
    assert.equal((await save(outsider)).status, 400)
  })

  test('that came in by a file is judged when it is shown', async () => {
    const form = new FormData()
    form.append(
      'file',
      new Blob([
        JSON.stringify([
          { table: pret.id, name: 'Fichier', kind: 'grid', settings: { board: 'salaire', x: 1 } },
        ]),
      ]),
      'vues.json',
    )
    await expecting(202, brief.post('/api/views/import/', form))
    for (let i = 0; i < 100 && (await views(brief, 'ancien_pret')).length < 2; i++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    const seen = (await views(brief, 'ancien_pret')).find((view: JsonObject) => view.name === 'Fichier')
    assert.deepEqual([seen.settings, seen.incomplete], [{}, true])
  })
})

suite('a dashboard', () => {
  const cards: Json = [
    { kind: 'figure', table: pret.id, title: 'Dehors', measure: 'count', width: 1 },
    { kind: 'chart', table: pret.id, measure: 'sum:salaire', group: ['jour:month'], chart: 'bars', width: 2 },
    { kind: 'list', table: pret.id, fields: ['objet', 'salaire'], ordering: ['-jour'], rows: 5, width: 1 },
  ]
  const shown = async (who: Caller) => (await expecting(200, who.get('/api/meta/dashboards/'))).results

  test('shows each viewer what is open to them', async () => {
    await expecting(201, admin.post('/api/dashboards/', { name: 'Le mois', cards, shared: true }))
    const [mine] = await shown(admin)
    assert.deepEqual(
      mine.cards.map(({ slug, incomplete }: JsonObject) => [slug, incomplete]),
      [0, 1, 2].map(() => ['ancien_pret', false]),
    )
    const [less] = await shown(brief)
    assert.ok(!JSON.stringify(less).includes('salaire'))
    assert.deepEqual(
      less.cards.map(({ incomplete }: JsonObject) => incomplete),
      [false, true, true],
    )
    const [none] = await shown(outsider)
    assert.deepEqual(none.cards, [
      { kind: 'figure', closed: true, width: 1 },
      { kind: 'chart', closed: true, width: 2 },
      { kind: 'list', closed: true, width: 1 },
    ])
    assert.equal((await stranger.get('/api/meta/dashboards/')).status, 401)
  })

  test('is refused where a card says nothing', async () => {
    for (const card of [
      { kind: 'tarte', table: pret.id },
      { kind: 'figure', table: 999_999 },
      { kind: 'chart', table: pret.id, group: ['jour:siecle'] },
      { kind: 'list', table: pret.id, width: 9 },
      'une carte',
    ]) {
      const { status, body } = await admin.post('/api/dashboards/', { name: 'x', cards: [card] })
      assert.deepEqual([status, Object.keys(body.errors ?? {})], [400, ['cards']], JSON.stringify(card))
    }
  })
})
