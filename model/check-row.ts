import type { Field } from './fields/index.ts'
import type { Problems } from './problem.ts'
import type { Row } from './row.ts'
import type { Table } from './table.ts'
import type { WhereEnv } from './where-js.ts'

export interface CheckRow {
  readonly table: Table
  /** The row as it stands; null: a new one. */
  readonly before: Row | null
  /** What was sent, by slug or former slug. What is not named stays as it is. */
  readonly input: unknown
  readonly env: WhereEnv
  /** `system`: a verb, which may write read-only fields. */
  readonly mode: 'wire' | 'system'
  /** The values that a choice out of a table offers; undefined: not known here, so not checked. */
  choices?(field: Field): ReadonlySet<string> | undefined
}

export type CheckedRow =
  /** The whole new row; and what differs from before: all of it for a new row. */
  { readonly row: Row; readonly changed: Row } | { readonly problems: Problems }

/** Everything that decides whether a row may be saved, whatever way it came in by. */
export function checkRow(check: CheckRow): CheckedRow {
  throw new Error(`being written: ${check.table.slug}`)
}
