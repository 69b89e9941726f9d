import type { Statement } from '#db/executor.ts'
import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Json } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import type { Context } from '../context.ts'
import { foundRows } from '../records/list.ts'
import type { Manner } from '../records/search.ts'
import { keyBounds, keyLabel, keySql, keyWire } from './keys.ts'
import { measureSql, measureWire } from './measures.ts'
import { type Grouping, measureName, type SummaryQuery, type SummaryTerm } from './summary-query.ts'

export interface Summary {
  readonly groups: readonly Group[]
  /** There are groups beyond those told; they count in the total. */
  readonly more: boolean
  readonly total: Measured
}
export interface Measured {
  readonly count: number
  /** By name: `sum:montant_ht`. Null where no row has a value. */
  readonly values: Readonly<Record<string, Json>>
}
export interface Group extends Measured {
  readonly keys: readonly Json[]
  readonly labels: readonly (string | null)[]
  /** The condition that these rows fulfil, and no others of the list. */
  readonly where: Where
}

/** Rows counted and measured, by group and in all, in one pass over them. */
export async function summarise(ctx: Context, table: Table, query: SummaryQuery): Promise<Summary> {
  const exact = await run(ctx, table, query, 'exact')
  return exact.total.count === 0 && query.rows.search.length > 0 ? run(ctx, table, query, 'near') : exact
}

async function run(ctx: Context, table: Table, query: SummaryQuery, manner: Manner): Promise<Summary> {
  const { before, from } = await foundRows(ctx, table, query.rows, manner)
  const statements: Statement[] = [...before, statement(summarySql(ctx, query, from))]
  const { answers } = await ctx.tx.run(...statements)
  const [groups, total] = answers.at(-1)!.rows[0]!
  return read(query, JSON.parse(groups!) as Cells[], JSON.parse(total!) as Cells)
}

/** One row, two cells: the groups as JSON, and the total. */
function summarySql(ctx: Context, query: SummaryQuery, from: Sql): Sql {
  const { groups, measures } = query
  const numbers = join([
    raw('n'),
    ...measures.map((one, i) => sql`${measureWire(one, `m${i}`)} as m${at(i)}`),
  ])
  const told = join([...groups.flatMap((group, i) => keyCells(ctx, group, i)), numbers])
  return sql`with s as materialized (${reckoned(ctx, query, from)})
    select (select coalesce(json_agg(x), '[]')::text from (
        select ${told} from s where not total order by ${orderSql(query)} limit ${at(query.most + 1)}) x),
      (select row_to_json(x)::text from (select ${numbers} from s where total) x)`
}

function reckoned(ctx: Context, { groups, measures }: SummaryQuery, from: Sql): Sql {
  const cells = [raw('count(*) as n'), ...measures.map((one, i) => sql`${measureSql(one)} as m${at(i)}`)]
  if (groups.length === 0) return sql`select ${join(cells)}, true as total ${from}`
  const keys = groups.map((group, i) => sql`${keySql(ctx, group)} as k${at(i)}`)
  const names = join(groups.map((_, i) => raw(`t.k${i}`)))
  return sql`select ${names}, ${join(cells)}, grouping(t.k0) = 1 as total
    from (select t.*, ${join(keys)} ${from}) t group by grouping sets ((${names}), ())`
}

const at = (number: number): Sql => raw(String(number))

const keyCells = (ctx: Context, group: Grouping, i: number): Sql[] => [
  sql`${keyWire(group, `s.k${i}`)} as k${at(i)}`,
  sql`${keyLabel(ctx, group, `s.k${i}`)} as l${at(i)}`,
  sql`${keyBounds(ctx, group, `s.k${i}`)} as b${at(i)}`,
]

/** The keys come last in every order, so that it is one. */
function orderSql({ groups, order }: SummaryQuery): Sql {
  return join([...order.map(termSql), ...groups.map((_, i) => raw(`s.k${i}`)), raw('n')])
}

function termSql({ by, descending }: SummaryTerm): Sql {
  const cell = by === 'count' ? 'n' : 'key' in by ? `k${by.key}` : `m${by.measure}`
  return raw(`s.${cell}${descending ? ' desc nulls last' : ''}`)
}

type Cells = Readonly<Record<string, Json>>

function read(query: SummaryQuery, groups: readonly Cells[], total: Cells): Summary {
  return {
    groups: groups.slice(0, query.most).map((cells) => ({
      keys: query.groups.map((_, i) => cells[`k${i}`] ?? null),
      labels: query.groups.map((_, i) => (cells[`l${i}`] as string | undefined) ?? null),
      where: whereOf(query.groups, cells),
      ...measured(query, cells),
    })),
    more: groups.length > query.most,
    total: measured(query, total),
  }
}

const measured = ({ measures }: SummaryQuery, cells: Cells): Measured => ({
  count: cells.n as number,
  values: Object.fromEntries(measures.map((one, i) => [measureName(one), cells[`m${i}`] ?? null])),
})

function whereOf(groups: readonly Grouping[], cells: Cells): Where {
  const leaves = groups.map((group, i) => leafOf(group, cells[`k${i}`] ?? null, cells[`b${i}`] ?? null))
  return leaves.length === 1 ? leaves[0]! : { all: leaves }
}

function leafOf({ field }: Grouping, key: Json, bounds: Json): Where {
  const name = field.slug
  if (key === null) return { field: name, op: 'isnull', value: true }
  if (!Array.isArray(bounds)) return { field: name, op: 'eq', value: key }
  const [from = null, to = null] = bounds
  if (field.type === 'date') return { field: name, op: 'range', value: [from, to] }
  return {
    all: [
      { field: name, op: 'gte', value: from },
      { field: name, op: 'lt', value: to },
    ],
  }
}
