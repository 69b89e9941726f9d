import { AppError } from '#base/errors.ts'
import { DatabaseError } from '#db/errors.ts'
import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { type Context, localeOf } from '../../context.ts'
import { Stale } from '../../records/freshness.ts'
import { openSheet } from '../files/open-sheet.ts'
import type { Sheet } from '../files/sheet.ts'
import { nothingSeen, type Seen } from './check-rows.ts'
import { changeImport, type Import, type ImportChange } from './imports.ts'
import { keptFile } from './parts.ts'
import { importError } from './problems.ts'
import { type Reading, readingOf } from './read-rows.ts'

/** Makes the context of whoever asked for the import, as things stand now. */
export type MakeContext = () => Promise<Context>

/** One attempt at an import. */
export interface Work {
  readonly makeContext: MakeContext
  readonly asked: Import
  readonly run: number
  readonly signal: AbortSignal | undefined
  ctx: Context
  tally: Tally
}

/** Written down with the rows that it counts. */
export interface Tally {
  readonly position: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly problem_count: number
  /** Problems kept one by one. */
  readonly kept: number
}

export const nothingYet: Tally = {
  position: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  problem_count: 0,
  kept: 0,
}

/** Another attempt has taken the import over; this one has nothing more to say. */
export class Overtaken extends Error {}

export async function beginWork(
  makeContext: MakeContext,
  asked: Import,
  signal?: AbortSignal,
): Promise<Work> {
  const ctx = await contextOf(makeContext, asked)
  const { answers } = await ctx.tx.run(
    statement(sql`update site.imports set run = run + 1
      where site_id = ${ctx.site.id}::int and id = ${asked.id}::bigint returning run`),
  )
  const run = Number(answers[0]!.rows[0]![0])
  return { makeContext, asked, run, signal, ctx, tally: { ...asked, kept: asked.problems.length } }
}

/** Numbers are read, and problems told, in the language of who asked. */
const contextOf = async (makeContext: MakeContext, asked: Import): Promise<Context> => ({
  ...(await makeContext()),
  language: asked.options.language,
})

export async function change(work: Work, what: ImportChange): Promise<void> {
  if (!(await changeImport(work.ctx, work.asked.id, work.run, what))) throw new Overtaken()
}

export const tableOf = ({ ctx, asked }: Work): Table => {
  const table = ctx.catalog.byId(asked.table_id)
  if (!table) throw importError('import.table_gone')
  return table
}

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
  return { sheet, seen: nothingSeen(tableOf(work)), reading: read(work, sheet), told: 0 }
}

const read = (work: Work, sheet: Sheet): Reading =>
  readingOf(tableOf(work), sheet, work.asked.options, localeOf(work.ctx))

/** Definitions or permissions have moved, or rows under our feet: the same again, as things stand now. */
export async function persist<T>(work: Work, walk: Walk, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 6 || !isPassing(error)) throw error
      work.ctx = await contextOf(work.makeContext, work.asked)
      walk.reading = read(work, walk.sheet)
    }
  }
}

/** Thrown where somebody else was faster with a row. */
export class Moved extends Error {}

function isPassing(error: unknown): boolean {
  if (error instanceof Stale || error instanceof Moved) return true
  if (error instanceof DatabaseError)
    return ['42703', '42P01', '40001', '40P01', '55P03'].includes(error.code)
  return (
    error instanceof AppError && error.cause instanceof DatabaseError && error.cause.code.startsWith('23')
  )
}
