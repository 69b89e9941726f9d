import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { expecting, type Got } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin } = sugu

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'cible',
    fields: [
      { slug: 'nom', type: 'text', required: true },
      { slug: 'code', type: 'text', unique: true },
      { slug: 'nombre', type: 'integer' },
    ],
  }),
)

suite('two at once', () => {
  test('update and delete of one row: one of them, or both in turn; never half', async () => {
    for (let i = 0; i < 10; i++) {
      const { id } = await expecting(201, admin.post('/api/cible/', { nom: 'Course' }))
      const [patched, deleted] = await Promise.all([
        admin.patch(`/api/cible/${id}/`, { nom: 'Vite' }),
        admin.delete(`/api/cible/${id}/`),
      ])
      assert.ok([200, 404].includes(patched!.status), JSON.stringify(patched!.body))
      assert.equal(deleted!.status, 204)
      assert.equal((await admin.get(`/api/cible/${id}/`)).status, 404)
    }
  })

  test('the same restore, the same bulk, the same key', async () => {
    const { id } = await expecting(201, admin.post('/api/cible/', { nom: 'Retour', code: 'R-1' }))
    await expecting(204, admin.delete(`/api/cible/${id}/`))
    const restored = await Promise.all([1, 2, 3].map(() => admin.post(`/api/cible/${id}/restore/`)))
    assert.equal(
      restored.filter(({ status }) => status === 200).length,
      1,
      restored.map((one) => one.status).join(),
    )
    for (const got of restored) assert.ok(got.status < 500, JSON.stringify(got.body))
    const ids = await Promise.all(
      [1, 2, 3, 4].map(async (n) => (await expecting(201, admin.post('/api/cible/', { nom: `${n}` }))).id),
    )
    const bulks = await Promise.all(
      [ids, ids.toReversed(), ids].map((all, n) =>
        admin.post('/api/cible/bulk/', { action: 'update', ids: all, values: { nombre: n } }),
      ),
    )
    for (const got of bulks) assert.equal(got.status, 200, JSON.stringify(got.body))
  })

  test('a value comes back from the trash that another row has taken since', async () => {
    const { id } = await expecting(201, admin.post('/api/cible/', { nom: 'A', code: 'PRIS' }))
    await expecting(204, admin.delete(`/api/cible/${id}/`))
    await expecting(201, admin.post('/api/cible/', { nom: 'B', code: 'PRIS' }))
    const got = await admin.post(`/api/cible/${id}/restore/`)
    assert.equal(got.status, 400)
    assert.equal(got.body.errors.code[0].code, 'field.not_unique')
  })

  test('the same table made ten times at once is one table', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, () =>
        admin.post('/api/meta/tables/', { slug: 'jumelle', fields: [{ slug: 'a', type: 'text' }] }),
      ),
    )
    assert.equal(made.filter(({ status }) => status === 201).length, 1)
    for (const got of made) assert.ok([201, 400].includes(got.status), JSON.stringify(got.body))
  })

  test('rows are written while their table changes', async () => {
    const writes: Promise<Got>[] = []
    for (let i = 0; i < 5; i++) {
      for (let n = 0; n < 10; n++) writes.push(admin.post('/api/jumelle/', { a: `${i}.${n}` }))
      const plan = await expecting(
        200,
        admin.post('/api/meta/tables/jumelle/plan/', {
          changes: [{ change: 'add', field: { slug: `b${i}`, type: 'integer' } }],
        }),
      )
      const applied = await admin.post('/api/meta/tables/jumelle/apply/', { plan: plan.id })
      assert.ok([200, 202, 409].includes(applied.status), JSON.stringify(applied.body))
    }
    for (const got of await Promise.all(writes)) assert.equal(got.status, 201, JSON.stringify(got.body))
  })
})
