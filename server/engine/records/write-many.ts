import type { Answer } from '#db/executor.ts'
import { join, nothing, raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field, FieldOf } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { actorId } from '../access/access.ts'
import { columnOf, joinName, searchColumn, siteView, storedSite } from '../catalog/storage.ts'
import { actorName, type Context } from '../context.ts'
import { searchExpression } from '../schema/search-column.ts'
import { numberSql, takeNumbers } from './auto-number.ts'
import { freshCte, Stale } from './freshness.ts'
import { imageSql, referenceLists } from './image.ts'
import { runWithLists } from './long-lists.ts'
import { sayManyProblem } from './many-problem.ts'
import {
  type ColumnOfValues,
  fieldColumn,
  givenCte,
  listsOf,
  saysColumn,
  saysName,
  unnumbered,
  unnumberedName,
} from './many-values.ts'
import { withSlugs } from './slugs.ts'
import { storedFields } from './write.ts'

/**
 * Many rows in one statement: the rows, their lines in the log and their lists, or nothing at all. The rows were
 * checked; permission was too, under the versions given. For a bulk edit and an import. A few thousand at a time.
 */

type AutoNumberField = FieldOf<'auto_number'>

/** Answers the new rows' ids, in the order of the rows. */
export async function insertMany(
  ctx: Context,
  table: Table,
  rows: readonly Row[],
  batch: string | null,
  verb = 'create',
): Promise<number[]> {
  if (rows.length === 0) return []
  const whole = await withSlugs(ctx, table, rows)
  const answers = await run(ctx, table, whole, insertManySql(ctx, table, whole, batch, verb))
  const ids = answers[0]!.rows[0]![0]
  if (ids === null || ids === undefined) throw new Stale()
  return ids.split(',').map(Number)
}

export interface ChangedRow {
  readonly id: number
  /** The version that the change was worked out on. */
  readonly version: number
  readonly changed: Row
}

/** Those that somebody else wrote meanwhile: untouched by us. */
export interface Moved {
  readonly moved: readonly number[]
}

export async function updateMany(
  ctx: Context,
  table: Table,
  rows: readonly ChangedRow[],
  batch: string | null,
  verb = 'update',
): Promise<Moved> {
  if (rows.length === 0) return { moved: [] }
  const changes = rows.map((row) => row.changed)
  return movedOf(rows, await run(ctx, table, changes, updateManySql(ctx, table, rows, batch, verb)))
}

export interface RemovedRow {
  readonly id: number
  /** Absent: whatever it is now. */
  readonly version?: number
}

export async function removeMany(
  ctx: Context,
  table: Table,
  rows: readonly RemovedRow[],
  batch: string | null,
  verb = 'delete',
): Promise<Moved> {
  if (rows.length === 0) return { moved: [] }
  return movedOf(rows, await run(ctx, table, [], removeManySql(ctx, table, rows, batch, verb)))
}

const run = (ctx: Context, table: Table, rows: readonly Row[], written: Sql) =>
  runWithLists(ctx.tx, statement(written)).catch((error: unknown) => sayManyProblem(ctx, table, rows, error))

function movedOf(rows: readonly RemovedRow[], answers: readonly Answer[]): Moved {
  const [fresh, ids] = answers[0]!.rows[0]!
  if (fresh !== '1') throw new Stale()
  const written = new Set((ids ?? '').split(',').map(Number))
  return { moved: rows.filter((row) => !written.has(row.id)).map((row) => row.id) }
}

/** Ids are given out in the order of the rows, so the smallest is the first row's. */
function insertManySql(
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
    field.type === 'auto_number' ? numberOr(field) : raw(`g.${columnOf(field)}`)
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

/** The first of as many numbers as rows have none; taken only where the rows are written. */
const firstNumber = (table: Table, field: AutoNumberField, rows: readonly Row[]): Sql => {
  const wanted = rows.filter((row) => (row[field.slug] ?? null) === null).length
  return sql`${raw(`first${field.id}`)} as materialized (
    select case when ${wanted}::int > 0 then ${takeNumbers(table, field, wanted)} end as number from fresh)`
}

const numberOr = (field: AutoNumberField): Sql =>
  sql`coalesce(g.${raw(columnOf(field))}, ${numberSql(field, raw(`(select number from first${field.id}) + g.${unnumberedName(field)}`))})`

const numberedRows = raw('(select id, row_number() over (order by id) as n from r)')

function updateManySql(
  ctx: Context,
  table: Table,
  rows: readonly ChangedRow[],
  batch: string | null,
  verb: string,
): Sql {
  const changes = rows.map((row) => row.changed)
  const touched = table.fields.filter((field) => changes.some((change) => field.slug in change))
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

function removeManySql(
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

/** A table without stored fields still needs as many rows as were given. */
const withSome = (columns: readonly ColumnOfValues[], length: number): readonly ColumnOfValues[] =>
  columns.length > 0 ? columns : [{ name: 'nothing', type: 'int', values: Array(length).fill(null) }]

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

const logSql = (ctx: Context, table: Table, verb: string, batch: string | null, lines: Sql): Sql =>
  sql`insert into site.log (site_id, table_id, verb, actor, batch, row_id, version, before)
    select ${ctx.site.id}::int, ${table.id}::int, ${verb}::text, ${actorName(ctx.actor)}::text, ${batch}::bigint, ${lines}`

const also = (ctes: readonly Sql[]): Sql => (ctes.length === 0 ? nothing : sql`, ${join(ctes)}`)

/** An id that was there before takes its new place; `dropFromList` leaves it alone, as one statement may not do both. */
const insertList = (ctx: Context, table: Table, field: Field, rows: readonly Row[], of: Sql): Sql =>
  sql`${raw(`i${field.id}`)} as (insert into ${raw(`site.${joinName(table, field)}`)} (site_id, row_id, to_id, position)
    select ${storedSite(table, ctx.site.id)}::int, o.id, u.to_id, u.position from ${of} o join ${listsOf(field, rows)} using (n)
    on conflict (site_id, row_id, to_id) do update set position = excluded.position)`

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
