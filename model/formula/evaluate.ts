import { isDay } from '../dates.ts'
import { normalInstant } from '../instants.ts'
import type { Json } from '../json.ts'
import type { Row } from '../row.ts'
import {
  type FieldNode,
  isOperation,
  type Literal,
  type Node,
  type Operation,
  type ValueType,
} from './ast.ts'
import { digitsOf, exactOf, power } from './exact.ts'
import { operations } from './operations.ts'
import { longestText, resultDigits } from './result.ts'

/** A number is an integer of its smallest unit, as many places as its node has; a date or an instant is its text. */
export type Value = bigint | string | boolean | null

/** What the formula gives for a row, in the wire's form. SQL says the same: `computed/formula-sql.ts` of the engine. */
export const evaluateFormula = (formula: Node, row: Row): Json => wireOf(resultIn(formula, row), formula.type)

function resultIn(node: Node, row: Row): Value {
  if (isOperation(node)) return operationOf(node, row)
  return node.do === 'field' ? fieldValue(node, row) : literalValue(node)
}

const operationOf = (node: Operation, row: Row): Value =>
  operations[node.do](
    node,
    node.args.map((arg) => resultIn(arg, row)),
  )

function literalValue({ value, type }: Literal): Value {
  return type.is === 'number' && value !== null ? exactOf(String(value), type.places) : value
}

/** What does not have the wire's form is nothing: a form that is being filled in, say. */
function fieldValue({ field, type }: FieldNode, row: Row): Value {
  const value = row[field] ?? null
  if (value === null) return null
  switch (type.is) {
    case 'number':
      return typeof value === 'number' || typeof value === 'string'
        ? exactOf(String(value), type.places)
        : null
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : null
    case 'datetime':
      return typeof value === 'string' ? normalInstant(value) : null
    default:
      return typeof value === 'string' ? value : null
  }
}

/** What a column does not hold is nothing. */
export function wireOf(value: Value, type: ValueType): Json {
  if (value === null || value === '') return null
  if (type.is === 'number') return wireNumber(value as bigint, type.places)
  if (type.is !== 'text') return value as string | boolean
  return (value as string).length > longestText
    ? [...(value as string)].slice(0, longestText).join('')
    : (value as string)
}

function wireNumber(number: bigint, places: number): Json {
  const size = number < 0n ? -number : number
  if (places > 0) return size < power(resultDigits) ? digitsOf(number, places) : null
  return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : null
}
