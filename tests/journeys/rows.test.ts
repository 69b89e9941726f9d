import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()

suite('rows', () => {
  before(async () => {
    await sugu.admin.post('/api/meta/tables/', {
      slug: 'pret',
      fields: [
        { slug: 'objet', type: 'text', required: true },
        { slug: 'numero', type: 'text', unique: true },
        { slug: 'jours', type: 'integer', min: 1, max: 30, default: 7 },
        { slug: 'rendu', type: 'boolean' },
      ],
    })
  })
  const aLoan = async (values = {}) => {
    const { body, status } = await sugu.admin.post('/api/pret/', { objet: 'Sono', ...values })
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }

  test('a new row answers itself, with its defaults, its version and its address', async () => {
    const { body, status, headers } = await sugu.admin.post('/api/pret/', { objet: 'Bâche' })
    assert.equal(status, 201)
    assert.equal(body.jours, 7)
    assert.equal(body.version, 1)
    assert.equal(body.rendu, null)
    const read = await sugu.admin.get(headers.get('location')!)
    assert.deepEqual(read.body, body)
    assert.equal(read.headers.get('etag'), headers.get('etag'))
  })

  test('what is wrong is said field by field, and nothing is written', async () => {
    const before = (await sugu.admin.get('/api/pret/')).body.count
    const { status, body, headers } = await sugu.admin.post('/api/pret/', { jours: 90, inconnu: 1 })
    assert.equal(status, 400)
    assert.match(headers.get('content-type')!, /application\/problem\+json/)
    assert.deepEqual(Object.keys(body.errors).sort(), ['inconnu', 'jours', 'objet'])
    assert.equal(body.error, body.detail)
    assert.equal((await sugu.admin.get('/api/pret/')).body.count, before)
    const english = await sugu.admin.post('/api/pret/', {}, { 'accept-language': 'en' })
    assert.notEqual(english.body.detail, body.detail)
  })

  test('GET then PUT changes nothing; PUT without a field empties it', async () => {
    const loan = await aLoan({ rendu: true })
    const same = await sugu.admin.put(`/api/pret/${loan.id}/`, loan)
    assert.equal(same.status, 200, JSON.stringify(same.body))
    assert.equal(same.body.version, 1)
    const less = await sugu.admin.put(`/api/pret/${loan.id}/`, { objet: 'Sono' })
    assert.equal(less.body.rendu, null)
    assert.equal(less.body.version, 2)
  })

  test('a stale version is refused with both, by If-Match and by the body alike', async () => {
    const loan = await aLoan()
    await sugu.admin.patch(`/api/pret/${loan.id}/`, { jours: 9 }, { 'if-match': '"1"' })
    for (const stale of [
      await sugu.admin.patch(`/api/pret/${loan.id}/`, { jours: 5 }, { 'if-match': '"1.abc"' }),
      await sugu.admin.patch(`/api/pret/${loan.id}/`, { jours: 5, version: 1 }),
      await sugu.admin.delete(`/api/pret/${loan.id}/`, { 'if-match': '"1"' }),
    ]) {
      assert.equal(stale.status, 412)
      assert.equal(stale.body.current_version, 2)
      assert.equal(stale.body.sent_version, 1)
      assert.equal(stale.body.current.jours, 9)
    }
  })

  test('fifty people add one at the same time: no addition is lost', async () => {
    const loan = await aLoan({ jours: 1 })
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        sugu.admin.patch(`/api/pret/${loan.id}/`, { jours: (i % 29) + 2 }, { 'if-match': '"1"' }),
      ),
    )
    assert.equal(outcomes.filter(({ status }) => status === 200).length, 1)
    assert.equal(outcomes.filter(({ status }) => status === 412).length, 49)
  })

  test('a value that must be unique is refused at its field, even at the same moment', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => sugu.admin.post('/api/pret/', { objet: 'A', numero: 'N1' })),
    )
    assert.equal(outcomes.filter(({ status }) => status === 201).length, 1)
    const refused = outcomes.find(({ status }) => status !== 201)!
    assert.equal(refused.status, 400)
    assert.equal(refused.body.errors.numero[0].code, 'field.not_unique')
  })

  test('the same key twice is one row; another body under it is 409', async () => {
    const key = { 'idempotency-key': 'k-1' }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => sugu.admin.post('/api/pret/', { objet: 'Clé' }, key)),
    )
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
    assert.ok(answers.every(({ status }) => status === 201))
    assert.equal((await sugu.admin.post('/api/pret/', { objet: 'Autre' }, key)).status, 409)
    const refused = await sugu.admin.post('/api/pret/', {}, { 'idempotency-key': 'k-2' })
    assert.equal(refused.status, 400)
    assert.equal(
      (await sugu.admin.post('/api/pret/', { objet: 'Bon' }, { 'idempotency-key': 'k-2' })).status,
      201,
    )
  })

  test('history tells who changed what; an old version comes back', async () => {
    const loan = await aLoan()
    await sugu.admin.patch(`/api/pret/${loan.id}/`, { objet: 'Tente', jours: 3 })
    const { body } = await sugu.admin.get(`/api/pret/${loan.id}/history/`)
    assert.deepEqual(
      body.results.map((line: { verb: string }) => line.verb),
      ['update', 'create'],
    )
    assert.deepEqual(body.results[0].changes, {
      objet: { from: 'Sono', to: 'Tente' },
      jours: { from: 7, to: 3 },
    })
    assert.match(body.results[0].actor, /^user:\d+$/)
    const restored = await sugu.admin.post(`/api/pret/${loan.id}/restore/`, { version: 1 })
    assert.equal(restored.body.objet, 'Sono')
    assert.equal(restored.body.version, 3)
  })

  test('a deleted row lies in the trash and comes back as it was', async () => {
    const loan = await aLoan({ objet: 'À jeter' })
    assert.equal((await sugu.admin.delete(`/api/pret/${loan.id}/`)).status, 204)
    assert.equal((await sugu.admin.get(`/api/pret/${loan.id}/`)).status, 404)
    const trash = await sugu.admin.get('/api/pret/?trash=1')
    assert.ok(trash.body.results.some((row: { id: number }) => row.id === loan.id))
    const back = await sugu.admin.post(`/api/pret/${loan.id}/restore/`)
    assert.equal(back.status, 200, JSON.stringify(back.body))
    assert.equal(back.body.objet, 'À jeter')
    assert.equal(back.body.id, loan.id)
    assert.ok(back.body.version > 1)
    assert.equal(
      (await sugu.admin.get('/api/pret/?trash=1')).body.results.some(
        (row: { id: number }) => row.id === loan.id,
      ),
      false,
    )
  })

  test('as_of shows the table as it stood', async () => {
    const loan = await aLoan({ objet: 'Avant' })
    const gone = await aLoan({ objet: 'Disparu' })
    await sleep(20)
    const at = new Date().toISOString()
    await sleep(20)
    await sugu.admin.patch(`/api/pret/${loan.id}/`, { objet: 'Après' })
    await sugu.admin.delete(`/api/pret/${gone.id}/`)
    const later = await aLoan({ objet: 'Plus tard' })
    const { body } = await sugu.admin.get(`/api/pret/?as_of=${at}&page_size=100`)
    const objects = new Map(body.results.map((row: { id: number; objet: string }) => [row.id, row.objet]))
    assert.equal(objects.get(loan.id), 'Avant')
    assert.equal(objects.get(gone.id), 'Disparu')
    assert.equal(objects.has(later.id), false)
  })

  test('a bulk edit is all or nothing, can be rehearsed, and leaves its history', async () => {
    const ids = [(await aLoan()).id, (await aLoan()).id, (await aLoan()).id]
    const dry = await sugu.admin.post('/api/pret/bulk/', {
      action: 'update',
      ids,
      values: { jours: 12 },
      dry_run: true,
    })
    assert.deepEqual(dry.body, { action: 'update', count: 3, dry_run: true })
    assert.equal((await sugu.admin.get(`/api/pret/${ids[0]}/`)).body.jours, 7)
    const twice = { action: 'update', ids, values: { numero: 'Un seul' } }
    const [rehearsed, meant] = [
      await sugu.admin.post('/api/pret/bulk/', { ...twice, dry_run: true }),
      await sugu.admin.post('/api/pret/bulk/', twice),
    ]
    assert.equal(meant.status, 400)
    assert.deepEqual(rehearsed.body.errors, meant.body.errors)
    const bad = await sugu.admin.post('/api/pret/bulk/', { action: 'update', ids, values: { jours: 99 } })
    assert.equal(bad.status, 400)
    const done = await sugu.admin.post('/api/pret/bulk/', { action: 'update', ids, values: { jours: 12 } })
    assert.equal(done.body.count, 3)
    assert.equal((await sugu.admin.get(`/api/pret/${ids[2]}/`)).body.jours, 12)
    assert.equal((await sugu.admin.get(`/api/pret/${ids[2]}/history/`)).body.results.length, 2)
    assert.equal(
      (await sugu.admin.post('/api/pret/bulk/', { action: 'delete', ids: [...ids, 999999] })).status,
      404,
    )
    const where = { all: [{ field: 'jours', op: 'eq', value: 12 }] }
    assert.equal((await sugu.admin.post('/api/pret/bulk/', { action: 'delete', where })).body.count, 3)
    assert.equal((await sugu.admin.post('/api/pret/bulk/', { action: 'restore', ids })).body.count, 3)
    assert.equal((await sugu.admin.get(`/api/pret/${ids[1]}/`)).body.jours, 12)
  })

  test('a slug is made of the name, like no other, and serves as an address; numbers follow each other', async () => {
    await sugu.admin.post('/api/meta/tables/', {
      slug: 'fiche',
      fields: [
        { slug: 'nom', type: 'text', required: true },
        { slug: 'adresse', type: 'slug', from: 'nom', unique: true },
        { slug: 'numero', type: 'auto_number', prefix: 'F-', padding: 3 },
      ],
    })
    const slugs: string[] = []
    const numbers: string[] = []
    for (const nom of ['Écran plat', 'Écran plat', '2026', 'écran  PLAT']) {
      const { body, status } = await sugu.admin.post('/api/fiche/', { nom })
      assert.equal(status, 201, JSON.stringify(body))
      slugs.push(body.adresse)
      numbers.push(body.numero)
    }
    assert.deepEqual(slugs, ['ecran-plat', 'ecran-plat-2', '2026-1', 'ecran-plat-3'])
    assert.deepEqual(numbers, ['F-001', 'F-002', 'F-003', 'F-004'])
    assert.equal((await sugu.admin.get('/api/fiche/ecran-plat-2/')).body.numero, 'F-002')
  })

  test('strangers are asked to sign in and learn nothing', async () => {
    const loan = await aLoan({ objet: 'Secret' })
    for (const got of [
      await sugu.stranger.get('/api/pret/'),
      await sugu.stranger.get(`/api/pret/${loan.id}/`),
      await sugu.stranger.post('/api/pret/', { objet: 'x' }),
      await sugu.stranger.patch(`/api/pret/${loan.id}/`, { objet: 'x' }),
      await sugu.stranger.get(`/api/pret/${loan.id}/history/`),
    ]) {
      assert.equal(got.status, 401)
      assert.equal(JSON.stringify(got.body).includes('Secret'), false)
    }
    const wrong = await sugu.caller({ authorization: 'Token faux' }).get('/api/pret/')
    assert.equal(wrong.status, 401)
  })

  test('what is not JSON, too large or of another type is refused as such', async () => {
    const send = (body: string, type: string) =>
      fetch(`${sugu.url}/api/pret/`, { method: 'POST', body, headers: { 'content-type': type } })
    assert.equal((await send('{', 'application/json')).status, 400)
    assert.equal((await send('[]', 'application/json')).status, 400)
    assert.equal((await send('x', 'text/plain')).status, 415)
    assert.equal((await send(`"${'x'.repeat(1_100_000)}"`, 'application/json')).status, 413)
    assert.equal((await send('{"__proto__":{"a":1}}', 'application/json')).status, 400)
  })
})
