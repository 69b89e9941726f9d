import { raw, type Sql, sql } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { siteView, storedSite } from '../catalog/storage.ts'
import { listSql } from './image.ts'

/**
 * The rows as they stood at an instant: those not touched since, and of the others the earliest image after it.
 * Filter and order apply above, in today's structure. `image` holds the lists of references of that time.
 */
export const rowsAsOf = (table: Table, siteId: number, at: string): Sql => sql`(
  select t.*, null::jsonb as image from ${raw(siteView(table))} t where t.updated_at <= ${at}::timestamptz
  union all
  select (jsonb_populate_record(null::${raw(siteView(table))}, ${placed(table, siteId)} || b.before)).*, b.before from (
    select distinct on (row_id) before from site.log
    where site_id = ${siteId} and table_id = ${table.id} and at > ${at}::timestamptz
    order by row_id, version) b
  where b.before is not null)`

/** The rows in the trash: those whose last line in the log is their end, as they were then. */
export const rowsInTrash = (table: Table, siteId: number): Sql => sql`(
  select (jsonb_populate_record(null::${raw(siteView(table))}, ${placed(table, siteId)} || l.before)).*, l.before as image from site.log l
  where l.site_id = ${siteId} and l.table_id = ${table.id} and l.verb in ('delete', 'import.undo')
    and l.before is not null
    and not exists (select 1 from site.log n where n.site_id = l.site_id and n.table_id = l.table_id
      and n.row_id = l.row_id and n.version > l.version)
    and not exists (select 1 from ${raw(siteView(table))} t where t.id = l.row_id))`

/** An image does not say where it lay. */
const placed = (table: Table, siteId: number): Sql =>
  sql`jsonb_build_object('site_id', ${storedSite(table, siteId)}::int)`

/** A list of references out of an image where there is one, else as it is now. */
export const listOfImage =
  (table: Table, alias: string) =>
  (field: Field): Sql =>
    sql`coalesce(${raw(`${alias}.image -> 'c${field.id}'`)}, ${listSql(table, field, alias)})`
