import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const password = 'trois mangues sur un vélo'

async function personNamed(username: string, groups: number[] = []) {
  await expecting(201, admin.post('/api/users/', { username, password, groups }))
  return sugu.signIn(username, password)
}

suite('what a screen asks first', () => {
  test('is who asks, where, and the tables that are open to them, by app', async () => {
    const here = await expecting(200, admin.get('/api/here/'))
    assert.equal(here.user.username, 'admin')
    assert.deepEqual(here.site, {
      slug: 'default',
      name: 'Ma boutique',
      language: 'fr',
      country: here.site.country,
      currency: here.site.currency,
      time_zone: here.site.time_zone,
    })
    assert.ok(here.is_admin && here.is_network_owner)
    const projects = here.apps.find((app: { slug: string }) => app.slug === 'projects')
    assert.deepEqual(projects.tables.slice(0, 2), ['projet', 'devis'])
    assert.ok(here.tables.every((table: { may: { read: boolean } }) => table.may.read))
  })

  test('is nothing of what is not theirs', async () => {
    const awa = await personNamed('awa')
    const here = await expecting(200, awa.get('/api/here/'))
    assert.equal(here.is_admin, false)
    const slugs = here.tables.map(({ slug }: { slug: string }) => slug)
    assert.ok(!slugs.includes('contact') && !slugs.includes('groups'), slugs.join())
    assert.deepEqual(
      here.sites.map(({ slug }: { slug: string }) => slug),
      ['default'],
    )
    assert.equal((await stranger.get('/api/here/')).status, 401)
  })

  test('names the sites that one may go to, and no others', async () => {
    await expecting(201, admin.post('/api/sites/', { slug: 'annexe', name: 'Annexe' }))
    const sites = async (who: typeof admin) =>
      (await expecting(200, who.get('/api/here/'))).sites.map(({ slug }: { slug: string }) => slug)
    assert.deepEqual(await sites(admin), ['annexe', 'default'])
    assert.deepEqual(await sites(await personNamed('binta')), ['default'])
    const there = await expecting(200, admin.get('/api/here/', { 'x-site': 'annexe' }))
    assert.equal(there.site.name, 'Annexe')
  })
})

suite('preferences', () => {
  test('are kept by name, forgotten by null, and are of one person at one site', async () => {
    const kept = await expecting(200, admin.patch('/api/here/preferences/', { nav: { folded: ['a'] }, x: 1 }))
    assert.deepEqual(kept, { nav: { folded: ['a'] }, x: 1 })
    await expecting(200, admin.patch('/api/here/preferences/', { x: null, 'grid.devis': ['é', 2] }))
    const here = await expecting(200, admin.get('/api/here/'))
    assert.deepEqual(here.preferences, { nav: { folded: ['a'] }, 'grid.devis': ['é', 2] })
    const there = await expecting(200, admin.get('/api/here/', { 'x-site': 'annexe' }))
    assert.deepEqual(there.preferences, {})
    const fatou = await personNamed('fatou')
    assert.deepEqual((await expecting(200, fatou.get('/api/here/'))).preferences, {})
  })

  test('have a name, a size and a number', async () => {
    const prefer = (wishes: Record<string, string | number>) => admin.patch('/api/here/preferences/', wishes)
    assert.equal((await prefer({ 'a b': 1 })).body.code, 'preferences.name')
    assert.equal((await prefer({ ['x'.repeat(61)]: 1 })).body.code, 'preferences.name')
    assert.equal((await prefer({ big: 'x'.repeat(16_001) })).status, 413)
    assert.equal((await prefer({ nul: 'a\u0000b' })).status, 413)
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`n${at}`, at]))
    assert.equal((await prefer(many)).status, 413)
    assert.equal('n0' in (await expecting(200, admin.get('/api/here/'))).preferences, false)
  })

  test('go with the person’s data', async () => {
    const moussa = await personNamed('moussa')
    await expecting(200, moussa.patch('/api/here/preferences/', { nav: 1 }))
    assert.equal((await moussa.get('/api/users/me/export/')).status, 200)
    assert.equal((await stranger.patch('/api/here/preferences/', { nav: 1 })).status, 401)
  })
})

suite('one question to all tables', () => {
  const add = (nom: string, entreprise: string) =>
    expecting(201, admin.post('/api/contact/', { nom, entreprise }))

  test('finds rows wherever they lie, whatever their accents', async () => {
    const { id } = await add('Koné', 'Ébène')
    await expecting(201, admin.post('/api/projet/', { nom_projet: 'Toit des Kone' }))
    const { results, near } = await expecting(200, admin.get('/api/search/?q=kone'))
    assert.equal(near, false)
    const told = results
      .map(({ table, title }: { table: string; title: string }) => `${table} ${title}`)
      .sort()
    assert.deepEqual(told, ['contact Koné', 'projet Toit des Kone'])
    const contact = results.find(({ table }: { table: string }) => table === 'contact')
    assert.deepEqual(contact, { table: 'contact', id, title: 'Koné', hint: 'Ébène' })
  })

  test('gives what nearly is so where nothing is', async () => {
    await add('Ouattara', 'Atelier')
    const { results, near } = await expecting(200, admin.get('/api/search/?q=ouatara'))
    assert.equal(near, true)
    assert.equal(results[0].title, 'Ouattara')
  })

  test('looks where it is told to, and no further than that many', async () => {
    for (const name of ['Sylla A', 'Sylla B', 'Sylla C']) await add(name, 'x')
    const two = await expecting(200, admin.get('/api/search/?q=sylla&limit=2'))
    assert.equal(two.results.length, 2)
    assert.deepEqual((await expecting(200, admin.get('/api/search/?q=sylla&tables=projet'))).results, [])
    assert.equal((await admin.get('/api/search/?q=a&limit=99')).status, 400)
    assert.equal((await admin.get('/api/search/?q=a&sort=b')).status, 400)
    for (const nothing of ['', '%25', '_', '%5C'])
      assert.deepEqual((await expecting(200, admin.get(`/api/search/?q=${nothing}`))).results, [])
  })

  test('tells a person nothing of what they may not read, and strangers nothing at all', async () => {
    const member = await personNamed('kofi')
    const { results } = await expecting(200, member.get('/api/search/?q=sylla'))
    assert.deepEqual(results, [])
    assert.equal((await stranger.get('/api/search/?q=sylla')).status, 401)
    const there = await expecting(200, admin.get('/api/search/?q=sylla', { 'x-site': 'annexe' }))
    assert.deepEqual(there.results, [])
  })

  test('nor a field that is not theirs to search', async () => {
    const group = await expecting(
      201,
      admin.post('/api/groups/', {
        name: 'accueil',
        permissions: { contact: { read: { fields: ['nom'] } } },
      }),
    )
    const member = await personNamed('sira', [group.id])
    const byName = await expecting(200, member.get('/api/search/?q=ouattara'))
    assert.deepEqual(
      byName.results.map(({ title, hint }: { title: string; hint: null }) => [title, hint]),
      [['Ouattara', null]],
    )
    assert.deepEqual((await expecting(200, member.get('/api/search/?q=atelier'))).results, [])
  })
})
