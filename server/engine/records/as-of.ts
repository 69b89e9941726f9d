import { nothing, raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { siteView, storedSite } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { recordError } from './errors.ts'
import { listSql, workedOut } from './image.ts'

/**
 * The rows as they stood at an instant: of those that the log has lines of since, the earliest image; of the others,
 * the row itself. Filter and order apply above, in today's structure. `image` holds the lists of references of then.
 *
 * Lines of one row may bear times that run backwards, since a transaction's time is its beginning: so it is the
 * version that tells which came first, and the log that tells whether a row was touched.
 */
export function rowsAsOf(table: Table, siteId: number, at: string): Sql {
  const live = asItStands(table)
  return sql`(
  with later as materialized (
    select distinct on (row_id) row_id, before from site.log
    where site_id = ${siteId}::int and table_id = ${table.id}::int and at > ${at}::timestamptz
    order by row_id, version)
  select ${raw(live.alias)}.*, null::jsonb as image from ${raw(siteView(table))} t${live.also}
  where t.updated_at <= ${at}::timestamptz and not exists (select 1 from later where later.row_id = t.id)
  union all
  select r.*, later.before from later cross join lateral ${rowOf(table, siteId, raw('later.before'))} r
  where later.before is not null)`
}

/** What is worked out was something else then, perhaps: so it is nothing here, as in the images. */
function asItStands(table: Table): { alias: string; also: Sql } {
  const worked = workedOut(table)
  if (worked.length === 0) return { alias: 't', also: nothing }
  const empty = JSON.stringify(Object.fromEntries(worked.map(({ id }) => [`c${id}`, null])))
  return { alias: 'w', also: sql` cross join lateral jsonb_populate_record(t, ${empty}::jsonb) w` }
}

/** The oldest part of the log is cleaned away: an instant before that would be answered wrongly. */
export async function demandLogged(ctx: Context, at: string): Promise<void> {
  const { answers } = await ctx.tx.run(
    statement(sql`select to_char(at at time zone ${ctx.site.timeZone}, 'YYYY-MM-DD HH24:MI:SS') from site.log_begins
      where at > ${at}::timestamptz`),
  )
  const begin = answers[0]!.rows[0]?.[0]
  if (begin) throw recordError('list.before_log', { begin })
}

/** The rows in the trash: those whose last line in the log is their end, as they were then. */
export const rowsInTrash = (table: Table, siteId: number): Sql => sql`(
  select r.*, l.before as image from site.log l cross join lateral ${rowOf(table, siteId, raw('l.before'))} r
  where l.site_id = ${siteId}::int and l.table_id = ${table.id}::int and l.verb in ('delete', 'import.undo')
    and l.before is not null
    and not exists (select 1 from site.log n where n.site_id = l.site_id and n.table_id = l.table_id
      and n.row_id = l.row_id and n.version > l.version)
    and not exists (select 1 from ${raw(siteView(table))} t where t.id = l.row_id))`

/** An image as a row of the table; it does not say itself where it lay. */
const rowOf = (table: Table, siteId: number, image: Sql): Sql =>
  sql`jsonb_populate_record(null::${raw(siteView(table))},
    jsonb_build_object('site_id', ${storedSite(table, siteId)}::int) || ${image})`

/** A list of references out of an image where there is one, else as it is now. */
export const listOfImage =
  (table: Table, alias: string) =>
  (field: Field): Sql =>
    sql`coalesce(${raw(`${alias}.image -> 'c${field.id}'`)}, ${listSql(table, field, alias)})`
