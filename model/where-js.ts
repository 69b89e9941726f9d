import type { Field } from './fields/index.ts'
import { fieldTypeOf } from './fields/index.ts'
import { findField } from './find-field.ts'
import { fold } from './fold.ts'
import type { Json } from './json.ts'
import { isObject } from './json.ts'
import type { Row } from './row.ts'
import type { Table } from './table.ts'
import type { Leaf, Operator, Variable, Where } from './where.ts'

export type { Row } from './row.ts'

/** What the variables of a condition stand for: who is asking (null: nobody), their team, and the day at the site. */
export interface WhereEnv {
  readonly me: number | null
  /** Those who share a group with them, themselves among them. Absent: nobody. */
  readonly team?: readonly number[]
  /** `YYYY-MM-DD` */
  readonly today: string
}

export type RowTest = (row: Row, env: WhereEnv) => boolean

/** The condition as a function. It may see the row's own fields only; a hop is an error of the caller. */
export function compileWhere(where: Where, table: Table): RowTest {
  if ('all' in where) return every(where.all.map((part) => compileWhere(part, table)))
  if ('any' in where) return some(where.any.map((part) => compileWhere(part, table)))
  if ('not' in where) return negation(compileWhere(where.not, table))
  return compileLeaf(where, table)
}

function every(tests: readonly RowTest[]): RowTest {
  const [only] = tests
  if (tests.length === 1 && only) return only
  return (row, env) => {
    for (const test of tests) if (!test(row, env)) return false
    return true
  }
}

function some(tests: readonly RowTest[]): RowTest {
  const [only] = tests
  if (tests.length === 1 && only) return only
  return (row, env) => {
    for (const test of tests) if (test(row, env)) return true
    return false
  }
}

const negation =
  (test: RowTest): RowTest =>
  (row, env) =>
    !test(row, env)

function compileLeaf({ field: name, op, value }: Leaf, table: Table): RowTest {
  const field = findField(table, name)
  if (!field) throw new Error(`A condition on a row of "${table.slug}" sees its own fields only: "${name}"`)
  const make = (field.type === 'references' ? linkTests : valueTests)[op]
  if (!make) throw new Error(`"${table.slug}.${name}" cannot be compared by "${op}"`)
  const { slug } = field
  if (!hasVariable(value)) {
    const test = make((value ?? null) as Json, field)
    return (row) => test(row[slug] ?? null)
  }
  return (row, env) => make(resolveValue(value, env), field)(row[slug] ?? null)
}

const isVariable = (value: unknown): value is Variable => isObject(value) && 'var' in value

const hasVariable = (value: Leaf['value']): boolean =>
  isVariable(value) || (Array.isArray(value) && value.some(isVariable))

/** The value with its variables replaced. */
export function resolveValue(value: Leaf['value'], env: WhereEnv): Json {
  if (isVariable(value)) return variables[value.var](env)
  return Array.isArray(value) ? value.map((item) => resolveValue(item, env)) : (value ?? null)
}

const variables: Record<Variable['var'], (env: WhereEnv) => Json> = {
  me: ({ me }) => me,
  my_team: ({ team = [] }) => [...team],
  today: ({ today }) => today,
}

type ValueTest = (value: Json) => boolean
type MakeTest = (asked: Json, field: Field) => ValueTest

/** A comparison with null is false, on either side; `ne` is the negation of `eq`. */
const valueTests: Record<Operator, MakeTest> = {
  eq: (asked) => (value) => value === asked && asked !== null,
  ne: (asked) => (value) => value !== asked || asked === null,
  in: (asked) => {
    const values = new Set(listOf(asked))
    return (value) => value !== null && values.has(value)
  },
  isnull: (asked) => (value) => (value === null) === (asked !== false),
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
  range: (asked, field) => {
    const [low = null, high = null] = listOf(asked)
    const above = valueTests.gte(low, field)
    const below = valueTests.lte(high, field)
    return (value) => above(value) && below(value)
  },
  contains: part((text, asked) => text.includes(asked)),
  icontains: part((text, asked) => text.includes(asked)),
  startswith: part((text, asked) => text.startsWith(asked)),
}

/** A list of links has an id, or one of several. */
const linkTests: Partial<Record<Operator, MakeTest>> = {
  eq: (asked) => (ids) => listOf(ids).includes(asked),
  ne: (asked) => (ids) => !listOf(ids).includes(asked),
  contains: (asked) => (ids) => listOf(ids).includes(asked),
  in: (asked) => (ids) => listOf(asked).some((id) => listOf(ids).includes(id)),
  isnull: (asked) => (ids) => (listOf(ids).length === 0) === (asked !== false),
}

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])

function ordered(holds: (order: number) => boolean): MakeTest {
  return (asked, field) => {
    const { compare } = fieldTypeOf(field)
    if (!compare) throw new Error(`${field.type} has no order`)
    return (value) => value !== null && asked !== null && holds(compare(value, asked))
  }
}

function part(holds: (text: string, asked: string) => boolean): MakeTest {
  return (asked, field) => {
    const folded = fold(String(asked))
    const textOf = fieldTypeOf(field).searchText ?? String
    return (value) => typeof value === 'string' && holds(fold(textOf(value)), folded)
  }
}
