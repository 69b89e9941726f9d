import type { RollupOp } from '#model/computed/computed.ts'
import type { Field } from '#model/fields/index.ts'
import type { Node } from '#model/formula/ast.ts'
import { longestText, resultDigits, typeOfField } from '#model/formula/result.ts'
import { columnOf } from '../catalog/storage.ts'
import { columnSql } from './column-sql.ts'
import { formulaSql } from './formula-sql.ts'

/** A figure of the rows `x` for the column of `to`; `filter` is the condition, or nothing. */
export function aggregateSql(op: RollupOp, to: Field, source: Field | null, filter: string): string {
  if (op === 'count' || !source) return `count(*)${filter}`
  const column = `x.${columnOf(source)}`
  if (op === 'min' || op === 'max') return `${op}(${column})${filter}`
  if (op === 'sum') return fitting(to, `coalesce(sum(${column})${filter}, 0)`)
  const places = to.type === 'decimal' ? to.places : 0
  const value = columnSql(source, 'x')
  return fitting(
    to,
    `store.fx_divide(sum(${value})${filter}, count(${value})${filter}, 1e${places}, 1e-${places})`,
  )
}

/** What the column does not hold is nothing. */
const fitting = (to: Field, sql: string): string =>
  to.type === 'decimal' ? `store.fx_fits(${sql}, 1e${resultDigits - to.places})` : `store.fx_whole(${sql})`

/** The texts of the rows `x`, in the order of the list. */
export const textSql = (source: Field): string =>
  `left(string_agg(${formulaSql(asText(source), () => columnSql(source, 'x'))}, ', ' order by j.position), ${longestText})`

function asText(field: Field): Node {
  const node: Node = { do: 'field', field: field.slug, type: typeOfField(field)! }
  return node.type.is === 'text' ? node : { do: 'text', args: [node], type: { is: 'text' } }
}
