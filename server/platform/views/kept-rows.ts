import { raw, sql, statement } from '#db/sql.ts'
import { accessWhere, actorId } from '#engine/access/access.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Context } from '#engine/context.ts'
import { parseRow } from '#engine/records/read.ts'
import { wholeFields, wireColumns } from '#engine/records/select.ts'
import { whereEnv, whereScope } from '#engine/records/where-scope.ts'
import { whereSql } from '#engine/records/where-sql.ts'
import type { Row } from '#model/row.ts'
import { both, everyRow, type Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'

export interface Kept {
  /** Whole. */
  readonly row: Row & { readonly id: number; readonly version: number }
  readonly mine: boolean
  /** May they change it? */
  readonly changeable: boolean
}

/** More than anybody keeps; what lies beyond is reached by the table's own list. */
const most = 500

const mineOrShared: Where = {
  any: [
    { field: 'created_by', op: 'eq', value: { var: 'me' } },
    { field: 'shared', op: 'eq', value: true },
  ],
}

/** Of views, or dashboards, one's own and those that are shared: for the calls that judge what they hold. */
export async function keptRows(ctx: Context, slug: string, only: Where = everyRow): Promise<readonly Kept[]> {
  const table = ctx.catalog.find(ctx.site.id, slug)!
  const position = columnOf(table.fields.find((field) => field.slug === 'position')!)
  const columns = wireColumns({ table, alias: 't' }, wholeFields(table))
  const condition = whereSql(both(only, mineOrShared), whereScope(ctx, table, 't'))
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (select ${columns} from ${raw(siteView(table))} t
      where t.site_id = ${ctx.site.id}::int and ${condition} order by t.${raw(position)}, t.id limit ${most}::int) x`),
  )
  const own = accessWhere(ctx, table, 'update')
  const mayChange = own ? compileWhere(own, table) : () => false
  return answers[0]!.rows.map(([json]) => {
    const row = parseRow(json!) as Kept['row']
    return { row, mine: row.created_by === actorId(ctx.actor), changeable: mayChange(row, whereEnv(ctx)) }
  })
}
