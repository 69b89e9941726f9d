import type { Table } from '#model/table.ts'

/** The immutable set of all tables, code-made and run-time; swapped whole when a definition changes. */
export interface Catalog {
  /** The stamp that it was read at. */
  readonly stamp: number
  /** By slug or former slug, as the site sees it: its own, the network's and the code's tables. */
  find(siteId: number, slug: string): Table | undefined
  byId(id: number): Table | undefined
  /** All that the site sees, code tables first, then by slug. */
  tablesOf(siteId: number): readonly Table[]
}
