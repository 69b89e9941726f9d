import { join, raw, type Sql, sql } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { systemField } from '#model/fields/system.ts'
import { columnOf } from '../catalog/storage.ts'

export interface OrderTerm {
  readonly field: Field
  readonly descending: boolean
}

/** Null counts as the greatest: PostgreSQL's own habit in both directions, so one index serves both. */
export const orderSql = (order: readonly OrderTerm[], alias: string): Sql =>
  join(order.map((term) => raw(`${alias}.${columnOf(term.field)}${term.descending ? ' desc' : ''}`)))

/** The id breaks ties, in the direction of the last field; without any order, the newest first. */
export function withTieBreak(order: readonly OrderTerm[]): readonly OrderTerm[] {
  if (order.some((term) => term.field.slug === 'id')) return order.slice(0, order.findIndex(isId) + 1)
  const last = order.at(-1)
  return [...order, { field: systemField('id')!, descending: last ? last.descending : true }]
}
const isId = (term: OrderTerm): boolean => term.field.slug === 'id'

export const reversed = (order: readonly OrderTerm[]): readonly OrderTerm[] =>
  order.map((term) => ({ ...term, descending: !term.descending }))

export const orderable = (field: Field): boolean =>
  fieldTypeOf(field).column(field) !== null && !['json', 'location'].includes(field.type)

/** The wire's form of an order: `-prix,nom`. */
export const orderText = (order: readonly OrderTerm[]): string =>
  order.map((term) => (term.descending ? '-' : '') + term.field.slug).join(',')

/**
 * The rows after a place in the order, as ranges that an index serves one by one: with the same values up to some
 * term and beyond it there, the deepest first. Joined end to end they are the order itself.
 */
export function rangesAfter(order: readonly OrderTerm[], values: readonly unknown[], alias: string): Sql[] {
  const ranges: Sql[] = []
  for (let depth = order.length - 1; depth >= 0; depth--) {
    const same = order.slice(0, depth).map((term, i) => sameSql(term, values[i], alias))
    for (const beyond of beyondSql(order[depth]!, values[depth], alias)) {
      ranges.push(join([...same, beyond], ' and '))
    }
  }
  return ranges
}

const columnSql = (term: OrderTerm, alias: string): Sql => raw(`${alias}.${columnOf(term.field)}`)

function bound(term: OrderTerm, value: unknown): Sql {
  const type = fieldTypeOf(term.field)
  const stored = type.toColumn ? type.toColumn(term.field as never, value as never) : value
  return sql`${stored}::${raw(type.column(term.field as never)!)}`
}

const sameSql = (term: OrderTerm, value: unknown, alias: string): Sql =>
  value === null
    ? sql`${columnSql(term, alias)} is null`
    : sql`${columnSql(term, alias)} = ${bound(term, value)}`

function beyondSql(term: OrderTerm, value: unknown, alias: string): Sql[] {
  const column = columnSql(term, alias)
  if (value === null) return term.descending ? [sql`${column} is not null`] : []
  const strictly = sql`${column} ${raw(term.descending ? '<' : '>')} ${bound(term, value)}`
  const thenNulls = term.descending || term.field.slug === 'id' ? [] : [sql`${column} is null`]
  return [strictly, ...thenNulls]
}
