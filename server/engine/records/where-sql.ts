import type { Sql } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import type { WhereEnv } from '#model/where-js.ts'
import type { Catalog } from '../catalog/catalog.ts'

export interface WhereScope {
  readonly table: Table
  /** The name that the statement gives to the table's view. */
  readonly alias: string
  readonly catalog: Catalog
  readonly siteId: number
  readonly env: WhereEnv
  /** Which rows of a table the caller may see, for hops; null: none. Absent: all. */
  visible?(target: Table): Where | null
}

/** The condition as SQL: two-valued, never raising, its values bound with explicit types. */
export function whereSql(where: Where, scope: WhereScope): Sql {
  throw new Error(`being written: ${where} ${scope}`)
}
