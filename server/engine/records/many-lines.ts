import { join, nothing, raw, type Sql, sql } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { joinName, storedSite } from '../catalog/storage.ts'
import { actorName, type Context } from '../context.ts'
import { listsOf } from './many-values.ts'

// What goes with the rows of a statement: their lines in the log, their lists of references.

export const logSql = (ctx: Context, table: Table, verb: string, batch: string | null, lines: Sql): Sql =>
  sql`insert into site.log (site_id, table_id, verb, actor, batch, row_id, version, before)
    select ${ctx.site.id}::int, ${table.id}::int, ${verb}::text, ${actorName(ctx.actor)}::text, ${batch}::bigint, ${lines}`

export const also = (ctes: readonly Sql[]): Sql => (ctes.length === 0 ? nothing : sql`, ${join(ctes)}`)

/** An id that was there before takes its new place; `dropFromList` leaves it alone, as one statement may not do both. */
export const insertList = (ctx: Context, table: Table, field: Field, rows: readonly Row[], of: Sql): Sql =>
  sql`${raw(`i${field.id}`)} as (insert into ${raw(`site.${joinName(table, field)}`)} (site_id, row_id, to_id, position)
    select ${storedSite(table, ctx.site.id)}::int, o.id, u.to_id, u.position from ${of} o join ${listsOf(field, rows)} using (n)
    on conflict (site_id, row_id, to_id) do update set position = excluded.position)`
