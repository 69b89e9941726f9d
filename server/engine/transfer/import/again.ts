import { sql, statement } from '#db/sql.ts'
import { accessWhere, demandAccess } from '../../access/access.ts'
import { type Context, inTransaction } from '../../context.ts'
import { enqueueImport } from './import-job.ts'
import { changeImport, type Import } from './imports.ts'
import type { ImportOptions } from './options.ts'
import { importError } from './problems.ts'
import { ownImport } from './read-import.ts'

/** A dry run once more, or in earnest: with other options, and the file that is there already. */
export async function importAgain(
  ctx: Context,
  id: number,
  optionsOf: (found: Import) => ImportOptions,
): Promise<void> {
  const found = await ownImport(ctx, id)
  const table = ctx.catalog.byId(found.table_id)
  if (!table) throw importError('import.table_gone')
  if (!accessWhere(ctx, table, 'update')) demandAccess(ctx, table, 'create')
  const options = { ...found.options, ...optionsOf(found) }
  await inTransaction(ctx, async (inner) => {
    if (!(await takeUp(inner, id))) throw importError('import.not_again')
    await changeImport(inner, id, null, { options, again: true })
    await enqueueImport(inner, id, found.size)
  })
}

/** One that is over, wrote nothing, and still has its file; of two who ask at once, the first. */
async function takeUp({ tx, site }: Context, id: number): Promise<boolean> {
  const { answers } = await tx.run(
    statement(sql`update site.imports i set status = 'waiting' where site_id = ${site.id}::int and id = ${id}::bigint
      and status in ('done', 'failed') and batch is null and (options ->> 'dry_run')::bool
      and exists (select 1 from site.import_parts p
        where p.site_id = i.site_id and p.import_id = i.id and p.kind = 'file')`),
  )
  return answers[0]!.count === 1
}
