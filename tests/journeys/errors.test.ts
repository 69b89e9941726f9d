import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json, JsonObject } from '#model/json.ts'
import { expecting, type Got } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'marque',
    fields: [{ slug: 'nom', type: 'text', required: true }],
  }),
)
await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'fiche',
    fields: [
      { slug: 'nom', type: 'text', required: true, max: 20 },
      { slug: 'quantite', type: 'integer' },
      { slug: 'taux', type: 'decimal', digits: 8, places: 2 },
      { slug: 'prix', type: 'money', currency: 'XOF' },
      { slug: 'prix_eur', type: 'money', currency: 'EUR' },
      { slug: 'jour', type: 'date' },
      { slug: 'instant', type: 'datetime' },
      { slug: 'etat', type: 'choice', options: ['neuf', 'occasion'] },
      { slug: 'marque', type: 'reference', table: 'marque' },
      { slug: 'marques', type: 'references', table: 'marque' },
      { slug: 'actif', type: 'boolean' },
      { slug: 'numero', type: 'auto_number', prefix: 'F-', padding: 4 },
    ],
  }),
)

const codes = ({ body }: Got): Record<string, string> =>
  Object.fromEntries(
    Object.entries((body.errors ?? {}) as Record<string, { code: string }[]>).map(([field, list]) => [
      field,
      list[0]!.code,
    ]),
  )
const aCard = (values: JsonObject = {}) =>
  expecting(201, admin.post('/api/fiche/', { nom: 'Carte', ...values }))

suite('refusals are problems', () => {
  const refusals: [string, number, () => Promise<Got>][] = [
    ['a bad value', 400, () => admin.post('/api/fiche/', { nom: '' })],
    ['nobody', 401, () => stranger.get('/api/fiche/')],
    ['a foreign scheme', 401, () => sugu.caller({ authorization: 'Basic YTpi' }).get('/api/fiche/')],
    ['no such table', 404, () => admin.get('/api/rien/')],
    ['no such row', 404, () => admin.get('/api/fiche/999999/')],
    ['no such slug', 404, () => admin.get('/api/fiche/une-fiche/')],
    ['an id beyond counting', 404, () => admin.get('/api/fiche/9999999999999999999/')],
    ['no such verb', 404, () => admin.post('/api/fiche/1/publier/')],
    ['no such address', 404, () => admin.get('/rien/du/tout')],
    ['no such method', 405, () => admin.put('/api/fiche/', {})],
    ['another method not there', 405, () => admin.patch('/api/schema/', {})],
    ['nothing to restore', 409, async () => admin.post(`/api/fiche/${(await aCard()).id}/restore/`)],
    ['a file where JSON is meant', 415, () => admin.post('/api/fiche/', new FormData())],
    ['JSON where a file is meant', 415, () => admin.post('/api/fiche/import/', {})],
    ['a body that is too large', 413, () => admin.post('/api/fiche/', { nom: 'x'.repeat(1_100_000) })],
  ]
  for (const [name, status, ask] of refusals) {
    test(`${name}: ${status}, in French and with all members`, async () => {
      const got = await ask()
      assert.equal(got.status, status, JSON.stringify(got.body))
      assert.match(got.headers.get('content-type')!, /^application\/problem\+json/)
      for (const member of ['type', 'title', 'code', 'detail', 'error'])
        assert.equal(typeof got.body[member], 'string', member)
      assert.equal(got.body.status, status)
      assert.equal(got.body.error, got.body.detail)
      assert.doesNotMatch(JSON.stringify(got.body), /\bat .*\.ts|node_modules|select |insert /i)
    })
  }

  test('a method that is not there names those that are', async () => {
    const got = await admin.put('/api/fiche/', {})
    assert.deepEqual(got.headers.get('allow')?.split(', ').sort(), ['GET', 'HEAD', 'POST'])
    const one = await admin.post('/api/fiche/1/', {})
    assert.deepEqual(one.headers.get('allow')?.split(', ').sort(), ['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT'])
  })

  test('the language is the caller’s; the codes never change', async () => {
    for (const [header, language] of [
      ['en', 'en'],
      ['en-GB,fr;q=0.5', 'en'],
      ['fr', 'fr'],
      ['fr-CI', 'fr'],
      ['de', 'fr'],
      ['de,en;q=0.3', 'en'],
      ['en;q=0.2,fr;q=0.9', 'fr'],
      [';;;q=', 'fr'],
    ] as const) {
      const got = await admin.post('/api/fiche/', {}, { 'accept-language': header })
      assert.equal(codes(got).nom, 'field.required')
      const english = /required|correct/.test(got.body.detail + got.body.errors.nom[0].message)
      assert.equal(english, language === 'en', header)
    }
  })

  test('with and without its last slash, an address is the same', async () => {
    for (const path of ['/api', '/api/fiche', '/api/meta/tables', '/api/meta/tables/fiche', '/api/schema']) {
      assert.equal((await admin.get(path)).status, 200, path)
      assert.equal((await admin.get(`${path}/`)).status, 200, path)
    }
    const card = await expecting(201, admin.post('/api/fiche', { nom: 'Sans' }))
    assert.equal((await admin.patch(`/api/fiche/${card.id}`, { nom: 'Avec' })).status, 200)
  })

  test('HEAD is GET without its body', async () => {
    const { id } = await aCard()
    for (const path of ['/api/fiche/', `/api/fiche/${id}/`, '/api/', '/api/fiche/999999/']) {
      const head = await fetch(sugu.url + path, { method: 'HEAD', headers: admin.headers })
      const get = await admin.get(path)
      assert.equal(head.status, get.status, path)
      assert.equal(head.headers.get('etag'), get.headers.get('etag'))
      assert.equal(await head.text(), '')
    }
  })
})

suite('writing', () => {
  test('whoever writes a bad user name is told in words what would be right', async () => {
    const said = async (language: string) => {
      const { status, body } = await admin.post(
        '/api/users/',
        { username: 'awa koné' },
        { 'accept-language': language },
      )
      assert.equal(status, 400)
      assert.equal(body.errors.username[0].code, 'text.pattern')
      return body.errors.username[0].message
    }
    assert.match(await said('fr'), /commence par une lettre.*« awa\.kone »/)
    assert.match(await said('en'), /begins with a letter.*"awa\.kone"/)
  })

  test('an unknown field is refused by its name, and so is what the server makes', async () => {
    const got = await admin.post('/api/fiche/', { nom: 'A', couleur: 'rouge', prix_: 1 })
    assert.deepEqual(Object.keys(codes(got)).sort(), ['couleur', 'prix_'])
    const { id, created_at } = await aCard()
    for (const made of [{ id: id + 1 }, { created_at: '2020-01-01T00:00:00Z' }, { numero: 'F-9999' }]) {
      const refused = await admin.patch(`/api/fiche/${id}/`, made)
      assert.equal(refused.status, 400, JSON.stringify(made))
      assert.deepEqual(Object.keys(codes(refused)), Object.keys(made))
    }
    assert.equal((await admin.patch(`/api/fiche/${id}/`, { id, created_at, nom: 'B' })).status, 200)
  })

  test('GET then PUT works, whatever the fields hold', async () => {
    const brand = await expecting(201, admin.post('/api/marque/', { nom: 'Bélier' }))
    const card = await aCard({
      quantite: 3,
      taux: '2.50',
      prix: 850000,
      prix_eur: '12.5',
      jour: '2026-12-31',
      instant: '2026-12-31T10:00:00.5+01:00',
      etat: 'neuf',
      marque: brand.id,
      marques: [brand.id],
      actif: false,
    })
    assert.match(card.numero, /^F-\d{4}$/)
    const read = await admin.get(`/api/fiche/${card.id}/`)
    const put = await admin.put(`/api/fiche/${card.id}/`, read.body, {
      'if-match': read.headers.get('etag')!,
    })
    assert.equal(put.status, 200, JSON.stringify(put.body))
    assert.deepEqual(put.body, read.body)
  })

  const accepted: [string, Json, Json][] = [
    ['taux', 2.5, '2.50'],
    ['taux', '2.5', '2.50'],
    ['taux', -0.01, '-0.01'],
    ['taux', '-0', '0.00'],
    ['taux', 0, '0.00'],
    ['prix', 850000, 850000],
    ['prix', '850000', 850000],
    ['prix_eur', 12.5, '12.50'],
    ['prix_eur', '12', '12.00'],
    ['jour', '2024-02-29', '2024-02-29'],
    ['instant', '2026-12-31T10:00:00Z', '2026-12-31T10:00:00+00:00'],
    ['instant', '2026-12-31T10:00:00.123456+02:00', '2026-12-31T08:00:00.123456+00:00'],
    ['etat', null, null],
    ['quantite', -9007199254740991, -9007199254740991],
    ['marques', [], []],
    ['actif', true, true],
  ]
  for (const [field, sent, stored] of accepted) {
    test(`${field} takes ${JSON.stringify(sent)}`, async () => {
      const { id } = await aCard({ [field]: sent })
      assert.deepEqual((await admin.get(`/api/fiche/${id}/`)).body[field], stored)
    })
  }

  const refused: [string, Json][] = [
    ['taux', '2,50'],
    ['taux', '1 000.00'],
    ['taux', '2.505'],
    ['taux', '1e3'],
    ['taux', 'NaN'],
    ['taux', 10_000_000],
    ['prix', 1.5],
    ['prix', '850 000'],
    ['prix', 1e300],
    ['prix_eur', '12.505'],
    ['quantite', 1.5],
    ['quantite', 9_007_199_254_740_992],
    ['quantite', 1e21],
    ['quantite', true],
    ['jour', '31/12/2026'],
    ['jour', '2026-02-30'],
    ['jour', '2026-12-31T00:00:00Z'],
    ['jour', '-000001-01-01'],
    ['instant', '2026-12-31T10:00:00'],
    ['instant', '2026-12-31'],
    ['instant', '2026-12-31T25:00:00Z'],
    ['instant', 1767225600],
    ['etat', 'Neuf'],
    ['etat', ['neuf']],
    ['marque', 999999],
    ['marque', '1; drop table'],
    ['marque', { id: 1 }],
    ['marque', -1],
    ['marque', 1e18],
    ['marques', [999999]],
    ['marques', 'tout'],
    ['actif', 'peut-être'],
    ['nom', ['A']],
    ['nom', 'x'.repeat(21)],
    ['nom', 'a\u0000b'],
    ['nom', 'a\ud800b'],
    ['nom', null],
  ]
  for (const [field, sent] of refused) {
    test(`${field} refuses ${JSON.stringify(sent)}`, async () => {
      const got = await admin.post('/api/fiche/', { nom: 'A', [field]: sent })
      assert.equal(got.status, 400, JSON.stringify(got.body))
      assert.deepEqual(Object.keys(codes(got)), [field])
    })
  }
})
