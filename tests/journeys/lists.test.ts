import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { startSugu } from '../support/sugu.ts'

const rayons = ['Téléphones', 'Ordinateurs', 'Électroménager']

const sugu = await startSugu()

suite('lists', () => {
  before(async () => {
    const { admin } = sugu
    const made = await admin.post('/api/meta/tables/', {
      slug: 'rayon',
      fields: [{ slug: 'nom', type: 'text', required: true }],
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const articles = await admin.post('/api/meta/tables/', {
      slug: 'article',
      fields: [
        { slug: 'nom', type: 'text', required: true },
        { slug: 'prix', type: 'decimal', digits: 12, places: 2 },
        { slug: 'rayon', type: 'reference', table: 'rayon' },
        { slug: 'etat', type: 'choice', options: ['neuf', 'occasion'] },
        { slug: 'proches', type: 'references', table: 'article' },
      ],
      search: ['nom'],
    })
    assert.equal(articles.status, 201, JSON.stringify(articles.body))
    for (const nom of rayons) await admin.post('/api/rayon/', { nom })
    for (let i = 1; i <= 45; i++) {
      const article = {
        nom: `Article ${i} ${i % 9 === 0 ? 'Éléphant' : 'zébu'}`,
        prix: i % 5 === 0 ? null : `${(i * 7) % 20}.50`,
        rayon: (i % 3) + 1,
        etat: i % 2 ? 'neuf' : 'occasion',
        proches: i > 2 ? [i - 1, i - 2] : [],
      }
      const created = await admin.post('/api/article/', article)
      assert.equal(created.status, 201, JSON.stringify(created.body))
    }
  })

  test('a page has its count, its rows and the way on', async () => {
    const { body, status } = await sugu.admin.get('/api/article/?page_size=10')
    assert.equal(status, 200)
    assert.equal(body.count, 45)
    assert.equal(body.results.length, 10)
    assert.equal(body.previous, null)
    assert.deepEqual(body.page_info, { current_page: 1, total_pages: 5, page_size: 10 })
    assert.match(body.next, /^http:\/\/.*page_size=10&page=2&cursor=/)
  })

  for (const ordering of ['prix', '-prix', 'prix,-nom', '-rayon,prix', 'nom', '-id', 'etat,-prix,nom']) {
    test(`following next from page to page by ${ordering} meets each row once, in the order of the whole`, async () => {
      const whole = await sugu.admin.get(`/api/article/?ordering=${ordering}&page_size=100`)
      const met: number[] = []
      const pages: number[][] = []
      let next: string | null = `/api/article/?ordering=${ordering}&page_size=7`
      let last = ''
      while (next) {
        const { body } = await sugu.admin.get(next)
        pages.push(body.results.map((row: { id: number }) => row.id))
        met.push(...pages.at(-1)!)
        last = body.previous ?? last
        next = body.next
      }
      assert.deepEqual(
        met,
        whole.body.results.map((row: { id: number }) => row.id),
      )
      const back = await sugu.admin.get(last)
      assert.deepEqual(
        back.body.results.map((row: { id: number }) => row.id),
        pages.at(-2),
      )
    })
  }

  test('null is the greatest: last upwards, first downwards', async () => {
    const up = await sugu.admin.get('/api/article/?ordering=prix&page_size=100')
    assert.equal(up.body.results.at(-1).prix, null)
    const down = await sugu.admin.get('/api/article/?ordering=-prix&page_size=100')
    assert.equal(down.body.results[0].prix, null)
  })

  test('filters narrow, alone, together, and one hop away', async () => {
    const { body } = await sugu.admin.get('/api/article/?etat=neuf&prix__gte=10&rayon__nom=Ordinateurs')
    assert.ok(body.count > 0)
    for (const row of body.results) {
      assert.equal(row.etat, 'neuf')
      assert.ok(Number(row.prix) >= 10)
      assert.equal(row.rayon, 2)
    }
    const where = encodeURIComponent(
      JSON.stringify({
        any: [{ field: 'prix', op: 'isnull' }, { not: { field: 'etat', op: 'eq', value: 'neuf' } }],
      }),
    )
    const other = await sugu.admin.get(`/api/article/?where=${where}&page_size=100`)
    assert.ok(
      other.body.results.every(
        (row: { prix: null; etat: string }) => row.prix === null || row.etat !== 'neuf',
      ),
    )
    const close = await sugu.admin.get('/api/article/?proches=4')
    assert.deepEqual(close.body.results.map((row: { id: number }) => row.id).sort(), [5, 6])
  })

  test('search forgives accents, case and a wrong letter', async () => {
    for (const words of ['Éléphant', 'elephant', 'ELEPHANT', 'elephent']) {
      const { body } = await sugu.admin.get(`/api/article/?search=${encodeURIComponent(words)}`)
      assert.equal(body.count, 5, words)
    }
    assert.equal((await sugu.admin.get('/api/article/?search=introuvable')).body.count, 0)
    assert.equal((await sugu.admin.get('/api/article/?search=ze%20article')).body.count, 40)
  })

  test('expand brings the row referred to, and a choice its label', async () => {
    const { body } = await sugu.admin.get(
      '/api/article/?expand=rayon,etat,proches&fields=id,rayon,etat,proches&ordering=id&page_size=3',
    )
    assert.equal(body.results[2].rayon.nom, 'Téléphones')
    assert.deepEqual(body.results[0].etat, { value: 'neuf', label: 'Neuf' })
    assert.deepEqual(
      body.results[2].proches.map((row: { id: number }) => row.id),
      [2, 1],
    )
    assert.deepEqual(Object.keys(body.results[0]), ['id', 'rayon', 'etat', 'proches'])
  })

  test('the count can be spared, or asked for exactly', async () => {
    const none = await sugu.admin.get('/api/article/?count=none')
    assert.equal(none.body.count, null)
    assert.equal(none.body.page_info.total_pages, null)
    assert.ok(none.body.next)
    assert.equal((await sugu.admin.get('/api/article/?count=exact')).body.count, 45)
  })

  test('what names nothing is refused by its name', async () => {
    for (const [query, name] of [
      ['bidon=1', 'bidon'],
      ['prix__entre=1', 'prix__entre'],
      ['ordering=bidon', 'ordering'],
      ['page=0', 'page'],
      ['page=x', 'page'],
      ['expand=prix', 'expand'],
      ['fields=bidon', 'fields'],
      ['where={', 'where'],
      ['where={"field":"__proto__","op":"eq","value":1}', 'where'],
      ['as_of=hier', 'as_of'],
      ['prix=abc', 'prix'],
      ['etat=neuf&etat=occasion', 'etat'],
      ['rayon__nom__bidon=1', 'rayon__nom__bidon'],
    ]) {
      const { status, body } = await sugu.admin.get(`/api/article/?${query}`)
      assert.equal(status, 400, query)
      assert.ok(body.errors[name!], `${query}: ${JSON.stringify(body)}`)
    }
  })

  test('a page past the end is 404, a foreign cursor 400', async () => {
    assert.equal((await sugu.admin.get('/api/article/?page=9')).status, 404)
    const { body } = await sugu.admin.get('/api/article/?ordering=prix&page_size=5')
    const cursor = new URL(body.next).searchParams.get('cursor')
    assert.equal((await sugu.admin.get(`/api/article/?ordering=nom&cursor=${cursor}`)).status, 400)
    assert.equal((await sugu.admin.get('/api/article/?cursor=AAAA')).status, 400)
  })

  test('a page of more than a hundred is taken as a hundred; an unchanged one is 304', async () => {
    const { body, headers } = await sugu.admin.get('/api/article/?page_size=5000')
    assert.equal(body.page_info.page_size, 100)
    const again = await sugu.admin.get('/api/article/?page_size=5000', {
      'if-none-match': headers.get('etag')!,
    })
    assert.equal(again.status, 304)
  })
})
