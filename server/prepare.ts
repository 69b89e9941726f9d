import { apps } from '#apps/apps.ts'
import type { Config } from '#base/config.ts'
import { mendCollations } from '#db/collations.ts'
import { migrate } from '#db/migrate.ts'
import type { OpenDatabase } from '#db/open.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import { loadCatalog } from '#engine/catalog/load.ts'
import { syncCodeTables } from '#engine/schema/code-tables.ts'
import type { Table } from '#model/table.ts'
import { entryForms } from '#platform/entry-forms/tables.ts'
import { firstAdministrator } from '#platform/identity/first-administrator.ts'
import { type IdentityTables, nameStorage } from '#platform/identity/named-storage.ts'
import { groups, memberships, users } from '#platform/identity/tables.ts'
import { walls } from '#platform/identity/walls.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { liveTables } from '#platform/live/tables.ts'
import { makeFirstSite } from '#platform/sites/first-site.ts'
import { sitesTable } from '#platform/sites/tables.ts'
import { dashboards, views } from '#platform/views/tables.ts'
import { migrationFolders } from './migration-folders.ts'

/** The tables that code makes, each after those that it refers to. */
const codeTables = [
  sitesTable,
  users,
  groups,
  memberships,
  views,
  dashboards,
  entryForms,
  ...liveTables,
  ...apps.flatMap((app) => app.tables ?? []),
]

export interface Prepared {
  /** Names of the migrations that ran now. */
  readonly migrated: readonly string[]
  /** The first administrator's one-time password, where it was made now. */
  readonly firstPassword: string | null
}

/**
 * Brings the database to what this version needs: its migrations, the code's tables, the queue, the first site and
 * administrator. Every process does it at its start; several at once wait for each other, and it is done once.
 */
export async function prepare(db: OpenDatabase, config: Config): Promise<Prepared> {
  const { owner, roles } = db
  const migrated = await migrate(owner, migrationFolders, roles)
  await mendCollations(owner)
  await syncCodeTables(owner, codeTables, { walls })
  await nameStorage(db, identityTablesIn(await loadCatalog(db.site(0))))
  await installJobs(db)
  await makeFirstSite(owner)
  const administrator = await firstAdministrator(owner, config)
  return { migrated, firstPassword: administrator?.oneTimePassword ?? null }
}

function identityTablesIn(catalog: Catalog): IdentityTables & Record<string, Table> {
  const find = (slug: string): Table => catalog.find(0, slug)!
  return {
    users: find('users'),
    groups: find('groups'),
    memberships: find('memberships'),
    sites: find('sites'),
    comments: find('comments'),
    notifications: find('notifications'),
  }
}
