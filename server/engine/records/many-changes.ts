import { join, raw, type Sql, sql } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName, searchColumn, siteView, storedSite } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { searchExpression } from '../schema/search-column.ts'
import { freshCte } from './freshness.ts'
import { imageSql } from './image.ts'
import { also, insertList, logSql } from './many-lines.ts'
import { type ColumnOfValues, fieldColumn, givenCte, listsOf, saysColumn, saysName } from './many-values.ts'

export interface ChangedRow {
  readonly id: number
  /** The version that the change was worked out on. */
  readonly version: number
  readonly changed: Row
}

export interface RemovedRow {
  readonly id: number
  /** Absent: whatever it is now. */
  readonly version?: number
}

export function updateManySql(
  ctx: Context,
  table: Table,
  rows: readonly ChangedRow[],
  batch: string | null,
  verb: string,
): Sql {
  const changes = rows.map((row) => row.changed)
  const touched = table.fields.filter(
    (field) => !field.computed && changes.some((change) => field.slug in change),
  )
  const partly = touched.filter((field) => !changes.every((change) => field.slug in change))
  const lists = touched.filter((field) => field.type === 'references')
  const fields = touched.filter((field) => field.type !== 'references')
  const columns = [
    ...versionColumns(rows),
    ...fields.map((field) => fieldColumn(field, changes)),
    ...partly.map((field) => saysColumn(field, changes)),
  ]
  const value = newValue(fields, partly)
  const sets = fields.map((field) => sql`${raw(columnOf(field))} = ${value(field)}`)
  if (fields.some((field) => table.search.includes(field.slug))) {
    sets.push(sql`${raw(searchColumn)} = ${searchExpression(table, value)}`)
  }
  return sql`with ${freshCte(ctx)}, ${givenCte(columns)}, ${wasCte(ctx, table, rows)},
    r as (update ${raw(siteView(table))} t
      set ${join([raw('version = t.version + 1'), raw('updated_at = now()'), ...sets])}
      from was, fresh where ${sameRow(ctx, table, rows)} returning t.id, t.version, was.n, was.image),
    l as (${logSql(ctx, table, verb, batch, raw('r.id, r.version, r.image from r'))})
    ${also(lists.flatMap((field) => replaceList(ctx, table, field, rows, partly.includes(field))))}
    ${answerSql}`
}

export function removeManySql(
  ctx: Context,
  table: Table,
  rows: readonly RemovedRow[],
  batch: string | null,
  verb: string,
): Sql {
  return sql`with ${freshCte(ctx)}, ${givenCte(versionColumns(rows))}, ${wasCte(ctx, table, rows)},
    r as (delete from ${raw(siteView(table))} t using was, fresh where ${sameRow(ctx, table, rows)} returning t.id, t.version, was.image),
    l as (${logSql(ctx, table, verb, batch, raw('r.id, r.version + 1, r.image from r'))})
    ${answerSql}`
}

const answerSql = raw(
  `select (select count(*) from fresh)::text, (select string_agg(r.id::text, ',') from r)`,
)

const versionColumns = (rows: readonly RemovedRow[]): ColumnOfValues[] => [
  { name: 'id', type: 'bigint', values: rows.map((row) => row.id) },
  { name: 'version', type: 'int', values: rows.map((row) => row.version ?? null) },
]

/** What a column holds afterwards: what the change says, or what it held. */
const newValue =
  (fields: readonly Field[], partly: readonly Field[]) =>
  (field: Field): Sql => {
    const name = columnOf(field)
    if (!fields.includes(field)) return raw(`t.${name}`)
    return raw(
      partly.includes(field)
        ? `case when was.${saysName(field)} then was.${name} else t.${name} end`
        : `was.${name}`,
    )
  }

const theseRows = (ctx: Context, table: Table, rows: readonly RemovedRow[]): Sql =>
  sql`t.site_id = ${storedSite(table, ctx.site.id)}::int and t.id = any(${rows.map(({ id }) => id)}::bigint[])`

/** What was given, beside the row as it stands. */
const wasCte = (ctx: Context, table: Table, rows: readonly RemovedRow[]): Sql =>
  sql`was as materialized (select g.*, t.version as stands, ${imageSql(table, 't')} as image from ${raw(siteView(table))} t, g
    where ${theseRows(ctx, table, rows)} and t.id = g.id and t.version = coalesce(g.version, t.version))`

const sameRow = (ctx: Context, table: Table, rows: readonly RemovedRow[]): Sql =>
  sql`${theseRows(ctx, table, rows)} and t.id = was.id and t.version = was.stands`

const dropFromList = (
  ctx: Context,
  table: Table,
  field: Field,
  rows: readonly ChangedRow[],
  partly: boolean,
): Sql => {
  const lists = listsOf(
    field,
    rows.map((row) => row.changed),
  )
  return sql`${raw(`d${field.id}`)} as (delete from ${raw(`site.${joinName(table, field)}`)} j using r join g using (n)
    where j.site_id = ${storedSite(table, ctx.site.id)}::int and j.row_id = any(${rows.map(({ id }) => id)}::bigint[])
      and j.row_id = r.id ${raw(partly ? `and g.${saysName(field)}` : '')}
      and not exists (select 1 from ${lists} where u.n = r.n and u.to_id = j.to_id))`
}

const replaceList = (
  ctx: Context,
  table: Table,
  field: Field,
  rows: readonly ChangedRow[],
  partly: boolean,
): Sql[] => [
  dropFromList(ctx, table, field, rows, partly),
  insertList(
    ctx,
    table,
    field,
    rows.map((row) => row.changed),
    raw('r'),
  ),
]
