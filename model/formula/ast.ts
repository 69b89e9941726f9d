import type { FormulaFunctionName } from './functions.ts'

/** What an expression gives. `places`: how many decimals its numbers have, known beforehand. `blank`: nothing at all. */
export type ValueType =
  | { readonly is: 'number'; readonly places: number }
  | { readonly is: 'text' | 'boolean' | 'date' | 'datetime' | 'blank' }

export type Kind = ValueType['is']

/** A formula as data: JSON, typed at each node, its fields named by their slugs. */
export type Node = Literal | FieldNode | Operation
export interface Literal {
  readonly do: 'value'
  /** A number is its digits, `"12.5"`. */
  readonly value: string | boolean | null
  readonly type: ValueType
}
export interface FieldNode {
  readonly do: 'field'
  readonly field: string
  readonly type: ValueType
}
export interface Operation {
  readonly do: OperatorName | FormulaFunctionName
  readonly args: readonly Node[]
  readonly type: ValueType
}

/** What stands between or before values, by the name that the tree gives it. */
export const binary = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'mod',
  '&': 'concat',
  '=': 'eq',
  '<>': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
} as const
export type BinarySign = keyof typeof binary

export type OperatorName =
  | Exclude<(typeof binary)[BinarySign], FormulaFunctionName>
  | 'negate'
  | 'percent'
  /** A date and a number of days. */
  | 'shift'

export const isOperation = (node: Node): node is Operation => node.do !== 'value' && node.do !== 'field'

/** The slugs of the fields that it looks at, each once. */
export function fieldsIn(node: Node): string[] {
  const found = new Set<string>()
  const visit = (each: Node): void => {
    if (each.do === 'field') found.add(each.field)
    else if (isOperation(each)) each.args.forEach(visit)
  }
  visit(node)
  return [...found]
}

/** The same formula, its fields called otherwise. */
export function withFields(node: Node, rename: (slug: string) => string): Node {
  if (node.do === 'field') return { ...node, field: rename(node.field) }
  return isOperation(node) ? { ...node, args: node.args.map((arg) => withFields(arg, rename)) } : node
}

/** At most so many decimals: what a multiplication or a division would have beyond is rounded. */
export const mostPlaces = 12
/** Of a division at least so many. */
export const divisionPlaces = 6

const largest = { nodes: 250, depth: 40 } as const

/** Small enough to be worked out for each row of a table. */
export function isSmall(formula: Node): boolean {
  let nodes = 0
  const fits = (node: Node, depth: number): boolean => {
    nodes += 1
    if (nodes > largest.nodes || depth > largest.depth) return false
    return !isOperation(node) || node.args.every((arg) => fits(arg, depth + 1))
  }
  return fits(formula, 1)
}
