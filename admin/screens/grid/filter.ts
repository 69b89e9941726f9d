import type { Json } from '#model/json.ts'
import type { Leaf, Operator, Variable, Where } from '#model/where.ts'
import { everyRow, isAlwaysTrue } from '#model/where.ts'
import type { Field, Table } from '../../lib/table.ts'

/** A condition as it is put together: all of several, or any of them, one level deep within another. */
export interface Group {
  readonly join: 'all' | 'any'
  readonly parts: readonly Part[]
}
export type Part = Draft | Group | { readonly kept: Where }

/** One comparison, perhaps without its value yet. */
export interface Draft {
  readonly field: string
  readonly op: Operator
  readonly value: unknown
}

export const isGroup = (part: Part): part is Group => 'parts' in part
export const isDraft = (part: Part): part is Draft => 'op' in part

export function groupOf(where: Where, depth = 0): Group {
  const join = 'any' in where ? 'any' : 'all'
  const parts = 'all' in where ? where.all : 'any' in where ? where.any : [where]
  return { join, parts: parts.map((part) => partOf(part, depth)) }
}

/** What this screen cannot put together (a negation, a deeper group, a look through a reference) is kept as it is. */
function partOf(where: Where, depth: number): Part {
  if ('not' in where || ('field' in where && where.field.includes('__'))) return { kept: where }
  if ('field' in where)
    return { field: where.field, op: where.op, value: where.value ?? (where.op === 'isnull' ? true : null) }
  return depth > 0 ? { kept: where } : groupOf(where, depth + 1)
}

/** As far as it is complete; one part needs no group around it. */
export function whereOf(group: Group): Where {
  const parts = group.parts.map(wherePart).filter((where) => where !== null)
  if (parts.length === 0) return everyRow
  if (parts.length === 1) return 'field' in parts[0]! ? { all: parts } : parts[0]!
  return group.join === 'all' ? { all: parts } : { any: parts }
}

function wherePart(part: Part): Where | null {
  if ('kept' in part) return part.kept
  if (isGroup(part)) {
    const where = whereOf(part)
    return isAlwaysTrue(where) ? null : 'all' in where && where.all.length === 1 ? where.all[0]! : where
  }
  return isComplete(part)
    ? ({ field: part.field, op: part.op, value: part.value as Leaf['value'] } as Leaf)
    : null
}

export function isComplete({ op, value }: Draft): boolean {
  if (op === 'isnull') return typeof value === 'boolean'
  if (op === 'range') return Array.isArray(value) && value.length === 2 && value.every(isValue)
  if (op === 'in') return Array.isArray(value) && value.length > 0
  return isValue(value)
}

/** What was typed and could not be read is none. */
const isValue = (value: unknown): value is Json | Variable =>
  value !== null && value !== undefined && value !== '' && !isUnreadLike(value)
const isUnreadLike = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'problem' in value

/** Which of a field's comparisons are offered, in the order in which they are wanted. */
export function operatorsOf(field: Field): readonly Operator[] {
  const order: readonly Operator[] =
    field.type === 'choice'
      ? ['in', 'ne', 'isnull']
      : ['contains', 'eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'range', 'startswith', 'isnull']
  const offered = order.filter((op) => field.operators.includes(op))
  if (field.type === 'boolean' || field.type === 'reference')
    return offered.filter((op) => ['eq', 'ne', 'isnull'].includes(op))
  if (field.type === 'references') return offered.filter((op) => ['contains', 'isnull'].includes(op))
  return offered
}

export const newDraft = (table: Table, slug?: string): Draft => {
  const field =
    table.fields.find((one) => one.slug === slug) ?? table.fields.find((one) => operatorsOf(one).length > 0)!
  const op = operatorsOf(field)[0] ?? 'eq'
  return { field: field.slug, op, value: emptyValue(op) }
}

export const emptyValue = (op: Operator): unknown =>
  op === 'isnull' ? true : op === 'range' ? [null, null] : op === 'in' ? [] : null

/** Another comparison keeps the value where it can. */
export const withOperator = (draft: Draft, op: Operator): Draft => {
  const isPlain = (one: Operator) => !['isnull', 'range', 'in', 'contains', 'startswith'].includes(one)
  return { ...draft, op, value: isPlain(op) && isPlain(draft.op) ? draft.value : emptyValue(op) }
}
