import type { OpenDatabase } from '#db/open.ts'
import type { Language, Locale } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { structureError } from './errors.ts'

/** What a change of structure needs of the server. */
export interface Structure {
  readonly db: Pick<OpenDatabase, 'owner'>
  catalog(): Catalog
  /** Reads the catalog again; told to the other processes. */
  reload(): Promise<unknown>
}

export interface Who {
  readonly siteId: number
  /** As the log names them. */
  readonly actor: string
  readonly networkOwner: boolean
  /** How values are written at the site. */
  readonly locale: Locale
  /** Of the answer, where that is another. */
  readonly language?: Language
}

/** Code's tables are closed; the network's are its owner's; others are their site's alone. */
export function demandOwn(who: Who, table: Table): void {
  if (table.origin === 'code') throw structureError('structure.closed', { table: table.slug })
  if (table.owner === null ? !who.networkOwner : table.owner !== who.siteId) {
    throw structureError('structure.not_yours', { table: table.slug })
  }
}

/** Where the slugs of a table's definition are looked up: among what all of its rows' sites see. */
export const sightOf = (owner: number | null): number => owner ?? 0

export const targetIn =
  (catalog: Catalog, owner: number | null) =>
  (named: string | number): Table | undefined => {
    if (typeof named === 'string') return catalog.find(sightOf(owner), named)
    const table = catalog.byId(named)
    return table && (table.owner === null || table.owner === owner) ? table : undefined
  }
