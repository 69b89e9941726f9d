import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../../context.ts'
import { type ExistingRow, findHolders } from './existing.ts'
import { cellProblem } from './problems.ts'
import { complain, type Reading, type ReadRow } from './read-rows.ts'

/** Keys and unique values that the file had so far, with their line. */
export interface Seen {
  readonly keys: Map<string, number>
  /** By the slugs of the fields that are unique together. */
  readonly unique: Map<string, Map<string, number>>
}

export const nothingSeen = (): Seen => ({ keys: new Map(), unique: new Map() })

const uniqueSets = (table: Table): (readonly string[])[] => [
  ...table.fields.filter((field) => field.unique).map((field) => [field.slug]),
  ...table.unique,
]

export function noticeKey(read: ReadRow, { columns, options }: Reading, { keys }: Seen): void {
  if (!read.key) return
  const key = JSON.stringify(read.key)
  const line = keys.get(key)
  if (line === undefined) keys.set(key, read.line)
  else if (line !== read.line) {
    const column = columns.find(({ field }) => field?.slug === options.match[0])
    complain(read, column?.index ?? null, options.match[0]!, cellProblem('import.same_key', { line }))
  }
}

interface Saveable {
  readonly read: ReadRow
  readonly existing: ExistingRow | undefined
  readonly row: Row
  readonly changed: Row
}

/** Against the rows before in the file, and against those in the table. */
export async function demandUnique(
  ctx: Context,
  reading: Reading,
  judged: readonly Saveable[],
  seen: Seen,
): Promise<void> {
  for (const slugs of uniqueSets(reading.table)) {
    const lines = linesOf(seen, slugs)
    const given = judged.filter(
      ({ changed, row }) =>
        slugs.some((slug) => slug in changed) && slugs.every((slug) => (row[slug] ?? null) !== null),
    )
    const keys = given.map(({ row }) => slugs.map((slug) => row[slug]!))
    const holders = await findHolders(ctx, reading.table, slugs, keys)
    given.forEach(({ read, existing }, i) => {
      const holder = holders.get(i)
      const line = noticeValue(lines, JSON.stringify(keys[i]), read.line)
      const column = reading.columns.find(({ field }) => field?.slug === slugs[0])?.index ?? null
      if (line !== null) complain(read, column, slugs[0]!, cellProblem('import.same_key', { line }))
      else if (holder !== undefined && holder !== existing?.row.id) {
        complain(read, column, slugs[0]!, cellProblem('import.not_unique'))
      }
    })
  }
}

function linesOf({ unique }: Seen, slugs: readonly string[]): Map<string, number> {
  const lines = unique.get(slugs.join()) ?? new Map<string, number>()
  unique.set(slugs.join(), lines)
  return lines
}

/** The line that had the value before; null: none. */
function noticeValue(lines: Map<string, number>, value: string, line: number): number | null {
  const before = lines.get(value)
  if (before !== undefined && before !== line) return before
  lines.set(value, line)
  return null
}
