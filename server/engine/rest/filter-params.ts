import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Json } from '#model/json.ts'
import type { Problem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { type Operator, operators, type Where } from '#model/where.ts'
import { type ParseWhereOptions, parseWhere } from '#model/where-parse.ts'
import { accessWhere } from '../access/access.ts'
import { type Context, localeOf } from '../context.ts'
import { askedTable } from '../records/shown.ts'
import { paramProblem } from './errors.ts'
import { readableField } from './list-params.ts'

type Read<V> = { readonly value: V } | { readonly problem: Problem }

/** `prix__gte=100`, `categorie__nom=Ordinateurs`: one parameter as a condition. */
export function filterOf(ctx: Context, table: Table, name: string, text: string): Read<Where> {
  const asked = askedOf(ctx, table, name)
  if (!asked) return { problem: paramProblem('param.unknown') }
  return condition(ctx, table, {
    field: asked.path,
    op: asked.op,
    value: valueIn(asked.field, asked.op, text),
  })
}

/** `where=`: a whole condition as JSON. */
export function parseCondition(ctx: Context, table: Table, text: string): Read<Where> {
  try {
    return condition(ctx, table, JSON.parse(text))
  } catch {
    return { problem: paramProblem('param.json') }
  }
}

function condition(ctx: Context, table: Table, input: unknown): Read<Where> {
  const parsed = parseWhere(input, askedTable(ctx, table), conditionOptions(ctx))
  return 'where' in parsed ? { value: parsed.where } : { problem: parsed.problems[0]! }
}

export const conditionOptions = (ctx: Context): ParseWhereOptions => ({
  locale: localeOf(ctx),
  hop: (slug) => hopTarget(ctx, slug),
  readable: (field, table) => readableField(ctx, table, field.slug) !== undefined,
})

/** Beyond a reference lies only what the caller may read. */
function hopTarget(ctx: Context, slug: string): Table | undefined {
  const target = ctx.catalog.find(ctx.site.id, slug)
  return target && accessWhere(ctx, target, 'read') ? askedTable(ctx, target) : undefined
}

function askedOf(
  ctx: Context,
  table: Table,
  name: string,
): { path: string; field: Field; op: Operator } | null {
  const parts = name.split('__')
  const op =
    parts.length > 1 && operators.includes(parts.at(-1) as Operator) ? (parts.pop() as Operator) : 'eq'
  const own = findField(askedTable(ctx, table), parts[0]!)
  if (!own || parts.length > 2) return null
  if (parts.length === 1) return { path: parts[0]!, field: own, op }
  const target = own.type === 'reference' ? hopTarget(ctx, own.table) : undefined
  const field = target && findField(target, parts[1]!)
  return field ? { path: parts.join('__'), field, op } : null
}

/** The text of an address as the JSON that a condition holds. */
function valueIn(field: Field, op: Operator, text: string): Json {
  if (op === 'isnull')
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
  if (op === 'in' || op === 'range') return text.split(',').map((part) => scalarOf(field, part))
  return scalarOf(field, text)
}

function scalarOf(field: Field, text: string): Json {
  const { type } = fieldTypeOf(field).schema(field as never)
  const types = Array.isArray(type) ? type : [type]
  if (types.includes('boolean'))
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
  const numeric = types.includes('integer') || types.includes('array')
  return numeric && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}
