import { accessWhere } from '#engine/access/access.ts'
import type { Context } from '#engine/context.ts'
import { askedTable } from '#engine/records/shown.ts'
import { conditionOptions } from '#engine/rest/filter-params.ts'
import type { Table } from '#model/table.ts'
import type { KnownTable } from '#model/view-settings.ts'

/** A table of the site, by its id, that whoever asks may read. */
export function readableTable(ctx: Context, id: unknown): Table | undefined {
  const table = typeof id === 'number' ? ctx.catalog.byId(id) : undefined
  const isHere = table && ctx.catalog.tablesOf(ctx.site.id).includes(table)
  return isHere && accessWhere(ctx, table, 'read') ? table : undefined
}

/** The same with the fields that they may find and order by, since a view does both. */
export function knownTable(ctx: Context, id: unknown): KnownTable | undefined {
  const table = readableTable(ctx, id)
  return table && { table: askedTable(ctx, table), where: conditionOptions(ctx) }
}
