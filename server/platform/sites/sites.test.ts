import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import type { Site, User } from '#engine/context.ts'
import { anotherProcess, openPlatform, system, testPlatform } from '../../../tests/support/platform.ts'
import { makePerson } from '../identity/people.ts'
import { makeSite } from '../make-site.ts'
import { sites } from './sites.ts'

const platform = await testPlatform()
const { db } = platform
const begun: string[] = []
const making = {
  owner: db.owner,
  reload: platform.sites.reload,
  onNewSite: [async (site: Site) => void begun.push(site.slug)],
}
const errorsOf = (work: Promise<unknown>) =>
  work.then(
    () => ({}),
    (error: AppError) => error.errors ?? error.status,
  )
const codes = async (work: Promise<unknown>) => {
  const errors = await errorsOf(work)
  if (typeof errors === 'number') return errors
  return Object.fromEntries(Object.entries(errors).map(([name, problems]) => [name, problems[0]!.code]))
}

test('the first start makes one site, for this machine and the addresses that are the installation’s', async () => {
  assert.deepEqual(platform.site, {
    id: 1,
    slug: 'default',
    name: 'Ma boutique',
    country: 'CI',
    currency: 'XOF',
    language: 'fr',
    timeZone: 'Africa/Abidjan',
  })
  const known = sites(db, { allowedHosts: ['localhost', '127.0.0.1', '.exemple.ci'] })
  assert.equal(known.byHost('localhost'), undefined, 'nothing is known before it is read')
  await known.reload()
  for (const host of ['localhost:8000', '127.0.0.1', 'www.exemple.ci'])
    assert.equal(known.byHost(host)?.id, 1, host)
  for (const host of ['', 'autre.ci', 'exemple.ci.pirate.net'])
    assert.equal(known.byHost(host), undefined, host)
})

test('three processes that start at once leave one site', async () => {
  await Promise.all([1, 2, 3].map(() => openPlatform(anotherProcess(db))))
  const [answer] = await db.owner.run(statement(sql`select count(*) from store.sites where slug = 'default'`))
  assert.equal(answer!.rows[0]![0], '1')
})

test('a new site answers to its hosts, in every process once the stamp is seen to have moved', async () => {
  const elsewhere = sites(db, { allowedHosts: [] })
  await elsewhere.reload()
  const site = await makeSite(making, system(), { slug: 'cocody', name: 'Cocody', hosts: ['Cocody.ci'] })
  assert.equal(platform.sites.byHost('cocody.ci')?.slug, 'cocody')
  assert.deepEqual(begun, ['cocody'])
  assert.equal(elsewhere.byHost('cocody.ci'), undefined)
  assert.ok((await db.site(0).run()).stamps.access > elsewhere.stamp())
  await elsewhere.reload()
  assert.deepEqual(elsewhere.byHost('cocody.ci'), site)
  assert.deepEqual([elsewhere.bySlug('cocody'), elsewhere.byId(site.id)], [site, site])
})

test('names that are taken are refused, whichever of two comes first', async () => {
  const outcomes = await Promise.all(
    [1, 2].map(() =>
      codes(makeSite(making, system(), { slug: 'plateau', name: 'Plateau', hosts: ['plateau.ci'] })),
    ),
  )
  assert.deepEqual(
    outcomes.sort((a, b) => Object.keys(a).length - Object.keys(b).length),
    [{}, { slug: 'site.slug_taken', hosts: 'site.host_taken' }],
  )
})

test('the network owner alone makes sites, and administers those they make', async () => {
  const { id } = await makePerson(platform.contextFor(1, system()), { username: 'awa' })
  const user: User = {
    kind: 'user',
    id,
    name: 'Awa',
    networkOwner: false,
    siteAdmin: true,
    grants: null,
    stamp: 0,
  }
  assert.equal(await codes(makeSite(making, user, { slug: 'a', name: 'A' })), 403)
  assert.equal(await codes(makeSite(making, { kind: 'anonymous' }, { slug: 'a', name: 'A' })), 401)
  const site = await makeSite(making, { ...user, networkOwner: true }, { slug: 'yop', name: 'Yopougon' })
  const [membership] = await db.owner.run(
    statement(sql`select "user", admin from store.memberships where site_id = ${site.id}`),
  )
  assert.deepEqual(membership!.rows, [[String(id), 't']])
})
