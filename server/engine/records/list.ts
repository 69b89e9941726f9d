import type { Statement } from '#db/executor.ts'
import { join, nothing, raw, type Sql, sql, statement } from '#db/sql.ts'
import { fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { isProblem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { both, type Where } from '#model/where.ts'
import { demandAccess, demandPast } from '../access/access.ts'
import { columnOf } from '../catalog/storage.ts'
import { type Context, placeOf } from '../context.ts'
import { demandLogged, listOfImage, rowsAsOf, rowsInTrash } from './as-of.ts'
import { type Count, countedBefore, countOf } from './count.ts'
import { type Cursor, digestOf, readCursor } from './cursor.ts'
import { recordError } from './errors.ts'
import { expansions } from './expand.ts'
import { countedInSite, inSite } from './in-site.ts'
import type { ListQuery } from './list-query.ts'
import { type OrderTerm, orderSql, orderText, rangesAfter, reversed, withTieBreak } from './order.ts'
import { type ListPage, type Paged, pageOf } from './page.ts'
import {
  beforeSearch,
  type Manner,
  rankSql,
  searchedText,
  searchSql,
  storedText,
  weighedHits,
} from './search.ts'
import { liveRows, type Source, wireColumns } from './select.ts'
import { masksOf } from './shown.ts'
import { whereScope } from './where-scope.ts'
import { whereSql } from './where-sql.ts'

export const list = async (ctx: Context, table: Table, query: ListQuery): Promise<ListPage> =>
  runList(ctx, planOf(ctx, table, query))

export async function runList(ctx: Context, plan: ListPlan): Promise<ListPage> {
  const { search, rows } = plan.query
  if (rows.kind === 'as_of') await demandLogged(ctx, rows.at)
  const page = await runPlan(ctx, plan, 'exact')
  // Nothing holds the words as they stand: look for what nearly does.
  return search.length > 0 && !page.anything ? runPlan(ctx, plan, 'near') : page
}

/** A list that was asked for, checked and allowed. It may be run again: see `kept-lists.ts`. */
export interface ListPlan extends Paged {
  readonly table: Table
  readonly where: Where
  readonly written: Partial<Record<Manner, Written>>
}

/** What PostgreSQL is asked. */
interface Written {
  readonly statements: readonly Statement[]
  readonly count: Count
}

export function planOf(ctx: Context, table: Table, query: ListQuery): ListPlan {
  const where = both(allowed(ctx, table, query), query.where)
  const order = withTieBreak(query.order)
  const ranked = query.search.length > 0 && query.order.length === 0
  const digest = digestOf(
    String(table.id),
    orderText(order),
    JSON.stringify([query.where, query.search, query.rows]),
  )
  const cursor = query.cursor === null || ranked ? null : cursorOf(query.cursor, digest, order)
  const missing = order.map((term) => term.field).filter((field) => !query.fields.includes(field))
  return {
    table,
    query,
    where,
    order,
    ranked,
    digest,
    cursor,
    selected: [...query.fields, ...missing],
    written: {},
  }
}

/** The trash is for those who may fill it. */
function allowed(ctx: Context, table: Table, { rows }: ListQuery): Where {
  switch (rows.kind) {
    case 'live':
      return demandAccess(ctx, table, 'read')
    case 'trash':
      return both(demandAccess(ctx, table, 'read'), demandAccess(ctx, table, 'delete'))
    case 'as_of':
      return demandPast(ctx, table)
  }
}

function cursorOf(text: string, digest: string, order: readonly OrderTerm[]): Cursor {
  const cursor = readCursor(text, digest, order.length)
  const values = cursor.values.map((value, i) => {
    const { field } = order[i]!
    if (value === null) return null
    const parsed = fieldTypeOf(field).parse(field as never, value)
    if (isProblem(parsed)) throw recordError('list.bad_cursor')
    return parsed.value as Json
  })
  return { ...cursor, values }
}

async function runPlan(ctx: Context, plan: ListPlan, manner: Manner): Promise<ListPage> {
  const known = plan.written[manner]
  const { statements, count } = known?.count.holds() ? known : writeDown(ctx, plan, manner)
  const { answers } = await ctx.tx.run(...statements)
  return pageOf(plan, answers.at(-1)!, count)
}

function writeDown(ctx: Context, plan: ListPlan, manner: Manner): Written {
  const from = rowsSql(ctx, plan.table, plan.query)
  const wall = inSite(placeOf(ctx), plan.table, 't')
  const condition = conditionSql(ctx, plan, manner, wall)
  const count = countFor(plan, from, countedCondition(ctx, plan, manner, condition))
  const page = statement(pageSql(ctx, plan, manner, { from, wall, condition, count }))
  const statements: Statement[] = [{ ...page, cells: 'bytes' }]
  if (looksInto(plan)) statements.unshift(statement(beforeSearch(manner)))
  const written = { statements, count }
  plan.written[manner] = written
  return written
}

/** What a search in one table says to PostgreSQL, for who searches several at once; the first cell holds the rows. */
export function searchStatements(
  ctx: Context,
  table: Table,
  query: ListQuery,
  manner: Manner,
): { readonly before: Statement; readonly page: Statement } {
  const plan = planOf(ctx, table, query)
  const from = rowsSql(ctx, table, query)
  const wall = inSite(placeOf(ctx), table, 't')
  const condition = conditionSql(ctx, plan, manner, wall)
  const count = countFor(plan, from, condition)
  return {
    before: statement(beforeSearch(manner)),
    page: statement(pageSql(ctx, plan, manner, { from, wall, condition, count })),
  }
}

/** SQL from `from` on of the rows that a list finds, for who reckons with them, and what is said before it. */
export async function foundRows(
  ctx: Context,
  table: Table,
  query: ListQuery,
  manner: Manner,
): Promise<{ readonly before: readonly Statement[]; readonly from: Sql }> {
  const plan = planOf(ctx, table, query)
  if (query.rows.kind === 'as_of') await demandLogged(ctx, query.rows.at)
  const condition = conditionSql(ctx, plan, manner, countedInSite(placeOf(ctx), table, 't'))
  return {
    before: looksInto(plan) ? [statement(beforeSearch(manner))] : [],
    from: sql`from ${rowsSql(ctx, table, query)} t where ${condition}`,
  }
}

function countFor({ query, cursor }: ListPlan, from: Sql, condition: Sql): Count {
  if (query.count === 'capped' && cursor?.counted != null) return countedBefore(cursor.counted)
  return countOf(sql`from ${from} t where ${condition}`, query.count, query.search.length > 0)
}

/** A pattern is among the conditions. */
const looksInto = ({ query, where }: ListPlan): boolean =>
  query.search.length > 0 || /"op":"i?(contains|startswith)"/.test(JSON.stringify(where))

interface Pieces {
  readonly from: Sql
  readonly wall: Sql
  readonly condition: Sql
  readonly count: Count
}

/** One row, two cells: the page as JSON, and the count. */
function pageSql(ctx: Context, plan: ListPlan, manner: Manner, pieces: Pieces): Sql {
  const { from, wall, condition, count } = pieces
  const columns = wireColumns(sourceOf(ctx, plan.table, plan.query), plan.selected)
  if (count.isWhole && plan.query.search.length > 0 && !plan.ranked && !plan.cursor) {
    return oncePassedSql(plan, pieces, columns)
  }
  if (plan.ranked) return rankedSql(ctx, plan, pieces, columns, manner)
  const rows = plan.cursor
    ? rangesSql(plan, plan.cursor, from, condition, columns)
    : orderedSql(plan, from, condition, columns, wall)
  return sql`select (select coalesce(json_agg(x), '[]')::text from (${rows}) x), ${count.sql}`
}

/** The few that a search finds are looked for once, and serve the page and the count. */
function oncePassedSql(plan: ListPlan, { from, wall, condition }: Pieces, columns: Sql): Sql {
  const keys = join(
    [...new Set(['id', ...plan.order.map(({ field }) => columnOf(field))])].map((name) => raw(`t.${name}`)),
  )
  return sql`with m as materialized (select ${keys} from ${from} t where ${condition})
    select (select coalesce(json_agg(x), '[]')::text from (select ${columns} from (
      select m.id from m order by ${orderSql(plan.order, 'm')} limit ${limitOf(plan.query)}${offsetSql(plan.query)}) k
      join ${from} t on t.id = k.id and ${wall} order by ${orderSql(plan.order, 't')}) x), (select count(*) from m)`
}

function rowsSql(ctx: Context, table: Table, query: ListQuery): Sql {
  switch (query.rows.kind) {
    case 'live':
      return liveRows(table)
    case 'trash':
      return rowsInTrash(table, ctx.site.id)
    case 'as_of':
      return rowsAsOf(table, ctx.site.id, query.rows.at)
  }
}

function sourceOf(ctx: Context, table: Table, query: ListQuery): Source {
  const instead = expansions(ctx, table, 't', query.expand)
  const masks = masksOf(ctx, table, 't')
  const source = { table, alias: 't', ...(instead && { instead }), ...(masks && { masks }) }
  return query.rows.kind === 'live' ? source : { ...source, list: listOfImage(table, 't') }
}

/** A search keeps the wall that the planner estimates best. */
const countedCondition = (ctx: Context, plan: ListPlan, manner: Manner, condition: Sql): Sql =>
  plan.query.search.length > 0 || plan.query.count === 'none'
    ? condition
    : conditionSql(ctx, plan, manner, countedInSite(placeOf(ctx), plan.table, 't'))

function conditionSql(ctx: Context, plan: ListPlan, manner: Manner, wall: Sql): Sql {
  const { table, query } = plan
  const where = whereSql(plan.where, whereScope(ctx, table, 't'))
  const search = query.search.length ? sql` and ${foundSql(ctx, plan, manner)}` : nothing
  return sql`${wall} and ${where}${search}`
}

/** What the index finds, and in the words that the caller may read, where they are not all. */
function foundSql(ctx: Context, { table, query }: ListPlan, manner: Manner): Sql {
  const seen = searchedText(ctx, table, 't')
  const found = seen && searchSql(query.search, manner, seen)
  if (found && manner === 'near') return found
  const stored = searchSql(query.search, manner, storedText('t'))
  return found ? sql`${stored} and ${found}` : stored
}

/** Written out: a plan made for any limit at all would be made for a tenth of the table. */
const limitOf = (query: ListQuery): Sql => raw(String(query.pageSize + 1))

const offsetSql = (query: ListQuery): Sql =>
  query.page > 1 ? sql` offset ${(query.page - 1) * query.pageSize}::bigint` : nothing

/** Of a page further on, what an index tells is walked over first; the rows themselves are fetched for the page alone. */
function orderedSql(plan: ListPlan, from: Sql, condition: Sql, columns: Sql, wall: Sql): Sql {
  const { query } = plan
  const order = orderSql(plan.order, 't')
  const found = sql`from ${from} t where ${condition} order by ${order} limit ${limitOf(query)}${offsetSql(query)}`
  if (query.page === 1 || query.rows.kind !== 'live') return sql`select ${columns} ${found}`
  return sql`select ${columns} from (select t.id ${found}) k join ${from} t on t.id = k.id and ${wall} order by ${order}`
}

/** What follows a place in the order. */
function rangesSql(plan: ListPlan, cursor: Cursor, from: Sql, condition: Sql, columns: Sql): Sql {
  const limit = limitOf(plan.query)
  const order = cursor.backwards ? reversed(plan.order) : plan.order
  const ranges = rangesAfter(order, cursor.values, 't').map(
    (range) =>
      sql`(select ${columns} from ${from} t where ${condition} and ${range} order by ${orderSql(order, 't')} limit ${limit})`,
  )
  return ranges.length === 1
    ? ranges[0]!
    : sql`select * from (${join(ranges, ' union all ')}) u limit ${limit}`
}

/** The hits worth weighing, looked for once and weighed; then the rows of this page alone. They are the count, too. */
function rankedSql(ctx: Context, plan: ListPlan, pieces: Pieces, columns: Sql, manner: Manner): Sql {
  const { table, query } = plan
  const { from, wall, condition, count } = pieces
  const rank = rankSql(query.search, manner, searchedText(ctx, table, 't') ?? storedText('t'))
  return sql`with m as materialized (
      select t.id, ${rank} as rank from ${from} t where ${condition} limit ${raw(String(weighedHits + 1))})
    select (select coalesce(json_agg(x), '[]')::text from (select ${columns} from (
      select m.id, m.rank from m order by m.rank desc, m.id desc limit ${limitOf(query)}${offsetSql(query)}) best
      join ${from} t on t.id = best.id and ${wall} order by best.rank desc, t.id desc) x),
      ${query.count === 'exact' ? count.sql : raw('(select count(*) from m)')}`
}
