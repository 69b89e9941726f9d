import type { Statement } from '#db/executor.ts'
import { join, nothing, openingStatement, raw, type Sql, sql, statement } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { actorId } from '../access/access.ts'
import { fieldRights } from '../access/fields.ts'
import { columnOf, joinName, searchColumn, siteView, storedSite } from '../catalog/storage.ts'
import { actorName, type Context } from '../context.ts'
import { searchExpression } from '../schema/search-column.ts'
import { numberSql, takeNumbers } from './auto-number.ts'
import { freshCte, freshSql } from './freshness.ts'
import { imageSql, referenceLists } from './image.ts'
import { shownFields, wholeFields, wireColumns } from './select.ts'

/**
 * The statements that write a row: the row, its line in the log and its lists, or nothing at all, in one statement.
 * They answer the row as the wire shows it, or no row where the context is stale or the version has moved.
 */
export function insertSql(ctx: Context, table: Table, row: Row, verb: string, kept?: KeptRow): Statement {
  const fields = storedFields(table)
  const columns = [
    'site_id',
    'created_by',
    ...fields.map(columnOf),
    ...searchColumns(table),
    ...(kept ? ['id', 'version'] : []),
  ]
  const values = [
    sql`${storedSite(table, ctx.site.id)}::int`,
    sql`${kept ? kept.createdBy : actorId(ctx.actor)}::bigint`,
    ...fields.map((field) => newValueSql(table, field, row)),
    ...searchValues(table, (field) => boundSql(field, row[field.slug] ?? null)),
    ...(kept ? [sql`${kept.id}::bigint`, sql`${kept.version}::int`] : []),
  ]
  const lists = referenceLists(table)
  const ctes = sql`,
    r as (insert into ${raw(siteView(table))} (${raw(columns.join(', '))})
      select ${join(values)} from opening where ${freshSql(ctx)} returning *),
    l as (insert into site.log (site_id, table_id, row_id, version, verb, actor)
      select ${ctx.site.id}::int, ${table.id}::int, r.id, r.version, ${verb}::text, ${actorName(ctx.actor)}::text from r)
    ${insertLists(table, lists, row)}`
  return openingStatement([sql`(${answerSql(ctx, table, row)})`], ctes)
}

/** A row that comes back from the trash keeps who it was. */
export interface KeptRow {
  readonly id: number
  readonly version: number
  readonly createdBy: number | null
}

export function updateSql(
  ctx: Context,
  table: Table,
  before: StoredRow,
  changed: Row,
  after: Row,
  verb: string,
): Statement {
  const fields = storedFields(table).filter((field) => field.slug in changed)
  const searched = fields.some((field) => table.search.includes(field.slug))
  const sets = [
    sql`version = t.version + 1`,
    sql`updated_at = now()`,
    ...fields.map((field) => sql`${raw(columnOf(field))} = ${boundSql(field, changed[field.slug] ?? null)}`),
    ...(searched
      ? searchValues(table, (field) => boundSql(field, after[field.slug] ?? null)).map(
          (value) => sql`${raw(searchColumn)} = ${value}`,
        )
      : []),
  ]
  const lists = referenceLists(table).filter((field) => field.slug in changed)
  return statement(sql`with ${freshCte(ctx)}, ${oldCte(ctx, table, before)},
    r as (update ${raw(siteView(table))} t set ${join(sets)} from fresh where ${sameRow(ctx, table, before)} returning t.*),
    l as (${logSql(ctx, table, verb, sql`r.version`, sql`old, r`)})
    ${deleteLists(table, lists, changed)} ${insertLists(table, lists, changed)}
    ${answerSql(ctx, table, after)}`)
}

export function deleteSql(ctx: Context, table: Table, before: StoredRow): Statement {
  return statement(sql`with ${freshCte(ctx)}, ${oldCte(ctx, table, before)},
    r as (delete from ${raw(siteView(table))} t using fresh where ${sameRow(ctx, table, before)} returning t.id),
    l as (${logSql(ctx, table, 'delete', sql`old.version + 1`, sql`old, r`)})
    select r.id::text from r`)
}

export interface StoredRow {
  readonly id: number
  readonly version: number
}

const sameRow = (ctx: Context, table: Table, row: StoredRow): Sql =>
  sql`t.site_id = ${storedSite(table, ctx.site.id)}::int and t.id = ${row.id}::bigint and t.version = ${row.version}::int`

const oldCte = (ctx: Context, table: Table, row: StoredRow): Sql =>
  sql`old as materialized (select t.id, t.version, ${imageSql(table, 't')} as image
    from ${raw(siteView(table))} t where ${sameRow(ctx, table, row)})`

const logSql = (ctx: Context, table: Table, verb: string, version: Sql, from: Sql): Sql =>
  sql`insert into site.log (site_id, table_id, row_id, version, verb, actor, before)
    select ${ctx.site.id}::int, ${table.id}::int, old.id, ${version}, ${verb}::text, ${actorName(ctx.actor)}::text, old.image
    from ${from}`

/**
 * The row as it now is, for the listeners too: what its writer sees of it, `save.ts` decides. Its lists come from the
 * values: a statement does not see what it inserts itself.
 */
function answerSql(ctx: Context, table: Table, row: Row): Sql {
  const list = (field: Field): Sql => sql`${JSON.stringify(row[field.slug] ?? [])}::json`
  const columns = wireColumns({ table, alias: 't', list }, answeredFields(ctx, table))
  return sql`select row_to_json(x)::text from (select ${columns} from r t) x`
}

/** What a write answers. */
export const answeredFields = (ctx: Context, table: Table): readonly Field[] =>
  fieldRights(ctx, table) ? wholeFields(table) : shownFields(table)

export const storedFields = (table: Table): readonly Field[] =>
  table.fields.filter((field) => field.type !== 'references' && !field.computed)

/** Of a new row: its number where the engine gives it one, else what it was given. */
function newValueSql(table: Table, field: Field, row: Row): Sql {
  const value = row[field.slug] ?? null
  if (field.type !== 'auto_number' || value !== null) return boundSql(field, value)
  return numberSql(field, takeNumbers(table, field, 1))
}

/** A value as its column takes it. */
export function boundSql(field: Field, value: Json): Sql {
  const type = fieldTypeOf(field)
  const stored = value !== null && type.toColumn ? type.toColumn(field as never, value as never) : value
  return sql`${stored}::${raw(type.column(field as never)!)}`
}

const searchColumns = (table: Table): readonly string[] => (table.search.length > 0 ? [searchColumn] : [])
const searchValues = (table: Table, value: (field: Field) => Sql): readonly Sql[] =>
  table.search.length > 0 ? [searchExpression(table, value)] : []

const insertLists = (table: Table, lists: readonly Field[], row: Row): Sql =>
  lists.length === 0 ? nothing : sql`, ${join(lists.map((field) => insertList(table, field, row)))}`

/** Ids that were there before take their new place; `deleteList` leaves them alone, since one statement may not do both. */
const insertList = (table: Table, field: Field, row: Row): Sql =>
  sql`${raw(`i${field.id}`)} as (insert into ${raw(`site.${joinName(table, field)}`)} (site_id, row_id, to_id, position)
    select r.site_id, r.id, u.id, u.n from r, unnest(${idsOf(row, field)}::bigint[]) with ordinality u (id, n)
    on conflict (site_id, row_id, to_id) do update set position = excluded.position)`

const deleteLists = (table: Table, lists: readonly Field[], row: Row): Sql =>
  lists.length === 0 ? nothing : sql`, ${join(lists.map((field) => deleteList(table, field, row)))}`

const deleteList = (table: Table, field: Field, row: Row): Sql =>
  sql`${raw(`d${field.id}`)} as (delete from ${raw(`site.${joinName(table, field)}`)} j using r
    where j.row_id = r.id and j.to_id <> all(${idsOf(row, field)}::bigint[]))`

const idsOf = (row: Row, field: Field): readonly number[] => (row[field.slug] as number[] | null) ?? []
