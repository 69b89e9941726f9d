import type { Context } from '../../context.ts'
import { changeImport, type Import, loadImport } from './imports.ts'
import { dropParts } from './parts.ts'
import { importError } from './problems.ts'
import { type ImportReport, ownImport, reportOf } from './read-import.ts'
import { takeBack } from './take-back.ts'

export interface UndoOptions {
  /** Rows that were changed since are taken back too. */
  readonly force?: boolean
}

/**
 * Takes back what an import wrote: its rows go, the rows that it changed are as they were. Rows that somebody
 * touched since are left, and named, unless `force`. One that is still running is stopped. May be called again.
 */
export async function undoImport(
  ctx: Context,
  importId: number,
  { force = false }: UndoOptions = {},
): Promise<ImportReport> {
  const found = await ownImport(ctx, importId)
  const over = ['done', 'failed', 'uploading'].includes(found.status)
  if (found.batch === null && over) throw importError('import.nothing_written')
  const { batch } = await stop(ctx, found)
  const table = ctx.catalog.byId(found.table_id)
  if (!table) throw importError('import.table_gone')
  if (batch !== null) await takeBack(ctx, table, importId, batch, force)
  return reportOf(ctx, await loadImport(ctx, importId))
}

/** From here on an attempt that still runs writes nothing more. */
async function stop(ctx: Context, { id, run }: Import): Promise<Import> {
  await changeImport(ctx, id, null, { status: 'undone', run: run + 1_000, done: true })
  await dropParts(ctx, id, 'file')
  return loadImport(ctx, id)
}
