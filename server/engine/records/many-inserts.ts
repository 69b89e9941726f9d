import { join, raw, type Sql, sql } from '#db/sql.ts'
import type { Field, FieldOf } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { actorId } from '../access/access.ts'
import { columnOf, searchColumn, siteView, storedSite } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { searchExpression } from '../schema/search-column.ts'
import { numberSql, takeNumbers } from './auto-number.ts'
import { freshCte } from './freshness.ts'
import { referenceLists } from './image.ts'
import { also, insertList, logSql } from './many-lines.ts'
import { type ColumnOfValues, fieldColumn, givenCte, unnumbered, unnumberedName } from './many-values.ts'
import { storedFields } from './write.ts'

type AutoNumberField = FieldOf<'auto_number'>

/** Ids are given out in the order of the rows, so the smallest is the first row's. */
export function insertManySql(
  ctx: Context,
  table: Table,
  rows: readonly Row[],
  batch: string | null,
  verb: string,
): Sql {
  const fields = storedFields(table)
  const series = fields.filter((field) => field.type === 'auto_number')
  const columns = [
    ...fields.map((field) => fieldColumn(field, rows)),
    ...series.map((field) => unnumbered(field, rows)),
  ]
  const value = (field: Field): Sql =>
    field.computed ? unknownYet : field.type === 'auto_number' ? numberOr(field) : raw(`g.${columnOf(field)}`)
  const searched = table.search.length > 0
  const names = ['site_id', 'created_by', ...fields.map(columnOf), ...(searched ? [searchColumn] : [])]
  const values = [
    sql`${storedSite(table, ctx.site.id)}::int`,
    sql`${actorId(ctx.actor)}::bigint`,
    ...fields.map(value),
    ...(searched ? [searchExpression(table, value)] : []),
  ]
  const lists = referenceLists(table).map((field) => insertList(ctx, table, field, rows, numberedRows))
  return sql`with ${freshCte(ctx)}, ${givenCte(withSome(columns, rows.length))}${also(series.map((field) => firstNumber(table, field, rows)))},
    r as (insert into ${raw(siteView(table))} (${raw(names.join(', '))})
      select ${join(values)} from g, fresh order by g.n returning id, version),
    l as (${logSql(ctx, table, verb, batch, raw('r.id, r.version, null::jsonb from r'))})${also(lists)}
    select string_agg(r.id::text, ',' order by r.id) from r`
}

/** A trigger works it out, and the search text with it. */
const unknownYet = raw('null::text')

/** The first of as many numbers as rows have none; taken only where the rows are written. */
const firstNumber = (table: Table, field: AutoNumberField, rows: readonly Row[]): Sql => {
  const wanted = rows.filter((row) => (row[field.slug] ?? null) === null).length
  return sql`${raw(`first${field.id}`)} as materialized (
    select case when ${wanted}::int > 0 then ${takeNumbers(table, field, wanted)} end as number from fresh)`
}

const numberOr = (field: AutoNumberField): Sql =>
  sql`coalesce(g.${raw(columnOf(field))}, ${numberSql(field, raw(`(select number from first${field.id}) + g.${unnumberedName(field)}`))})`

const numberedRows = raw('(select id, row_number() over (order by id) as n from r)')

/** A table without stored fields still needs as many rows as were given. */
const withSome = (columns: readonly ColumnOfValues[], length: number): readonly ColumnOfValues[] =>
  columns.length > 0 ? columns : [{ name: 'nothing', type: 'int', values: Array(length).fill(null) }]
