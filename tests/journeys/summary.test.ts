import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { Json, JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const admin = sugu.caller({ ...sugu.admin.headers, 'x-site': 'lutece' })

/** Paris, so that the day turns at another instant than in UTC. */
const facture: readonly (readonly [string, string | null, string, string | null, string, number | null])[] = [
  ['D-1', 'envoye', '2026-01-05', '2026-01-31T23:30:00Z', '1000.10', 1],
  ['D-2', 'envoye', '2026-01-11', '2026-01-31T22:30:00Z', '2000.20', 1],
  ['D-3', 'refuse', '2026-01-12', '2026-02-15T12:00:00Z', '0.05', 2],
  ['D-4', 'accepte', '2026-12-31', null, '300.00', null],
  ['D-5', null, '2027-01-01', '2026-03-29T12:00:00Z', '99999999999.99', 2],
]

suite('summaries', () => {
  before(async () => {
    const table = (definition: JsonObject) => expecting(201, admin.post('/api/meta/tables/', definition))
    const site = { slug: 'lutece', name: 'Lutèce', time_zone: 'Europe/Paris' }
    await expecting(201, sugu.admin.post('/api/sites/', site))
    await table({ slug: 'client', fields: [{ slug: 'nom', type: 'text' }], title: 'nom' })
    await table({
      slug: 'facture',
      fields: [
        { slug: 'numero', type: 'text', required: true },
        {
          slug: 'statut',
          type: 'choice',
          options: ['accepte', 'envoye', 'refuse'].map((value) => ({
            value,
            label: { fr: value === 'envoye' ? 'Envoyé' : value, en: value },
          })),
        },
        { slug: 'jour', type: 'date' },
        { slug: 'instant', type: 'datetime' },
        { slug: 'montant', type: 'decimal', digits: 14, places: 2 },
        { slug: 'prix', type: 'money', currency: 'EUR' },
        { slug: 'client', type: 'reference', table: 'client' },
        { slug: 'secret', type: 'integer' },
        { slug: 'note', type: 'long_text' },
      ],
      search: ['numero'],
      title: 'numero',
    })
    for (const nom of ['Awa', 'Bakary']) await expecting(201, admin.post('/api/client/', { nom }))
    for (const [numero, statut, jour, instant, montant, client] of facture) {
      const values = { numero, statut, jour, instant, montant, client, secret: 71, prix: '1.25' }
      await expecting(201, admin.post('/api/facture/', values))
    }
  })

  const summary = (query: string, by: Caller = admin) =>
    expecting(200, by.get(`/api/facture/summary/?${query}`))
  const keysAndCounts = (body: { groups: { keys: Json[]; count: number }[] }) =>
    body.groups.map(({ keys, count }) => [...keys, count])

  test('without groups it counts and measures what a list would find', async () => {
    const { groups, more, total } = await summary(
      'measures=sum:montant,avg:montant,min:jour,max:instant,filled:client,sum:prix,avg:prix&statut=envoye',
    )
    assert.deepEqual([groups, more], [[], false])
    assert.deepEqual(total, {
      count: 2,
      values: {
        'sum:montant': '3000.30',
        'avg:montant': '1500.1500',
        'min:jour': '2026-01-05',
        'max:instant': '2026-01-31T23:30:00+00:00',
        'filled:client': 2,
        'sum:prix': '2.50',
        'avg:prix': '1.2500',
      },
    })
  })

  test('decimals stay exact', async () => {
    const { total } = await summary('measures=sum:montant')
    assert.equal(total.values['sum:montant'], '100000003300.34')
  })

  test('groups tell their label, their rows and the condition that finds these again', async () => {
    const body = await summary('group_by=statut&measures=sum:montant')
    assert.deepEqual(keysAndCounts(body), [
      ['accepte', 1],
      ['envoye', 2],
      ['refuse', 1],
      [null, 1],
    ])
    assert.deepEqual(body.groups[1], {
      keys: ['envoye'],
      labels: ['Envoyé'],
      where: { field: 'statut', op: 'eq', value: 'envoye' },
      count: 2,
      values: { 'sum:montant': '3000.30' },
    })
    assert.equal(body.total.count, 5)
  })

  for (const [by, keys] of Object.entries({
    'jour:week': ['2026-01-05', '2026-01-12', '2026-12-28'],
    'jour:month': ['2026-01-01', '2026-12-01', '2027-01-01'],
    'jour:quarter': ['2026-01-01', '2026-10-01', '2027-01-01'],
    'jour:year': ['2026-01-01', '2027-01-01'],
    instant: ['2026-01-31', '2026-02-01', '2026-02-15', '2026-03-29', null],
    'instant:month': ['2026-01-01', '2026-02-01', '2026-03-01', null],
    'client,statut': [1, 2, 2, null],
    numero: ['D-1', 'D-2', 'D-3', 'D-4', 'D-5'],
  })) {
    test(`by ${by}, each row is in one group, and the group’s condition finds its rows`, async () => {
      const { groups, total } = await summary(`group_by=${by}`)
      assert.deepEqual(
        groups.map((group: { keys: Json[] }) => group.keys[0]),
        keys,
      )
      let all = 0
      for (const { where, count } of groups) {
        const list = await expecting(
          200,
          admin.get(`/api/facture/?where=${encodeURIComponent(JSON.stringify(where))}`),
        )
        assert.equal(list.count, count, JSON.stringify(where))
        all += count
      }
      assert.equal(all, total.count)
    })
  }

  test('the row referred to is called by its title', async () => {
    const { groups } = await summary('group_by=client')
    assert.deepEqual(
      groups.map((group: { labels: string[] }) => group.labels[0]),
      ['Awa', 'Bakary', null],
    )
  })

  test('what is beyond the cap is said to be there, and counts in the total', async () => {
    const body = await summary('group_by=numero&page_size=2&ordering=-numero')
    assert.deepEqual(keysAndCounts(body), [
      ['D-5', 1],
      ['D-4', 1],
    ])
    assert.deepEqual([body.more, body.total.count], [true, 5])
    const byMeasure = await summary('group_by=statut&measures=sum:montant&ordering=-sum:montant&page_size=2')
    assert.deepEqual(keysAndCounts(byMeasure), [
      [null, 1],
      ['envoye', 2],
    ])
    assert.deepEqual(keysAndCounts(await summary('group_by=statut&ordering=-count&page_size=1')), [
      ['envoye', 2],
    ])
  })

  test('a search narrows it, with its mistakes; so does the past', async () => {
    assert.equal((await summary('search=d-3')).total.count, 1)
    assert.equal((await summary(`as_of=${new Date(Date.now() + 1000).toISOString()}`)).total.count, 5)
    assert.equal((await summary('trash=1')).total.count, 0)
  })

  test('what names nothing, or cannot be done, is refused by name', async () => {
    const refused = async (query: string) => {
      const { status, body } = await admin.get(`/api/facture/summary/?${query}`)
      assert.equal(status, 400, query)
      return Object.values(body.errors as Record<string, { code: string }[]>)[0]![0]!.code
    }
    for (const [query, code] of [
      ['group_by=rien', 'param.field'],
      ['group_by=note', 'param.not_grouped'],
      ['group_by=jour:siecle', 'param.one_of'],
      ['group_by=jour:day:day', 'param.one_of'],
      ['group_by=statut:month', 'param.one_of'],
      ['group_by=statut,jour,client', 'param.too_many'],
      ['measures=sum:statut', 'param.not_measured'],
      ['measures=sum:jour', 'param.not_measured'],
      ['measures=count', 'param.one_of'],
      ["measures=sum:montant');drop--", 'param.field'],
      ['ordering=montant', 'param.not_orderable'],
      ['page=2', 'param.unknown'],
      ['fields=numero', 'param.unknown'],
      ['__proto__=1', 'param.unknown'],
      ['page_size=0', 'param.integer'],
    ] as const)
      assert.equal(await refused(query), code, query)
    const stranger = sugu.caller({ 'x-site': 'lutece' })
    assert.equal((await stranger.get('/api/facture/summary/?group_by=rien')).status, 401)
    assert.equal((await sugu.admin.get('/api/facture/summary/')).status, 404)
  })

  test('nothing is told by a field that one may not read, nor of rows that one may not', async () => {
    const own = { field: 'montant', op: 'lt', value: '2500.00' }
    const read = { where: own, except: ['secret', 'client'] }
    const group = await expecting(
      201,
      admin.post('/api/groups/', { name: 'Vue', permissions: { facture: { read } } }),
    )
    const person = { username: 'vue', password: 'quatre mangues bien mûres', groups: [group.id] }
    await expecting(201, admin.post('/api/users/', person))
    const { headers } = await sugu.signIn('vue', person.password)
    const who = sugu.caller({ ...headers, 'x-site': 'lutece' })
    for (const query of [
      'group_by=secret',
      'group_by=client',
      'measures=sum:secret',
      'measures=filled:secret',
      'secret=71',
      'group_by=statut&measures=sum:montant,max:secret',
    ]) {
      const { status, body } = await who.get(`/api/facture/summary/?${query}`)
      assert.equal(status, 400, query)
      assert.ok(!JSON.stringify(body).includes('71') || query === 'secret=71', query)
    }
    const { total, groups } = await summary('group_by=statut&measures=sum:montant', who)
    assert.equal(total.count, 4)
    assert.equal(total.values['sum:montant'], '3300.35')
    assert.deepEqual(
      groups.map((group: { keys: Json[] }) => group.keys[0]),
      ['accepte', 'envoye', 'refuse'],
    )
  })
})
