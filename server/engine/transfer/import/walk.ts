import { AppError } from '#base/errors.ts'
import { DatabaseError } from '#db/errors.ts'
import { Stale } from '../../records/freshness.ts'
import { askedTable } from '../../records/shown.ts'
import { openSheet } from '../files/open-sheet.ts'
import type { FileRow, Sheet } from '../files/sheet.ts'
import { checkRows } from './check-rows.ts'
import { columnFaults } from './columns.ts'
import { keptFile } from './parts.ts'
import { type Reading, readingOf, readRows, withColumns } from './read-rows.ts'
import { columnProblems } from './report.ts'
import { type Handful, Moved } from './settle.ts'
import { nothingSeen, type Seen } from './uniqueness.ts'
import { change, renew, tableOf, type Work } from './work.ts'

/** One walk through the file. */
export interface Walk {
  readonly sheet: Sheet
  readonly seen: Seen
  reading: Reading
  /** So many of the columns were reported. */
  told: number
}

export async function openWalk(work: Work): Promise<Walk> {
  const { ctx, asked } = work
  const sheet = await openSheet(keptFile(ctx, asked.id, asked.size), asked.options)
  return { sheet, seen: nothingSeen(), reading: read(work, sheet), told: 0 }
}

const read = (work: Work, sheet: Sheet): Reading =>
  readingOf(work.ctx, tableOf(work), sheet, work.asked.options)

/** A fault of the columns keeps the whole file out; a column that nobody knows is a problem like another. */
export async function demandColumns(work: Work, walk: Walk): Promise<void> {
  const { reading, sheet } = walk
  const faults = columnFaults(
    askedTable(work.ctx, reading.table),
    reading.columns,
    reading.options,
    sheet.manner !== 'json',
  )
  const [first] = faults
  if (first) throw new AppError(400, first)
  await tellColumns(work, walk)
}

/** Those that were not told yet: a JSON file shows its columns as it goes. */
export async function tellColumns(work: Work, walk: Walk): Promise<void> {
  const { reading, sheet, told } = walk
  if (told === reading.columns.length) return
  walk.told = reading.columns.length
  const found = columnProblems(reading, told, sheet.headerLine, work.asked.options.language)
  const left = reading.columns.filter(({ field, header }) => !field && header !== '')
  const { problem_count, kept } = work.tally
  work.tally = { ...work.tally, problem_count: problem_count + found.length, kept: kept + found.length }
  const ignored = left.map(({ header }) => header)
  await change(work, { addProblems: found, problem_count: work.tally.problem_count, ignored })
}

export const check = (work: Work, walk: Walk, rows: readonly FileRow[]): Promise<Handful> =>
  persist(work, walk, async () => {
    withColumns(walk.reading, walk.sheet.columns)
    const { ctx } = work
    const { reading, seen } = walk
    const read = await readRows(ctx, reading, rows)
    return { ctx, reading, count: rows.length, checked: await checkRows(ctx, reading, read, seen) }
  })

/** Definitions or permissions have moved, or rows under our feet: the same again, as things stand now. */
export async function persist<T>(work: Work, walk: Walk, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 6 || !isPassing(error)) throw error
      await renew(work)
      walk.reading = read(work, walk.sheet)
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof Stale || error instanceof Moved) return true
  if (error instanceof DatabaseError)
    return ['42703', '42P01', '40001', '40P01', '55P03'].includes(error.code)
  return (
    error instanceof AppError && error.cause instanceof DatabaseError && error.cause.code.startsWith('23')
  )
}
