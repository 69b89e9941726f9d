import { excerpt } from './characters.ts'
import type { Field } from './fields/index.ts'
import { fieldTypeOf } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { JsonObject } from './json.ts'
import { isObject } from './json.ts'
import type { Locale } from './language.ts'
import type { Problem } from './problem.ts'
import { isProblem, problemsOf } from './problem.ts'
import type { Table } from './table.ts'
import type { Leaf, Operator, Where } from './where.ts'
import { operators, whereLimits } from './where.ts'
import { parseWhereValue } from './where-value.ts'

export interface ParseWhereOptions {
  /** The table of that slug, when conditions may look one hop through a reference to it. */
  hop?(slug: string): Table | undefined
  /** May the caller read this field (of the table itself, or of the one hopped to)? */
  readable?(field: Field, table: Table): boolean
  /** For phone numbers in their national form. */
  readonly locale?: Locale
}

const problem = problemsOf({
  'where.invalid': {
    fr: 'Une condition s’écrit {"field": "prix", "op": "gt", "value": 10}, ou {"all": […]}, {"any": […]}, {"not": …}.',
    en: 'A condition is written {"field": "price", "op": "gt", "value": 10}, or {"all": […]}, {"any": […]}, {"not": …}.',
  },
  'where.unknown_key': {
    fr: 'Une condition n’a pas de « {key} ».',
    en: 'A condition has no "{key}".',
  },
  'where.too_deep': {
    fr: 'La condition est trop imbriquée : {max} niveaux au plus.',
    en: 'The condition is too deep: at most {max} levels.',
  },
  'where.too_long': {
    fr: 'La condition est trop longue : {max} comparaisons au plus.',
    en: 'The condition is too long: at most {max} comparisons.',
  },
  'where.unknown_field': {
    fr: 'Aucun champ « {field} » à comparer ici.',
    en: 'There is no field "{field}" to compare here.',
  },
  'where.unknown_operator': {
    fr: 'L’opérateur « {op} » n’existe pas. Choisissez parmi : {known}.',
    en: 'There is no operator "{op}". Choose among: {known}.',
  },
  'where.operator': {
    fr: 'Le champ « {field} » ne se compare pas par « {op} ». Choisissez parmi : {known}.',
    en: 'The field "{field}" cannot be compared by "{op}". Choose among: {known}.',
  },
})

interface Reading extends ParseWhereOptions {
  readonly table: Table
  readonly problems: Problem[]
  leaves: number
  groups: number
}

/**
 * A stranger's condition: names, operators and limits checked, former slugs made current, values parsed into
 * their wire form. Nothing but what is named here gets through.
 */
export function parseWhere(
  input: unknown,
  table: Table,
  options: ParseWhereOptions = {},
): { where: Where } | { problems: Problem[] } {
  const reading: Reading = { ...options, table, problems: [], leaves: 0, groups: 0 }
  const where = read(reading, input, 1)
  return where && reading.problems.length === 0 ? { where } : { problems: reading.problems }
}

function refuse(reading: Reading, what: Problem): null {
  if (reading.problems.length < 20) reading.problems.push(what)
  return null
}

const shapes = ['all', 'any', 'not', 'field'] as const

function read(reading: Reading, input: unknown, depth: number): Where | null {
  if (!isObject(input)) return refuse(reading, problem('where.invalid'))
  const found = shapes.filter((shape) => Object.hasOwn(input, shape))
  const [shape] = found
  if (found.length !== 1 || !shape) return refuse(reading, problem('where.invalid'))
  const { depth: deepest, leaves } = whereLimits
  if (depth > deepest) return refuse(reading, problem('where.too_deep', { max: deepest }))
  const count = shape === 'field' ? ++reading.leaves : ++reading.groups
  if (count > leaves) return refuse(reading, problem('where.too_long', { max: leaves }))
  if (hasMore(reading, input, shape === 'field' ? ['field', 'op', 'value'] : [shape])) return null
  if (shape === 'field') return readLeaf(reading, input)
  if (shape === 'not') return readNot(reading, input.not, depth)
  return readGroup(reading, shape, input[shape], depth)
}

function hasMore(reading: Reading, input: JsonObject, known: readonly string[]): boolean {
  const key = Object.keys(input).find((name) => !known.includes(name))
  if (key !== undefined) refuse(reading, problem('where.unknown_key', { key: excerpt(key) }))
  return key !== undefined
}

function readNot(reading: Reading, input: unknown, depth: number): Where | null {
  const inner = read(reading, input, depth + 1)
  return inner && { not: inner }
}

function readGroup(reading: Reading, shape: 'all' | 'any', input: unknown, depth: number): Where | null {
  if (!Array.isArray(input)) return refuse(reading, problem('where.invalid'))
  const parts: Where[] = []
  for (const item of input) {
    const part = read(reading, item, depth + 1)
    if (part) parts.push(part)
    else if (isBeyondLimits(reading)) return null
  }
  return shape === 'all' ? { all: parts } : { any: parts }
}

const isBeyondLimits = ({ leaves, groups, problems }: Reading): boolean =>
  leaves > whereLimits.leaves || groups > whereLimits.leaves || problems.length >= 20

function readLeaf(reading: Reading, input: JsonObject): Where | null {
  const { field: name, op = 'eq' } = input
  const target = typeof name === 'string' ? resolve(reading, name) : undefined
  if (!target) return refuse(reading, problem('where.unknown_field', { field: excerpt(name) }))
  const { path, field } = target
  if (!isOperator(op)) {
    return refuse(
      reading,
      problem('where.unknown_operator', { op: excerpt(op), known: operators.join(', ') }),
    )
  }
  const known = fieldTypeOf(field).operators
  if (!known.includes(op)) {
    return refuse(reading, problem('where.operator', { field: path, op, known: known.join(', ') }))
  }
  const value = parseWhereValue(field, op, input.value, reading.locale)
  if (isProblem(value)) return refuse(reading, within(path, value.problem))
  return { field: path, op, value: value.value } satisfies Leaf
}

const isOperator = (op: unknown): op is Operator => operators.includes(op as Operator)

/** What is wrong with the value, and in which field. */
const within = (field: string, { code, text, params }: Problem): Problem => ({
  code,
  text: { fr: `Champ « {field} » : ${text.fr}`, en: `Field "{field}": ${text.en ?? text.fr}` },
  params: { ...params, field },
})

interface Target {
  /** In current slugs. */
  readonly path: string
  readonly field: Field
}

function resolve({ table, hop, readable }: Reading, name: string): Target | undefined {
  const visible = (field: Field | undefined, of: Table): field is Field =>
    field !== undefined && (readable?.(field, of) ?? true)
  const [slug = '', beyond, ...more] = name.split('__')
  const own = findField(table, slug)
  if (!visible(own, table) || more.length > 0) return undefined
  if (beyond === undefined) return { path: own.slug, field: own }
  const target = own.type === 'reference' ? hop?.(own.table) : undefined
  const field = target && findField(target, beyond)
  if (!target || !visible(field, target)) return undefined
  return { path: `${own.slug}__${field.slug}`, field }
}
