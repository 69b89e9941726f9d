import { excerpt } from '../characters.ts'
import type { Field } from '../fields/index.ts'
import type { JsonObject } from '../json.ts'
import type { Problem } from '../problem.ts'
import type { Table } from '../table.ts'
import { computedProblem } from './problems.ts'
import { mentioned, type Resolving, type Worked } from './resolving.ts'
import { resultOfMany, resultOfOne } from './results.ts'

/** `{"through": "contact", "field": "nom"}` */
export function readLookup({ through, field: name }: JsonObject, resolving: Resolving): Worked {
  const link = typeof through === 'string' ? resolving.own(through) : undefined
  if (link?.type !== 'reference' && link?.type !== 'references')
    return { problem: computedProblem('computed.through'), at: 'through' }
  const led = ledTo(resolving, link.table)
  if ('problem' in led) return { ...led, at: 'through' }
  const source = sourceIn(resolving, led.target, link.table, name)
  if ('problem' in source) return { ...source, at: 'field' }
  const isMany = link.type === 'references'
  const result = isMany ? resultOfMany(source.field) : resultOfOne(source.field)
  if (!result) return { problem: unfit(source.field), at: 'field' }
  return {
    computed: {
      type: 'lookup',
      through: link.slug,
      table: led.target?.id ?? null,
      field: source.mention,
      ...(isMany && { many: true }),
    },
    result,
  }
}

export const unfit = (field: Field): Problem => computedProblem('computed.field_unfit', { field: field.slug })

/** The table of that name, whose rows are the sites' own. */
export function ledTo(
  resolving: Resolving,
  name: string | number,
): { target: Table | null } | { problem: Problem } {
  const target = resolving.target(name)
  const table = excerpt(name)
  if (target === undefined) return { problem: computedProblem('computed.table_unknown', { table }) }
  if (target !== null && target.scope !== 'site')
    return { problem: computedProblem('computed.table_unfit', { table: target.slug }) }
  return { target }
}

export function sourceIn(
  resolving: Resolving,
  target: Table | null,
  table: string,
  name: unknown,
): { field: Field; mention: string | number } | { problem: Problem } {
  const source = mentioned(resolving, target, name)
  if (source) return source
  return { problem: computedProblem('computed.field_unknown', { table, field: excerpt(name ?? '') }) }
}
