import type { Row } from './row.ts'
import type { Table } from './table.ts'
import type { Where } from './where.ts'

export type { Row } from './row.ts'

/** What the variables of a condition stand for: who is asking (null: nobody), and the day at the site. */
export interface WhereEnv {
  readonly me: number | null
  /** `YYYY-MM-DD` */
  readonly today: string
}

export type RowTest = (row: Row, env: WhereEnv) => boolean

/** The condition as a function. It may see the row's own fields only; a hop is an error of the caller. */
export function compileWhere(where: Where, table: Table): RowTest {
  throw new Error(`being written: ${table.slug} ${where}`)
}
