import { raw, sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import { siteView } from '../catalog/storage.ts'
import { readsOthers } from '../computed/reads-others.ts'
import { type Context, placeOf } from '../context.ts'
import { inSite } from '../records/in-site.ts'
import { whereScope } from '../records/where-scope.ts'
import { whereSql } from '../records/where-sql.ts'

/** How far the working out of a table's rows has come, and some of those whose values are still to follow. */
export interface Recomputing {
  readonly done: number
  readonly total: number
  readonly ids: readonly number[]
}

const mostIds = 1000

/** Null: all is as it should be. */
export async function recomputing(ctx: Context, table: Table): Promise<Recomputing | null> {
  const where = readsOthers(table) ? accessWhere(ctx, table, 'read') : null
  if (!where) return null
  const marked = sql`site.stale s where s.site_id = ${ctx.site.id}::int and s.table_id = ${table.id}::int`
  const { answers } = await ctx.tx.run(
    statement(sql`select count(*) filter (where s.done), count(*) from ${marked}`),
    statement(sql`select t.id from ${raw(siteView(table))} t where ${inSite(placeOf(ctx), table, 't')}
      and t.id in (select s.row_id from ${marked} and not s.done order by s.row_id limit ${mostIds}::int)
      and ${whereSql(where, whereScope(ctx, table, 't'))} order by t.id`),
  )
  const [done, total] = answers[0]!.rows[0]!.map(Number) as [number, number]
  return done === total ? null : { done, total, ids: answers[1]!.rows.map(([id]) => Number(id)) }
}
