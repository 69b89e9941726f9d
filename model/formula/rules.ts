import { divisionPlaces, type Node, type Operation, type OperatorName } from './ast.ts'
import {
  blankOf,
  type Call,
  literalOf,
  need,
  nodeOf,
  numberOf,
  placesOf,
  unified,
  wholeLiteral,
} from './checking.ts'
import type { FormulaFunctionName } from './functions.ts'
import { fail } from './problems.ts'

type Rule = (call: Call) => Node
const boolean = { is: 'boolean' } as const
const text = { is: 'text' } as const
const date = { is: 'date' } as const

const mostPlaces = (...nodes: readonly Node[]): number => Math.max(...nodes.map(placesOf))

/** Two numbers; `places` of what they give. */
const ofNumbers =
  (name: Operation['do'], places: (a: number, b: number) => number): Rule =>
  (call) => {
    const [a, b] = [need(call, 0, 'number'), need(call, 1, 'number')]
    return nodeOf(name, [a, b], numberOf(places(placesOf(a), placesOf(b))))
  }

const add: Rule = (call) => {
  const [a, b] = call.args
  if (a!.type.is === 'date') return nodeOf('shift', [a!, need(call, 1, 'number')], date)
  if (b!.type.is === 'date') return nodeOf('shift', [b!, need(call, 0, 'number')], date)
  return ofNumbers('add', Math.max)(call)
}

const subtract: Rule = (call) => {
  const [a, b] = call.args
  if (a!.type.is !== 'date') return ofNumbers('subtract', Math.max)(call)
  if (b!.type.is === 'date') return nodeOf('days', [a!, b!], numberOf(0))
  const back = need(call, 1, 'number')
  return nodeOf('shift', [a!, nodeOf('negate', [back], back.type)], date)
}

/** Compared with nothing at all: is there something? */
const same =
  (name: 'eq' | 'ne'): Rule =>
  (call) => {
    const { args, type } = unified(call)
    const blank = call.args.findIndex((node) => node.type.is === 'blank')
    if (blank < 0 || type.is === 'blank') return nodeOf(name, args, boolean)
    const empty = nodeOf('isblank', [call.args[1 - blank]!], boolean)
    return name === 'eq' ? empty : nodeOf('not', [empty], boolean)
  }

const ordered =
  (name: 'lt' | 'lte' | 'gt' | 'gte'): Rule =>
  (call) => {
    need(call, 0, 'number', 'date', 'datetime')
    need(call, 1, 'number', 'date', 'datetime')
    return nodeOf(name, unified(call).args, boolean)
  }

const allOf =
  (name: 'and' | 'or'): Rule =>
  (call) =>
    nodeOf(
      name,
      call.args.map((_, i) => need(call, i, 'boolean')),
      boolean,
    )

const extreme =
  (name: 'min' | 'max'): Rule =>
  (call) => {
    for (const i of call.args.keys()) need(call, i, 'number', 'date')
    const { args, type } = unified(call)
    return type.is === 'blank' ? blankOf(numberOf(0)) : nodeOf(name, args, type)
  }

/** To so many places, written down as such. */
const cut =
  (name: 'round' | 'trunc'): Rule =>
  (call) => {
    const places = call.args.length > 1 ? wholeLiteral(call.written.args[1]!, -12, 10) : 0
    return nodeOf(name, [need(call, 0, 'number'), literalOf(places)], numberOf(Math.max(0, places)))
  }

const part =
  (name: 'left' | 'right'): Rule =>
  (call) =>
    nodeOf(name, [need(call, 0, 'text'), call.args.length > 1 ? need(call, 1, 'number') : literalOf(1)], text)

const ofText =
  (name: 'upper' | 'lower' | 'trim'): Rule =>
  (call) =>
    nodeOf(name, [need(call, 0, 'text')], text)

const ofDate =
  (name: 'year' | 'month' | 'day'): Rule =>
  (call) =>
    nodeOf(name, [need(call, 0, 'date')], numberOf(0))

/** An instant has no day of its own: it depends on whose clock it is. */
const asText = (call: Call, i: number): Node => {
  const node = need(call, i, 'text', 'number', 'boolean', 'date')
  return node.type.is === 'text' ? node : nodeOf('text', [node], text)
}

const writtenOut: Rule = (call) => {
  if (call.args.length < 2) return asText(call, 0)
  const places = wholeLiteral(call.written.args[1]!, 0, 10)
  const rounded = nodeOf('round', [need(call, 0, 'number'), literalOf(places)], numberOf(places))
  return nodeOf('text', [rounded], text)
}

const units: Readonly<Record<string, string>> = { j: 'd', d: 'd', m: 'm', a: 'y', y: 'y' }

const datedif: Rule = (call) => {
  const written = call.written.args[2]!
  const unit = written.is === 'text' ? units[written.text.toLowerCase()] : undefined
  if (unit === undefined)
    return fail('formula.literal', written, { wanted: '"j", "m" ou "a"', wanted_en: '"d", "m" or "y"' })
  const args = [
    need(call, 0, 'date'),
    need(call, 1, 'date'),
    { do: 'value', value: unit, type: text } as const,
  ]
  return nodeOf('datedif', args, numberOf(0))
}

const choose: Rule = (call) => {
  const condition = need(call, 0, 'boolean')
  const { args, type } = unified(call, 1)
  return nodeOf('if', [condition, args[0]!, args[1] ?? blankOf(type)], type)
}

/** What each operation takes, and what comes of it. */
export const rules: Record<FormulaFunctionName | OperatorName, Rule> = {
  add,
  subtract,
  multiply: ofNumbers('multiply', (a, b) => a + b),
  divide: ofNumbers('divide', (a, b) => Math.max(a, b, divisionPlaces)),
  mod: ofNumbers('mod', Math.max),
  negate: (call) => {
    const node = need(call, 0, 'number')
    return nodeOf('negate', [node], node.type)
  },
  percent: (call) => {
    const node = need(call, 0, 'number')
    return nodeOf('percent', [node], numberOf(placesOf(node) + 2))
  },
  shift: (call) => nodeOf('shift', [need(call, 0, 'date'), need(call, 1, 'number')], date),
  eq: same('eq'),
  ne: same('ne'),
  lt: ordered('lt'),
  lte: ordered('lte'),
  gt: ordered('gt'),
  gte: ordered('gte'),
  if: choose,
  and: allOf('and'),
  or: allOf('or'),
  not: (call) => nodeOf('not', [need(call, 0, 'boolean')], boolean),
  sum: (call) => {
    const args = call.args.map((_, i) => need(call, i, 'number'))
    return nodeOf('sum', args, numberOf(mostPlaces(...args)))
  },
  min: extreme('min'),
  max: extreme('max'),
  round: cut('round'),
  trunc: cut('trunc'),
  floor: (call) => nodeOf('floor', [need(call, 0, 'number')], numberOf(0)),
  abs: (call) => {
    const node = need(call, 0, 'number')
    return nodeOf('abs', [node], node.type)
  },
  concat: (call) =>
    nodeOf(
      'concat',
      call.args.map((_, i) => asText(call, i)),
      text,
    ),
  upper: ofText('upper'),
  lower: ofText('lower'),
  trim: ofText('trim'),
  left: part('left'),
  right: part('right'),
  length: (call) => nodeOf('length', [need(call, 0, 'text')], numberOf(0)),
  text: writtenOut,
  date: (call) =>
    nodeOf('date', [need(call, 0, 'number'), need(call, 1, 'number'), need(call, 2, 'number')], date),
  days: (call) => nodeOf('days', [need(call, 0, 'date'), need(call, 1, 'date')], numberOf(0)),
  datedif,
  edate: (call) => nodeOf('edate', [need(call, 0, 'date'), need(call, 1, 'number')], date),
  year: ofDate('year'),
  month: ofDate('month'),
  day: ofDate('day'),
  isblank: (call) => nodeOf('isblank', [call.args[0]!], boolean),
  ifblank: (call) => {
    const { args, type } = unified(call)
    return nodeOf('ifblank', args, type)
  },
  blank: () => blankOf({ is: 'blank' }),
}
