import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'

/** Where things lie in PostgreSQL. Slugs never appear there: a rename touches no storage. */
export const storeTable = (table: Pick<Table, 'id'>): string => `store.t${table.id}`
/** The table behind the wall: what the application role may touch. */
export const siteView = (table: Pick<Table, 'id'>): string => `site.t${table.id}`

/** A `references` field's values: `(site_id, row_id, to_id, position)`; same suffix in store, site and network. */
export const joinName = (table: Pick<Table, 'id'>, field: Pick<Field, 'id'>): string =>
  `j${table.id}_${field.id}`

/** System fields are their own columns; the others `c{id}`. System fields have negative ids. */
export const columnOf = (field: Pick<Field, 'id' | 'slug'>): string =>
  field.id < 0 ? field.slug : `c${field.id}`

/** The site that a row of the table is stored under: network-scoped rows lie under 0. */
export const storedSite = (table: Pick<Table, 'scope'>, siteId: number): number =>
  table.scope === 'network' ? 0 : siteId

/** The folded text that search looks into, written by the row's own statement. */
export const searchColumn = 's'
