import { fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem, type Problem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { type Context, localeOf } from '../../context.ts'
import { seenTable } from '../../records/shown.ts'
import type { Cell, FileRow, Sheet } from '../files/sheet.ts'
import { type CellReader, cellReader } from './cells.ts'
import { type Column, mapColumns } from './columns.ts'
import type { ImportOptions } from './options.ts'
import { cellProblem } from './problems.ts'
import {
  findOffered,
  findTargets,
  isLink,
  isNaming,
  isOffered,
  linkOf,
  namesIn,
  type Offered,
  offeredOf,
  type Targets,
} from './targets.ts'

/** A row of the file in the table's terms, before anything is known of the table's own rows. */
export interface ReadRow {
  readonly line: number
  readonly cells: readonly Cell[]
  /** By slug, in wire form. */
  readonly input: Record<string, Json>
  /** The values that the row is known by, in the order of `match`; undefined where one of them is missing. */
  readonly key: readonly Json[] | undefined
  readonly problems: FoundProblem[]
}

export interface FoundProblem {
  /** The column's place in the file; null: the row as a whole. */
  readonly column: number | null
  readonly field: string | null
  readonly problem: Problem
}

export const complain = (
  read: ReadRow,
  column: number | null,
  field: string | null,
  problem: FoundProblem['problem'],
): void => {
  read.problems.push({ column, field, problem })
}

/** How the rows of one file are read for one table. */
export interface Reading {
  readonly table: Table
  /** As whoever asked for the import knows it. */
  readonly known: Table
  readonly options: ImportOptions
  readonly manner: Sheet['manner']
  readonly locale: Locale
  readonly columns: Column[]
  readonly readers: (CellReader | null)[]
  readonly targets: Map<string, Map<string, readonly number[]>>
}

export const readingOf = (ctx: Context, table: Table, sheet: Sheet, options: ImportOptions): Reading =>
  withColumns(
    {
      table,
      known: seenTable(ctx, table),
      options,
      manner: sheet.manner,
      locale: localeOf(ctx),
      columns: [],
      readers: [],
      targets: new Map(),
    },
    sheet.columns,
  )

/** Takes in the columns that a JSON file has shown meanwhile; answers the reading. */
export function withColumns(reading: Reading, headers: readonly string[]): Reading {
  if (headers.length === reading.columns.length) return reading
  const columns = mapColumns(reading.known, headers, reading.options)
  for (const column of columns.slice(reading.columns.length)) {
    reading.columns.push(column)
    reading.readers.push(column.field && cellReader(column.field, reading.manner, reading.locale))
  }
  return reading
}

export async function readRows(ctx: Context, reading: Reading, rows: readonly FileRow[]): Promise<ReadRow[]> {
  const links = await targetsOf(ctx, reading, rows)
  const choices = await choicesOf(ctx, reading)
  return rows.map((row) => readRow(ctx, reading, row, { links, choices }))
}

interface Known {
  readonly links: ReadonlyMap<string, Targets>
  readonly choices: ReadonlyMap<string, Offered>
}

function readRow(ctx: Context, reading: Reading, { line, cells }: FileRow, known: Known): ReadRow {
  const input: Record<string, Json> = {}
  const keys: Record<string, Json> = {}
  const problems: FoundProblem[] = []
  const { columns, readers, options, manner } = reading
  for (let i = 0; i < columns.length; i++) {
    const { field, written, header } = columns[i]!
    const read = readers[i]
    if (!field || !read) {
      if (header === '' && !isBlank(cells[i])) problems.push(extraCell(i))
      continue
    }
    const parsed =
      isLink(field) && isNaming(field, cells[i], manner)
        ? linkOf(ctx, field, cells[i], { targets: known.links.get(field.slug)!, manner })
        : read(cells[i])
    if (parsed === undefined) continue
    if (isProblem(parsed)) problems.push({ column: i, field: field.slug, problem: parsed.problem })
    else {
      const offered =
        isOffered(field) && typeof parsed.value === 'string' ? known.choices.get(field.slug) : undefined
      const value = offered ? offeredOf(offered, parsed.value as string) : parsed.value
      if (written) input[field.slug] = value
      if (options.match.includes(field.slug)) keys[field.slug] = value
    }
  }
  for (let i = columns.length; i < cells.length; i++) if (!isBlank(cells[i])) problems.push(extraCell(i))
  return { line, cells, input, key: keyOf(reading, keys), problems }
}

const isBlank = (cell: Cell): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')

const extraCell = (column: number): FoundProblem => ({
  column,
  field: null,
  problem: cellProblem('import.extra_cell'),
})

/** JSON says its values as they are: a key in another form than the stored one would find nothing. */
function keyOf({ table, options, manner }: Reading, keys: Record<string, Json>): readonly Json[] | undefined {
  const values = options.match.map((slug) => keys[slug] ?? null)
  if (values.length === 0 || values.includes(null)) return undefined
  if (manner !== 'json') return values
  return values.map((value, i) => {
    const field = table.fields.find(({ slug }) => slug === options.match[i])
    const parsed = field && fieldTypeOf(field).parse(field, value)
    return !parsed || isProblem(parsed) ? value : parsed.value
  })
}

async function targetsOf(
  ctx: Context,
  reading: Reading,
  rows: readonly FileRow[],
): Promise<Map<string, Targets>> {
  const all = new Map<string, Targets>()
  for (const { index, field } of reading.columns) {
    if (!field || !isLink(field)) continue
    const found = reading.targets.get(field.slug) ?? new Map<string, readonly number[]>()
    if (found.size > mostRemembered) found.clear()
    const names = new Set(
      rows.flatMap((row) => namesIn(field, row.cells[index])).filter((name) => !found.has(name)),
    )
    for (const [name, ids] of await findTargets(ctx, field, names)) found.set(name, ids)
    reading.targets.set(field.slug, found)
    all.set(field.slug, found)
  }
  return all
}
const mostRemembered = 100_000

async function choicesOf(ctx: Context, reading: Reading): Promise<Map<string, Offered>> {
  const all = new Map<string, Offered>()
  for (const { field } of reading.columns) {
    if (field && isOffered(field)) all.set(field.slug, await findOffered(ctx, field))
  }
  return all
}
