import { raw, sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { actorId, isAdministrator } from '../../access/access.ts'
import type { Context } from '../../context.ts'
import { type Import, importColumns, type KeptOptions, loadImport } from './imports.ts'
import { partsOf } from './parts.ts'
import { importError } from './problems.ts'

/** An import as it is shown to who asked for it. */
export interface ImportReport extends Omit<Import, 'table_id' | 'user_id' | 'run' | 'options'> {
  readonly table: string | null
  readonly options: KeptOptions
  /** From 0 to 1 of what is being done now; null while the rows are not counted. */
  readonly progress: number | null
}

/** 404 for all but who asked for it and the administrators. */
export async function readImport(ctx: Context, id: number): Promise<ImportReport> {
  return reportOf(ctx, await ownImport(ctx, id))
}

export async function ownImport(ctx: Context, id: number): Promise<Import> {
  const found = await loadImport(ctx, id)
  if (!isTheirs(ctx, found)) throw importError('import.not_found', { id })
  return found
}

const isTheirs = (ctx: Context, { user_id }: Import): boolean =>
  isAdministrator(ctx.actor) || (user_id !== null && user_id === actorId(ctx.actor))

export function reportOf(ctx: Context, found: Import): ImportReport {
  const { table_id, user_id: _user, run: _run, ...rest } = found
  const over = found.status === 'done' || found.status === 'failed' || found.status === 'undone'
  const progress = over ? 1 : found.rows ? found.position / found.rows : found.rows
  return { ...rest, table: ctx.catalog.byId(table_id)?.slug ?? null, progress }
}

/** The imports of a table that the caller may see, the newest first, without their problems. */
export async function listImports(ctx: Context, table: Table, limit = 50): Promise<ImportReport[]> {
  const mine = isAdministrator(ctx.actor) ? raw('true') : sql`user_id = ${actorId(ctx.actor)}::bigint`
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (select ${importColumns} from site.imports
      where site_id = ${ctx.site.id}::int and table_id = ${table.id}::int and status <> 'uploading' and ${mine}
      order by id desc limit ${limit}::int) x`),
  )
  return answers[0]!.rows.map(([json]) => ({ ...reportOf(ctx, JSON.parse(json!) as Import), problems: [] }))
}

/** The rows that were not taken, as a file to mend and send again: each with its line and what is wrong. */
export async function refusedRows(ctx: Context, id: number): Promise<AsyncIterable<Uint8Array>> {
  const { id: known } = await ownImport(ctx, id)
  return partsOf(ctx, known, 'refused')
}
