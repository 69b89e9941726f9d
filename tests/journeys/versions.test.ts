import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json, JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin } = sugu

for (const [slug, more] of [
  ['marque', []],
  ['fiche', [{ slug: 'quantite', type: 'integer' }]],
] as [string, JsonObject[]][]) {
  const fields = [{ slug: 'nom', type: 'text', required: true }, ...more]
  await expecting(201, admin.post('/api/meta/tables/', { slug, fields }))
}
const aCard = (values: JsonObject = {}) =>
  expecting(201, admin.post('/api/fiche/', { nom: 'Carte', ...values }))

suite('versions and keys', () => {
  test('If-Match takes a version, weak or with a digest, and *; nothing else', async () => {
    const { id } = await aCard()
    const patch = (tag: string) => admin.patch(`/api/fiche/${id}/`, { nom: 'Carte' }, { 'if-match': tag })
    for (const tag of ['"1"', 'W/"1"', '"1.abcDEF_-"', '*']) assert.equal((await patch(tag)).status, 200, tag)
    for (const tag of ['1', 'abc', '""', '"-1"', '"1", "2"', '"99999999999"'])
      assert.equal((await patch(tag)).status, 400, tag)
    await expecting(200, admin.patch(`/api/fiche/${id}/`, { nom: 'Autre' }))
    assert.equal((await patch('"1"')).status, 412)
    assert.equal((await patch('"999999999"')).status, 412)
  })

  test('a version in the body that is none is refused at its name', async () => {
    const { id } = await aCard()
    for (const version of ['1', 1.5, {}, true, []]) {
      const got = await admin.patch(`/api/fiche/${id}/`, { version })
      assert.equal(got.status, 400, JSON.stringify(version))
    }
  })

  test('a key belongs to its caller, its address and its body', async () => {
    const key = { 'idempotency-key': 'commande-1' }
    const first = await admin.post('/api/fiche/', { nom: 'Une' }, key)
    const again = await admin.post('/api/fiche/', { nom: 'Une' }, key)
    assert.deepEqual([again.status, again.body], [first.status, first.body])
    assert.equal(again.headers.get('location'), first.headers.get('location'))
    assert.equal((await admin.post('/api/marque/', { nom: 'Une' }, key)).status, 409)
    for (const bad of ['', 'x'.repeat(201)])
      assert.equal((await admin.post('/api/fiche/', { nom: 'Une' }, { 'idempotency-key': bad })).status, 400)
  })

  test('a refusal is not kept, and neither is a one-time password', async () => {
    const key = { 'idempotency-key': 'personne-1' }
    const person = { username: 'fatou' }
    const made = await expecting(201, admin.post('/api/users/', person, key))
    assert.ok(made.one_time_password)
    const again = await admin.post('/api/users/', person, key)
    assert.equal(JSON.stringify(again.body).includes(made.one_time_password), false)
  })
})

suite('null in conditions', () => {
  test('a comparison with null is false; ne and not are plain negations', async () => {
    await expecting(201, admin.post('/api/marque/', { nom: 'Nulle' }))
    const ids = [
      (await aCard({ quantite: 5, nom: 'N1' })).id,
      (await aCard({ nom: 'N2' })).id,
      (await aCard({ quantite: 9, nom: 'N3' })).id,
    ]
    const among = { field: 'id', op: 'in', value: ids }
    const found = async (where: JsonObject): Promise<number[]> => {
      const all = encodeURIComponent(JSON.stringify({ all: [among, where] }))
      const { results } = await expecting(200, admin.get(`/api/fiche/?where=${all}&ordering=id`))
      return results.map((row: { id: number }) => ids.indexOf(row.id))
    }
    const on = (op: string, value: Json) => ({ field: 'quantite', op, value })
    assert.deepEqual(await found(on('ne', 5)), [1, 2])
    assert.deepEqual(await found({ not: on('eq', 5) }), [1, 2])
    assert.deepEqual(await found({ not: on('gt', 5) }), [0, 1])
    assert.deepEqual(await found(on('gt', 0)), [0, 2])
    assert.deepEqual(await found(on('isnull', true)), [1])
    assert.deepEqual(await found({ not: on('in', [5, 9]) }), [1])
    const up = await expecting(200, admin.get(`/api/fiche/?id__in=${ids}&ordering=quantite`))
    assert.deepEqual(
      up.results.map((row: { quantite: Json }) => row.quantite),
      [5, 9, null],
    )
  })

  test('a page_size above 100 is taken as 100; a list of one page says so', async () => {
    const { page_info, next } = await expecting(200, admin.get('/api/marque/?page_size=101'))
    assert.deepEqual(page_info, { current_page: 1, total_pages: 1, page_size: 100 })
    assert.equal(next, null)
    assert.equal((await admin.get('/api/marque/?page_size=0')).status, 400)
  })
})
