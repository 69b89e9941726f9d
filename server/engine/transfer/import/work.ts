import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../../context.ts'
import { changeImport, type Import, type ImportChange } from './imports.ts'
import { importError } from './problems.ts'

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

export async function renew(work: Work): Promise<void> {
  work.ctx = await contextOf(work.makeContext, work.asked)
}
