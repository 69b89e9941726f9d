import { now } from '#base/clock.ts'
import type { OpenDatabase } from '#db/open.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import { loadCatalog } from '#engine/catalog/load.ts'
import type { Listener } from '#engine/changes.ts'
import type { Actor, Context, System } from '#engine/context.ts'
import { actorOfPerson } from '#platform/identity/identities.ts'
import type { Sites } from '#platform/sites/sites.ts'

/** The catalog of this process, as it was last read. */
export interface Tables {
  now(): Catalog
  reload(): Promise<Catalog>
  /** After a change made here: the others hear of it sooner than at their next request. */
  reloadAndTell(): Promise<Catalog>
}

export async function openTables(db: OpenDatabase): Promise<Tables> {
  let catalog = await loadCatalog(db.site(0))
  const reload = async (): Promise<Catalog> => {
    const read = await loadCatalog(db.site(0), catalog)
    if (read.stamp >= catalog.stamp) catalog = read
    return catalog
  }
  db.hints.listen(() => void reload().catch(() => {}))
  return {
    now: () => catalog,
    reload,
    reloadAndTell: () => {
      db.hints.tell('catalog')
      return reload()
    },
  }
}

/** Contexts for work that no request carries. */
export interface Contexts {
  forSystem(siteId: number, actor: System): Promise<Context>
  /** On behalf of somebody, with the rights that they have by then. */
  forPerson(siteId: number, person: number): Promise<Context>
}

interface Parts {
  readonly db: OpenDatabase
  readonly tables: Tables
  readonly sites: Sites
  readonly listeners: readonly Listener[]
}

export function contexts({ db, tables, sites, listeners }: Parts): Contexts {
  const make = async (siteId: number, actor: Actor): Promise<Context> => {
    if (!sites.byId(siteId)) await sites.reload()
    const site = sites.byId(siteId)
    if (!site) throw new Error(`there is no site ${siteId}`)
    const catalog = await tables.reload()
    return { actor, site, now: now(), tx: db.site(siteId), db, language: site.language, catalog, listeners }
  }
  return {
    forSystem: make,
    forPerson: async (siteId, person) => make(siteId, await actorOfPerson(db, person, siteId)),
  }
}
