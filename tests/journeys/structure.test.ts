import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json, JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

let made = 0
/** A table of its own for each test, with three rows. */
async function aTable(): Promise<string> {
  const slug = `essai${++made}`
  await expecting(
    201,
    admin.post('/api/meta/tables/', {
      slug,
      label: { fr: 'Essai', en: 'Try' },
      fields: [
        { slug: 'nom', type: 'text', required: true },
        { slug: 'montant', type: 'text' },
        { slug: 'etat', type: 'choice', options: ['neuf', 'use'] },
      ],
      search: ['nom'],
      order: ['nom'],
    }),
  )
  for (const row of [
    { nom: 'A', montant: '12.50', etat: 'neuf' },
    { nom: 'B', montant: 'douze', etat: 'use' },
    { nom: 'C', montant: null },
  ])
    await expecting(201, admin.post(`/api/${slug}/`, row))
  return slug
}

const plan = (slug: string, ...changes: JsonObject[]) =>
  admin.post(`/api/meta/tables/${slug}/plan/`, { changes })
const meta = (slug: string) => expecting(200, admin.get(`/api/meta/tables/${slug}/`))
const fieldOf = async (slug: string, field: string) =>
  (await meta(slug)).fields.find((one: { slug: string }) => one.slug === field)
const valuesOf = async (slug: string, field: string): Promise<Json[]> =>
  (await expecting(200, admin.get(`/api/${slug}/?ordering=id`))).results.map(
    (row: JsonObject) => row[field] ?? null,
  )

/** Applies, and waits where the work goes on behind. */
async function apply(slug: string, planned: { id: number }): Promise<void> {
  const answer = await admin.post(`/api/meta/tables/${slug}/apply/`, { plan: planned.id, accept_loss: true })
  assert.ok([200, 202].includes(answer.status), JSON.stringify(answer.body))
  await untilDone(answer.body)
}
async function undo(slug: string): Promise<void> {
  const answer = await admin.post(`/api/meta/tables/${slug}/undo/`)
  assert.ok([200, 202].includes(answer.status), JSON.stringify(answer.body))
  await untilDone(answer.body)
}
async function untilDone(started: { id: number; status: string }): Promise<void> {
  for (let at = started; at.status === 'running'; await sleep(50))
    at = await expecting(200, admin.get(`/api/meta/changes/${started.id}/`))
}

suite('each kind of change is planned, done and undone', () => {
  const kinds: [string, JsonObject, (slug: string) => Promise<unknown>, unknown][] = [
    [
      'add',
      { field: { slug: 'notes', type: 'long_text' } },
      async (slug) => (await fieldOf(slug, 'notes'))?.type,
      'long_text',
    ],
    [
      'type',
      { field: 'montant', to: { type: 'decimal', digits: 8, places: 2 } },
      (slug) => valuesOf(slug, 'montant'),
      ['12.50', null, null],
    ],
    ['rename', { field: 'montant', to: 'prix' }, (slug) => valuesOf(slug, 'prix'), ['12.50', 'douze', null]],
    ['drop', { field: 'montant' }, async (slug) => (await fieldOf(slug, 'montant')) ?? 'gone', 'gone'],
    ['require', { field: 'montant' }, async (slug) => (await fieldOf(slug, 'montant')).required, true],
    ['readonly', { field: 'montant' }, async (slug) => (await fieldOf(slug, 'montant')).readonly, true],
    ['unique', { field: 'nom' }, async (slug) => (await fieldOf(slug, 'nom')).unique, true],
    ['index', { fields: ['etat', 'nom'] }, async (slug) => (await meta(slug)).indexes, [['etat', 'nom']]],
    [
      'order',
      { order: ['-nom'] },
      async (slug) => (await admin.get(`/api/${slug}/`)).body.results[0].nom,
      'C',
    ],
    ['positions', { fields: ['etat'] }, async (slug) => (await meta(slug)).fields[0].slug, 'etat'],
    [
      'rule',
      {
        rules: [
          { field: 'montant', when: { field: 'etat', op: 'eq', value: 'use' }, then: { required: true } },
        ],
      },
      async (slug) => (await admin.post(`/api/${slug}/`, { nom: 'D', etat: 'use' })).status,
      400,
    ],
    [
      'label',
      { field: 'nom', label: { fr: 'Désignation' } },
      async (slug) => (await fieldOf(slug, 'nom')).label.fr,
      'Désignation',
    ],
    [
      'options',
      { field: 'etat', options: ['neuf', 'use', 'perdu'] },
      async (slug) => (await fieldOf(slug, 'etat')).options.length,
      3,
    ],
    [
      'default',
      { field: 'etat', default: 'neuf' },
      async (slug) => (await fieldOf(slug, 'etat')).default,
      'neuf',
    ],
    [
      'search',
      { search: ['nom', 'montant'] },
      async (slug) => (await admin.get(`/api/${slug}/?search=douze`)).body.count,
      1,
    ],
    ['title', { title: 'montant' }, async (slug) => (await meta(slug)).title, 'montant'],
    [
      'allow',
      { allow: { read: [{ to: 'anyone' }] } },
      async (slug) => (await stranger.get(`/api/${slug}/`)).status,
      200,
    ],
  ]
  for (const [change, members, look, expected] of kinds) {
    test(change, async () => {
      const slug = await aTable()
      const before = await look(slug).catch(() => 'nothing')
      const definition = await meta(slug)
      const planned = await expecting(200, plan(slug, { change, ...members }))
      assert.deepEqual(Object.keys(planned).sort(), [
        'id',
        'lock',
        'losses',
        'rows',
        'says',
        'seconds',
        'steps',
      ])
      assert.deepEqual(await meta(slug), definition, 'a plan does nothing')
      await apply(slug, planned)
      assert.deepEqual(await look(slug), expected)
      await undo(slug)
      assert.deepEqual(await look(slug).catch(() => 'nothing'), before)
      const { version: _v, ...again } = await meta(slug)
      const { version: _w, ...first } = definition
      assert.deepEqual(again, first)
    })
  }

  test('a renamed field still answers to its former name in filters', async () => {
    const slug = await aTable()
    await apply(slug, await expecting(200, plan(slug, { change: 'rename', field: 'montant', to: 'prix' })))
    assert.equal((await expecting(200, admin.get(`/api/${slug}/?montant=douze`))).count, 1)
  })

  test('the table itself is renamed, and dropped, and comes back with its rows', async () => {
    const slug = await aTable()
    await apply(slug, await expecting(200, plan(slug, { change: 'rename', to: `${slug}_neuf` })))
    assert.equal((await expecting(200, admin.get(`/api/${slug}_neuf/`))).count, 3)
    assert.equal((await expecting(200, admin.get(`/api/${slug}/`))).count, 3, 'by its former name')
    const planned = await expecting(200, plan(`${slug}_neuf`, { change: 'drop' }))
    assert.equal(planned.losses[0].count, 3)
    await apply(`${slug}_neuf`, planned)
    assert.equal((await admin.get(`/api/${slug}_neuf/`)).status, 404)
  })
})

suite('nothing is lost without being said', () => {
  test('losses are named with their field, count and samples; without a yes nothing is done', async () => {
    const slug = await aTable()
    const change = { change: 'type', field: 'montant', to: { type: 'decimal', digits: 8, places: 2 } }
    const planned = await expecting(200, plan(slug, change))
    assert.deepEqual(
      planned.losses.map(({ field, count }: JsonObject) => [field, count]),
      [['montant', 1]],
    )
    assert.equal(planned.losses[0].samples[0].value, 'douze')
    assert.equal(planned.rows, 3)
    for (const [yes, status] of [
      [undefined, 409],
      [false, 409],
      ['oui', 400],
      [1, 400],
    ] as [Json, number][]) {
      const refused = await admin.post(`/api/meta/tables/${slug}/apply/`, {
        plan: planned.id,
        accept_loss: yes,
      })
      assert.equal(refused.status, status)
      assert.match(JSON.stringify(refused.body), /accept_loss/)
    }
    assert.equal((await fieldOf(slug, 'montant')).type, 'text')
    await apply(slug, planned)
    await undo(slug)
    assert.deepEqual(await valuesOf(slug, 'montant'), ['12.50', 'douze', null])
  })

  test('an undo that is sent twice under one key undoes one change, an index among them', async () => {
    const slug = await aTable()
    await apply(slug, await expecting(200, plan(slug, { change: 'label', label: { fr: 'Premier' } })))
    const planned = await expecting(200, plan(slug, { change: 'index', fields: ['etat', 'nom'] }))
    const key = { 'idempotency-key': 'une-fois' }
    const applying = () => admin.post(`/api/meta/tables/${slug}/apply/`, { plan: planned.id }, key)
    const applied = await applying()
    assert.ok([200, 202].includes(applied.status), JSON.stringify(applied.body))
    assert.deepEqual((await applying()).body, applied.body)
    await untilDone(applied.body)
    const undone = await admin.post(`/api/meta/tables/${slug}/undo/`, {}, { 'idempotency-key': 'arriere' })
    await untilDone(undone.body)
    const again = await admin.post(`/api/meta/tables/${slug}/undo/`, {}, { 'idempotency-key': 'arriere' })
    assert.deepEqual(again.body, undone.body)
    const { label, indexes } = await meta(slug)
    assert.deepEqual([label.fr, indexes], ['Premier', []])
  })

  test('a plan is good once, and only while the table is as it was', async () => {
    const slug = await aTable()
    const first = await expecting(200, plan(slug, { change: 'drop', field: 'etat' }))
    const second = await expecting(200, plan(slug, { change: 'label', label: { fr: 'Autre' } }))
    await apply(slug, second)
    const stale = await admin.post(`/api/meta/tables/${slug}/apply/`, { plan: first.id, accept_loss: true })
    assert.equal(stale.status, 409)
    assert.equal((await admin.post(`/api/meta/tables/${slug}/apply/`, { plan: second.id })).status, 409)
    for (const [id, status] of [
      [999999, 404],
      ['x', 400],
      [null, 400],
      [-1, 400],
    ] as [Json, number][])
      assert.equal(
        (await admin.post(`/api/meta/tables/${slug}/apply/`, { plan: id })).status,
        status,
        String(id),
      )
    const other = await aTable()
    const third = await expecting(200, plan(other, { change: 'drop', field: 'etat' }))
    const strange = await admin.post(`/api/meta/tables/${slug}/apply/`, { plan: third.id, accept_loss: true })
    assert.equal(strange.status, 404)
    assert.equal((await admin.post(`/api/meta/tables/${await aTable()}/undo/`)).status, 409)
  })
})
