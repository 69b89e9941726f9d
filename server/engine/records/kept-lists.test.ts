import assert from 'node:assert/strict'
import { test } from 'node:test'
import { samples } from '../../../tests/support/where-cases.ts'
import { makeCatalog } from '../catalog/make-catalog.ts'
import type { Context, Site, User } from '../context.ts'
import { keptList } from './kept-lists.ts'
import type { ListPlan } from './list.ts'

const awa: User = {
  kind: 'user',
  id: 7,
  name: 'Awa',
  networkOwner: false,
  siteAdmin: false,
  grants: {},
  stamp: 1,
}
const site = { id: 1, slug: 'kayes', name: 'Kayes', language: 'fr', timeZone: 'Africa/Bamako' } as Site
const usual = {
  actor: awa,
  site,
  now: new Date('2026-07-14T12:00:00Z'),
  language: 'fr',
  catalog: makeCatalog(1, [samples]),
} as unknown as Context

let made = 0
const numbered = () => ({ number: ++made }) as unknown as ListPlan
const ask = (more: Partial<Context> = {}, query = 'ville=Kayes') =>
  keptList({ ...usual, ...more }, samples, query, numbered)

test('the same list is planned once for the same person on the same day', () => {
  assert.equal(ask(), ask({ now: new Date('2026-07-14T23:00:00Z') }))
})

test('it is planned anew for other words, rights, definitions, sites, languages and days', () => {
  const others = [
    ask(),
    ask({}, 'ville=Kita'),
    ask({ actor: { ...awa } }),
    ask({ catalog: makeCatalog(2, [samples]) }),
    ask({ site: { ...site } }),
    ask({ language: 'en' }),
    ask({ now: new Date('2026-07-15T00:00:00Z') }),
  ]
  assert.equal(new Set(others).size, others.length)
})

test('few are kept, the last asked for; a refusal is not, nor an endless address', () => {
  const [first, second] = [ask({}, 'page=a'), ask({}, 'page=b')]
  for (let i = 0; i < 299; i++) {
    ask({}, `page=${i}`)
    assert.equal(ask({}, 'page=a'), first)
  }
  assert.notEqual(ask({}, 'page=b'), second)
  const refuse = () => {
    throw new Error('forbidden')
  }
  for (const plan of [refuse, refuse])
    assert.throws(() => keptList(usual, samples, 'page=no', plan), /forbidden/)
  const endless = `q=${'x'.repeat(2000)}`
  assert.notEqual(ask({}, endless), ask({}, endless))
})
