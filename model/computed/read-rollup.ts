import { excerpt } from '../characters.ts'
import type { Field } from '../fields/index.ts'
import { findField } from '../find-field.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Problem } from '../problem.ts'
import type { Table } from '../table.ts'
import type { Where } from '../where.ts'
import { parseWhere } from '../where-parse.ts'
import { namesIn, type RollupOp, rollupOps, withNames } from './computed.ts'
import { computedProblem } from './problems.ts'
import { ledTo, sourceIn, unfit } from './read-lookup.ts'
import { mentioned, type Resolving, type Worked } from './resolving.ts'
import { resultOfRollup } from './results.ts'

/** `{"table": "ligne", "by": "devis", "op": "sum", "field": "montant", "where": …}`, or `through` a list of links. */
export function readRollup(settings: JsonObject, resolving: Resolving): Worked {
  const op = rollupOps.find((name) => name === settings.op)
  if (!op) return { problem: computedProblem('computed.op', { known: rollupOps.join(', ') }), at: 'op' }
  const rows = settings.through === undefined ? rowsBy(settings, resolving) : rowsThrough(settings, resolving)
  if ('problem' in rows) return rows
  const source = sourceOf(settings, op, rows, resolving)
  if (source && 'problem' in source) return { ...source, at: 'field' }
  const result = resultOfRollup(op, source?.field ?? null)
  if (!result) return { problem: unfit(source!.field), at: 'field' }
  const where = readCondition(settings.where, rows.target, resolving)
  if (where && 'problem' in where) return { ...where, at: 'where' }
  const { by, through } = rows
  return {
    computed: {
      type: 'rollup',
      table: rows.target?.id ?? null,
      ...(by !== undefined && { by }),
      ...(through !== undefined && { through }),
      op,
      ...(source && { field: source.mention }),
      ...(where && { where: where.where }),
    },
    result,
  }
}

/** Which rows there are to count. */
interface Rows {
  readonly target: Table | null
  readonly name: string
  readonly by?: string | number
  readonly through?: string
}
type Refused = { readonly problem: Problem; readonly at?: string }

function rowsThrough({ through }: JsonObject, resolving: Resolving): Rows | Refused {
  const link = typeof through === 'string' ? resolving.own(through) : undefined
  if (link?.type !== 'references') return { problem: computedProblem('computed.through_list'), at: 'through' }
  const led = ledTo(resolving, link.table)
  return 'problem' in led ? { ...led, at: 'through' } : { ...led, name: link.table, through: link.slug }
}

function rowsBy({ table, by }: JsonObject, resolving: Resolving): Rows | Refused {
  // Null is kept where a table counts its own rows.
  const named = table === null && by !== undefined ? resolving.self().slug : table
  if (typeof named !== 'string' && typeof named !== 'number')
    return { problem: computedProblem('computed.source'), at: 'table' }
  const led = ledTo(resolving, named)
  if ('problem' in led) return { ...led, at: 'table' }
  const name = led.target?.slug ?? String(named)
  const links = linksHere(led.target, resolving)
  const link =
    by === undefined || by === null
      ? links.length === 1
        ? links[0]
        : undefined
      : links.find(({ id, slug }) => slug === mentioned(resolving, led.target, by)?.field.slug && id !== 0)
  if (!link) return { problem: computedProblem('computed.by', { table: name }), at: 'by' }
  return { target: led.target, name, by: led.target === null ? link.slug : link.id }
}

/** Its fields that lead to this table. */
function linksHere(target: Table | null, resolving: Resolving): Field[] {
  const from = target ?? resolving.self()
  return from.fields.filter(
    (field) =>
      (field.type === 'reference' || field.type === 'references') && resolving.target(field.table) === null,
  )
}

function sourceOf({ field }: JsonObject, op: RollupOp, { target, name }: Rows, resolving: Resolving) {
  if (op === 'count') return null
  return sourceIn(resolving, target, name, field)
}

/** Of another table the fields are kept by their ids. */
function readCondition(
  input: Json | undefined,
  target: Table | null,
  resolving: Resolving,
): { where: Where } | Refused | null {
  if (input === undefined || input === null) return null
  const table = target ?? resolving.self()
  const byName = withoutIds(input, table)
  const read = parseWhere(byName, table)
  if ('problems' in read) return { problem: read.problems[0]! }
  if (/"var":/.test(JSON.stringify(read.where)))
    return { problem: computedProblem('computed.where_variable') }
  const list = namesIn(read.where).find((name) => findField(table, name)?.type === 'references')
  if (list !== undefined) return { problem: computedProblem('computed.field_unfit', { field: list }) }
  if (target === null) return { where: read.where }
  return { where: withNames(read.where, (name) => keptName(table, name)) }
}

const keptName = (table: Table, name: string): string => {
  const { id } = findField(table, name)!
  return id < 0 ? name : `#${id}`
}

/** `#12`, as a definition kept it, is the field of that id. */
export const nameOfKept = (table: Table, name: string): string =>
  name.startsWith('#') ? (table.fields.find(({ id }) => `#${id}` === name)?.slug ?? excerpt(name)) : name

function withoutIds(input: Json, table: Table): Json {
  if (Array.isArray(input)) return input.map((item) => withoutIds(item, table))
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      key === 'field' && typeof value === 'string'
        ? nameOfKept(table, value)
        : withoutIds(value ?? null, table),
    ]),
  )
}
