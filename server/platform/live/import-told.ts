import type { Context } from '#engine/context.ts'
import type { Import } from '#engine/transfer/import/imports.ts'
import { notify } from './notify.ts'

/** Whoever asked for an import may have left its screen long ago. A trial is waited for: nobody is told. */
export async function importTold(ctx: Context, done: Import): Promise<void> {
  const { user_id: person, status, options, table_id } = done
  if (person === null || options.dry_run || (status !== 'done' && status !== 'failed')) return
  const table = ctx.catalog.byId(table_id)
  const { id, name, created, updated, skipped, problem_count: problems } = done
  const kind = status === 'done' ? 'import_done' : 'import_failed'
  const data = { import: id, file: name, created, updated, skipped, problems }
  await notify(ctx, [{ person, kind, ...(table && { table }), data }])
}
