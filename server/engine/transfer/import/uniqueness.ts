import type { Problem } from '#model/problem.ts'
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

/** Against the rows before in the file, and against those in the table. A row that is refused takes no value. */
export async function demandUnique(
  ctx: Context,
  reading: Reading,
  judged: readonly Saveable[],
  seen: Seen,
): Promise<void> {
  const sets: UniqueSet[] = []
  for (const slugs of uniqueSets(reading.table)) sets.push(await heldBy(ctx, reading, judged, slugs))
  for (const { read, existing } of judged) {
    const given = sets.flatMap(({ slugs, values }) => {
      const value = values.get(read)
      return value ? [{ ...value, slugs, lines: linesOf(seen, slugs) }] : []
    })
    for (const { slugs, key, holder, lines } of given) {
      const line = lines.get(key) ?? read.line
      if (holder !== undefined && holder !== existing?.row.id)
        complainOfAll(reading, read, slugs, cellProblem('field.not_unique'))
      else if (line !== read.line)
        complainOfAll(reading, read, slugs, cellProblem('import.same_key', { line }))
    }
    if (read.problems.length === 0) for (const { key, lines } of given) lines.set(key, read.line)
  }
}

/** Fields that are unique together, and which values the rows have of them. */
interface UniqueSet {
  readonly slugs: readonly string[]
  readonly values: ReadonlyMap<ReadRow, { readonly key: string; readonly holder: number | undefined }>
}

async function heldBy(
  ctx: Context,
  { table }: Reading,
  judged: readonly Saveable[],
  slugs: readonly string[],
): Promise<UniqueSet> {
  const given = judged.filter(
    ({ changed, row }) =>
      slugs.some((slug) => slug in changed) && slugs.every((slug) => (row[slug] ?? null) !== null),
  )
  const keys = given.map(({ row }) => slugs.map((slug) => row[slug]!))
  const holders = await findHolders(ctx, table, slugs, keys)
  const values = given.map(
    ({ read }, i) => [read, { key: JSON.stringify(keys[i]), holder: holders.get(i) }] as const,
  )
  return { slugs, values: new Map(values) }
}

function complainOfAll(reading: Reading, read: ReadRow, slugs: readonly string[], problem: Problem): void {
  const told = slugs.filter((slug) => reading.known.fields.some((field) => field.slug === slug))
  for (const slug of told) complain(read, placeOf(reading, slug), slug, problem)
  if (told.length === 0) complain(read, null, null, problem)
}

const placeOf = ({ columns }: Reading, slug: string): number | null =>
  columns.find(({ field }) => field?.slug === slug)?.index ?? null

function linesOf({ unique }: Seen, slugs: readonly string[]): Map<string, number> {
  const lines = unique.get(slugs.join()) ?? new Map<string, number>()
  unique.set(slugs.join(), lines)
  return lines
}
