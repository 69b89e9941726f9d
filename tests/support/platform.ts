import { after } from 'node:test'
import { assemble, type OpenDatabase } from '#db/open.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import { loadCatalog } from '#engine/catalog/load.ts'
import type { Actor, Context, Site, System } from '#engine/context.ts'
import { syncCodeTables } from '#engine/schema/code-tables.ts'
import type { Structure } from '#engine/schema/structure.ts'
import type { Table } from '#model/table.ts'
import { permissionsChecked } from '#platform/identity/check-permissions.ts'
import { nameStorage } from '#platform/identity/named-storage.ts'
import { groups, memberships, users } from '#platform/identity/tables.ts'
import { walls } from '#platform/identity/walls.ts'
import { makeFirstSite } from '#platform/sites/first-site.ts'
import { type Sites, sites } from '#platform/sites/sites.ts'
import { sitesTable } from '#platform/sites/tables.ts'
import { testDatabase } from './database.ts'

/** A database with its people, its sites and the first of them, as a start leaves it. */
export interface TestPlatform {
  readonly db: OpenDatabase
  readonly sites: Sites
  readonly site: Site
  readonly structure: Structure
  contextFor(siteId: number, actor: Actor): Context
}

export async function testPlatform(): Promise<TestPlatform> {
  const db = await testDatabase()
  return openPlatform(db)
}

/** What each process does at its start. */
export async function openPlatform(db: OpenDatabase): Promise<TestPlatform> {
  await syncCodeTables(db.owner, [users, groups, memberships, sitesTable], { walls })
  let catalog: Catalog = await loadCatalog(db.site(0))
  const structure: Structure = {
    db,
    catalog: () => catalog,
    reload: async () => {
      catalog = await loadCatalog(db.site(0))
      return catalog
    },
  }
  const table = (slug: string): Table => catalog.find(0, slug)!
  await nameStorage(db, {
    users: table('users'),
    groups: table('groups'),
    memberships: table('memberships'),
    sites: table('sites'),
  })
  await makeFirstSite(db.owner)
  const known = sites(db, { allowedHosts: ['localhost'] })
  await known.reload()
  const contextFor = (siteId: number, actor: Actor): Context => ({
    actor,
    site: known.byId(siteId)!,
    now: new Date(),
    tx: db.site(siteId),
    db,
    language: 'fr',
    catalog,
    listeners: [permissionsChecked],
  })
  return { db, sites: known, site: known.bySlug('default')!, structure, contextFor }
}

/** The same database, as another process has it: with connections of its own. */
export function anotherProcess(db: OpenDatabase): OpenDatabase {
  const { appConnection: app, ownerConnection: owner, wall } = db
  const other = assemble({ app, owner, network: app, wall }, 3)
  after(() => other.close())
  return other
}

export const system = (name = 'test'): System => ({ kind: 'system', name })
