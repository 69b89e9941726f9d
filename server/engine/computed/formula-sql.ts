import { isOperation, type Node, type Operation, type ValueType } from '#model/formula/ast.ts'
import { longestText, resultDigits } from '#model/formula/result.ts'
import { literal } from '../catalog/literal.ts'

/** SQL of what a field holds, as a formula takes it. */
export type ColumnOf = (slug: string) => string

/**
 * A formula as SQL for the column that holds it. Nothing in it raises an error, whatever the values: a trigger runs
 * it. No argument is written twice, lest it grow without bounds.
 */
export function formulaSql(formula: Node, columnOf: ColumnOf): string {
  const value = write(formula, columnOf)
  const { type } = formula
  if (type.is === 'text') return `nullif(left(${value}, ${longestText}), '')`
  if (type.is !== 'number') return value
  return type.places === 0
    ? `store.fx_whole(${value})`
    : `store.fx_fits(${value}, 1e${resultDigits - type.places})`
}

function write(node: Node, columnOf: ColumnOf): string {
  if (node.do === 'field') return columnOf(node.field)
  if (!isOperation(node)) return valueSql(node.value as string | boolean | null, node.type)
  return operations[node.do](
    node,
    node.args.map((arg) => write(arg, columnOf)),
  )
}

const sqlTypes: Record<ValueType['is'], string> = {
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  blank: 'text',
}

function valueSql(value: string | boolean | null, { is }: ValueType): string {
  if (value === null) return `null::${sqlTypes[is]}`
  return is === 'text' ? `${literal(String(value))}::text` : `(${value})::${sqlTypes[is]}`
}

type Write = (node: Operation, args: readonly string[]) => string

const placesOf = ({ type }: Node): number => (type.is === 'number' ? type.places : 0)
const between =
  (sign: string): Write =>
  (_node, [a, b]) =>
    `(${a} ${sign} ${b})`
const called =
  (name: string): Write =>
  (_node, args) =>
    `${name}(${args.join(', ')})`
/** Compared with null is false. */
const compared =
  (sign: string): Write =>
  (_node, [a, b]) =>
    `coalesce(${a} ${sign} ${b}, false)`
const cut =
  (name: 'round' | 'trunc'): Write =>
  (node, [number]) => {
    const places = node.args[1] as { readonly value: string }
    return `${name}(${number}, ${places.value})`
  }
const extracted =
  (part: string): Write =>
  (_node, [day]) =>
    `extract(${part} from ${day})`

/** Beyond the places that it may have, a product is rounded. */
const rounded =
  (bare: Write, places: (node: Operation) => number): Write =>
  (node, args) =>
    places(node) > placesOf(node) ? `round(${bare(node, args)}, ${placesOf(node)})` : bare(node, args)

const all =
  (word: 'and' | 'or'): Write =>
  (_node, args) =>
    `(${args.map((arg) => `coalesce(${arg}, false)`).join(` ${word} `)})`

const writtenOut: Write = ({ args: [from] }, [value]) => {
  switch (from!.type.is) {
    case 'number':
      return `replace(round(${value}, ${placesOf(from!)})::text, '.', ',')`
    case 'boolean':
      return `(case ${value} when true then 'oui' when false then 'non' end)`
    default:
      return `to_char(${value}, 'DD/MM/YYYY')`
  }
}

const operations: Record<Operation['do'], Write> = {
  add: between('+'),
  subtract: between('-'),
  multiply: rounded(between('*'), ({ args }) => placesOf(args[0]!) + placesOf(args[1]!)),
  divide: (node, [a, b]) => `store.fx_divide(${a}, ${b}, 1e${placesOf(node)}, 1e-${placesOf(node)})`,
  mod: called('store.fx_mod'),
  negate: (_node, [a]) => `(- ${a})`,
  percent: rounded(
    (_node, [a]) => `(${a} * 0.01)`,
    ({ args }) => placesOf(args[0]!) + 2,
  ),
  abs: called('abs'),
  floor: called('floor'),
  round: cut('round'),
  trunc: cut('trunc'),
  sum: called('store.fx_sum'),
  min: called('least'),
  max: called('greatest'),
  eq: compared('='),
  ne: (_node, [a, b]) => `(not coalesce(${a} = ${b}, false))`,
  lt: compared('<'),
  lte: compared('<='),
  gt: compared('>'),
  gte: compared('>='),
  and: all('and'),
  or: all('or'),
  not: (_node, [a]) => `(not coalesce(${a}, false))`,
  if: (_node, [condition, yes, no]) => `(case when ${condition} then ${yes} else ${no} end)`,
  ifblank: (node, [a, b]) =>
    node.type.is === 'text' ? `coalesce(nullif(${a}, ''), ${b})` : `coalesce(${a}, ${b})`,
  isblank: ({ args: [of] }, [a]) =>
    of!.type.is === 'text' || of!.type.is === 'blank' ? `(coalesce(${a}, '') = '')` : `(${a} is null)`,
  blank: () => 'null::text',
  concat: (_node, args) => `(${args.map((arg) => `coalesce(${arg}, '')`).join(' || ')})`,
  upper: called('store.fx_upper'),
  lower: called('store.fx_lower'),
  trim: called('store.fx_trim'),
  left: called('store.fx_left'),
  right: called('store.fx_right'),
  length: (_node, [text]) => `length(${text})::numeric`,
  text: writtenOut,
  date: called('store.fx_date'),
  days: (_node, [end, start]) => `(${end} - ${start})::numeric`,
  datedif: called('store.fx_between'),
  shift: called('store.fx_shift'),
  edate: called('store.fx_months'),
  year: extracted('year'),
  month: extracted('month'),
  day: extracted('day'),
}
