import type { Sql } from '#db/sql.ts'
import { raw, sql } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import { fieldTypeOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import { fold } from '#model/fold.ts'
import type { Json } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import type { Leaf, Operator } from '#model/where.ts'
import { resolveValue, type WhereEnv } from '#model/where-js.ts'
import { columnOf, joinName, storedSite } from '../catalog/storage.ts'
import { textOf } from '../schema/search-column.ts'

/** One comparison in SQL. */
export interface Truth {
  readonly sql: Sql
  /** Never null. */
  readonly certain: boolean
  /** Where there is a plainer way to say the opposite than `not`. */
  readonly opposite?: Sql
}

interface Place {
  readonly table: Table
  readonly alias: string
  readonly siteId: number
  readonly env: WhereEnv
}

export function fieldOf(table: Table, slug: string): Field {
  const field = findField(table, slug)
  if (!field) throw new Error(`"${table.slug}" has no field "${slug}"`)
  return field
}

const never: Truth = { sql: raw('false'), certain: true }

export function comparison(asked: Leaf, place: Place): Truth {
  const field = fieldOf(place.table, asked.field)
  const value = resolveValue(asked.value, place.env)
  if (field.type === 'references') return links(field, asked.op, value, place)
  const column = raw(`${place.alias}.${columnOf(field)}`)
  if (asked.op === 'isnull') {
    return { sql: sql`${column} is not null`, certain: true, opposite: sql`${column} is null` }
  }
  const write = comparisons[asked.op]
  if (!write) throw new Error(`"${place.table.slug}.${field.slug}" cannot be compared by "${asked.op}"`)
  if (value === null || (Array.isArray(value) && asked.op === 'range' && value.includes(null))) return never
  return { sql: write(column, value, field), certain: false }
}

type Comparison = (column: Sql, value: Json, field: Field) => Sql

const comparisons: Partial<Record<Operator, Comparison>> = {
  eq: (column, value, field) => sql`${column} = ${bound(field, value)}`,
  in: (column, value, field) => sql`${column} = any(${boundList(field, value as Json[])})`,
  gt: inOrder('>'),
  gte: inOrder('>='),
  lt: inOrder('<'),
  lte: inOrder('<='),
  range: (column, value, field) => {
    const [low = null, high = null] = value as Json[]
    const asked = sortable(column, field)
    return sql`${asked} between ${bound(field, low)} and ${bound(field, high)}`
  },
  contains: (column, value, field) =>
    sql`site.fold(${textOf(field, column)}) like ${`%${literal(value)}%`}::text`,
  icontains: (column, value, field) =>
    sql`site.fold(${textOf(field, column)}) like ${`%${literal(value)}%`}::text`,
  startswith: (column, value, field) =>
    sql`site.fold(${textOf(field, column)}) like ${`${literal(value)}%`}::text`,
}

function inOrder(operator: '>' | '>=' | '<' | '<='): Comparison {
  return (column, value, field) => sql`${sortable(column, field)} ${raw(operator)} ${bound(field, value)}`
}

/** Numbers with a prefix are texts: they compare by their characters, as in JavaScript, not as French words do. */
const sortable = (column: Sql, field: Field): Sql =>
  typeOf(field) === 'text' ? sql`${column} collate "C"` : column

const literal = (part: Json): string => fold(String(part)).replace(/[\\%_]/g, '\\$&')

/** The column's type without its limits, which would round or refuse what is asked. */
const typeOf = (field: Field): string =>
  fieldTypeOf(field)
    .column(field)!
    .replace(/\(.*\)$/, '')

const bound = (field: Field, value: Json): Sql => sql`${columnValue(field, value)}::${raw(typeOf(field))}`

function boundList(field: Field, values: readonly Json[]): Sql {
  const list = values.filter((value) => value !== null).map((value) => columnValue(field, value))
  return sql`${list}::${raw(typeOf(field))}[]`
}

function columnValue(field: Field, value: Json): unknown {
  const { toColumn } = fieldTypeOf(field)
  return toColumn ? toColumn(field, value) : value
}

/** Links lie in a table of their own. */
function links(field: Field, op: Operator, value: Json, { table, alias, siteId }: Place): Truth {
  const to = op === 'isnull' ? null : (Array.isArray(value) ? value : [value]).filter((id) => id !== null)
  const link = raw(`${alias}j`)
  const asked = to ? sql` and ${link}.to_id = any(${to}::bigint[])` : raw('')
  const exists = sql`exists (select 1 from ${raw(`site.${joinName(table, field)}`)} ${link}
    where ${link}.site_id = ${storedSite(table, siteId)}::int and ${link}.row_id = ${raw(`${alias}.id`)}${asked})`
  return { sql: exists, certain: true }
}
