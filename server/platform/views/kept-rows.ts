import { both } from '#model/where.ts'
import type { Where } from '#model/where.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { accessWhere, actorId } from '#engine/access/access.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Context } from '#engine/context.ts'
import { wholeFields, wireColumns } from '#engine/records/select.ts'
import { whereScope } from '#engine/records/where-scope.ts'
import { whereSql } from '#engine/records/where-sql.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'

export interface KeptRow extends Row {
  readonly id: number
  readonly version: number
  readonly mine: boolean
}

/** More than anybody keeps; what lies beyond is reached by the table's own list. */
const most = 500

/** Of views or dashboards one's own, and those that are shared: whole, for the calls that judge what they hold. */
export async function keptRows(ctx: Context, slug: string, only?: Where): Promise<readonly (KeptRow & Mine)[]> {
  const table = ctx.catalog.find(0, slug)!
  const me = actorId(ctx.actor)
  const seen: Where = {
    any: [
      { field: 'created_by', op: 'eq', value: { var: 'me' } },
      { field: 'shared', op: 'eq', value: true },
    ],
  }
  const position = table.fields.find((field) => field.slug === 'position')!
  const condition = whereSql(only ? both(only, seen) : seen, whereScope(ctx, table, 't'))
  const columns = wireColumns({ table, alias: 't' }, wholeFields(table))
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (select ${columns} from ${raw(siteView(table))} t
      where t.site_id = ${ctx.site.id} and ${condition}
      order by t.${raw(columnOf(position))}, t.id limit ${most}::int) x`),
  )
  const mayMend = accessWhere(ctx, table, 'update')
  return answers[0]!.rows.map(([json]) => {
    const row = JSON.parse(json!) as Record<string, Json> & { id: number; version: number }
    const mine = row.created_by === me
    return { ...row, mine, changeable: mayMend !== null && (mine || isAll(mayMend)) }
  })
}

interface Mine {
  readonly changeable: boolean
}

const isAll = (where: Where): boolean => 'all' in where && where.all.length === 0
