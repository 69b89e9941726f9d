import type { OpenDatabase } from '#db/open.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import type { Table, TableDraft } from '#model/table.ts'
import { nameStorage } from './identity/named-storage.ts'
import { groups, memberships, users } from './identity/tables.ts'
import { makeFirstSite } from './sites/first-site.ts'
import { sitesTable } from './sites/tables.ts'

/** What `main.ts` brings into the store before all else, with `walls`. */
export const platformTables: readonly TableDraft[] = [users, groups, memberships, sitesTable]

/** At each start, once the code's tables are in the store: what SQL must know of them, and the first site. */
export async function preparePlatform(db: OpenDatabase, catalog: Catalog): Promise<void> {
  const table = (draft: TableDraft): Table => catalog.find(0, draft.slug)!
  await nameStorage(db, {
    users: table(users),
    memberships: table(memberships),
    groups: table(groups),
    sites: table(sitesTable),
  })
  await makeFirstSite(db.owner)
}
