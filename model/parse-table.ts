import type { Problems } from './problem.ts'
import type { Origin, TableDraft } from './table.ts'

export interface ParseTableOptions {
  /** Code may take the names that are kept from others. */
  readonly origin: Origin
  /** Is there a table of that slug to refer to? Absent: not checked. The table itself always is. */
  exists?(slug: string): boolean
}

/** A definition, as JSON or as code wrote it: checked and completed. Problems are keyed by path: `fields.2.places`. */
export function parseTable(
  input: unknown,
  options: ParseTableOptions,
): { draft: TableDraft } | { problems: Problems } {
  throw new Error(`being written: ${input} ${options}`)
}
