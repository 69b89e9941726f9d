import type { Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import type { Context } from '../context.ts'
import { type Verbs, verbWhere } from '../verbs/verbs.ts'
import { restError } from './errors.ts'
import { tableNamed } from './table-calls.ts'

/** The tables that the caller may do something with. */
export const openTables = (ctx: Context, verbs: Verbs): readonly Table[] =>
  ctx.catalog.tablesOf(ctx.site.id).filter((table) => isOpen(ctx, table, verbs))

/** One that they may do nothing with is not there for them. */
export function openTable(ctx: Context, slug: string, verbs: Verbs): Table {
  const table = tableNamed(ctx, slug)
  if (!isOpen(ctx, table, verbs)) throw restError('table.not_found', { table: table.slug })
  return table
}

const isOpen = (ctx: Context, table: Table, verbs: Verbs): boolean =>
  (['read', 'create', 'update', 'delete'] as const).some(
    (action) => accessWhere(ctx, table, action) !== null,
  ) || verbs.all(table).some((verb) => verbWhere(ctx, table, verb) !== null)
