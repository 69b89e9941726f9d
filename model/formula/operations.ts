import { dayText, writeDay } from '../dates.ts'
import type { Node, Operation, OperatorName } from './ast.ts'
import { between, dayNumber, monthsLater, partsOf, shifted } from './days.ts'
import type { Value } from './evaluate.ts'
import { digitsOf, floorOf, halfAway, power, rescale } from './exact.ts'
import type { FormulaFunctionName } from './functions.ts'

/** What an operation makes of the values of its arguments. */
type Evaluate = (node: Operation, values: readonly Value[]) => Value

const placesOf = ({ type }: Node): number => (type.is === 'number' ? type.places : 0)

/** A number with the places that the operation gives. */
const fit = (node: Operation, number: bigint, places: number): bigint =>
  rescale(number, places, placesOf(node))

/** Numbers with the places of the most exact of them; a null among them makes all null. */
function alike(node: Operation, values: readonly Value[]): bigint[] | null {
  if (values.some((value) => value === null)) return null
  const places = Math.max(...node.args.map(placesOf))
  return values.map((value, i) => rescale(value as bigint, placesOf(node.args[i]!), places))
}

const arithmetic =
  (work: (a: bigint, b: bigint) => bigint | null): Evaluate =>
  (node, values) => {
    const numbers = alike(node, values)
    return numbers && work(numbers[0]!, numbers[1]!)
  }

const multiply: Evaluate = (node, [a, b]) =>
  a === null || b === null
    ? null
    : fit(node, (a as bigint) * (b as bigint), placesOf(node.args[0]!) + placesOf(node.args[1]!))

const divide: Evaluate = (node, [a, b]) => {
  if (a === null || b === null || b === 0n) return null
  const [above, below] = node.args.map(placesOf) as [number, number]
  return halfAway((a as bigint) * power(below + placesOf(node)), (b as bigint) * power(above))
}

/** The remainder has the sign of the divisor. */
const modulo = arithmetic((a, b) => {
  if (b === 0n) return null
  const rest = a % b
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest
})

const ofOne =
  <V extends Value>(work: (value: V, node: Operation) => Value): Evaluate =>
  (node, values) =>
    values[0] === null ? null : work(values[0] as V, node)

const ofAll =
  (work: (...values: never[]) => Value): Evaluate =>
  (_node, values) =>
    values.some((value) => value === null) ? null : work(...(values as never[]))

/** Numbers alike; all else compares as it stands. A comparison with null is false. */
const compared =
  (holds: (order: number) => boolean): Evaluate =>
  (node, values) => {
    if (values.some((value) => value === null)) return false
    const [a, b] = typeof values[0] === 'bigint' ? alike(node, values)! : values
    return holds(a! < b! ? -1 : a! > b! ? 1 : 0)
  }

/** Of those that are there. */
const among =
  (pick: (a: Value, b: Value) => Value): Evaluate =>
  (node, values) =>
    values
      .map((value, i) => (typeof value === 'bigint' ? fit(node, value, placesOf(node.args[i]!)) : value))
      .reduce((a, b) => (a === null ? b : b === null ? a : pick(a, b)), null)

/** As the operation has them: the branches of a choice may differ in their places. */
const given = (node: Operation, i: number, value: Value): Value =>
  typeof value === 'bigint' ? fit(node, value, placesOf(node.args[i]!)) : value

const cut =
  (rounds: boolean): Evaluate =>
  (node, [number, places]) => {
    if (number === null) return null
    const lost = placesOf(node.args[0]!) - Number(places)
    if (lost <= 0) return fit(node, number as bigint, placesOf(node.args[0]!))
    const kept = rounds ? halfAway(number as bigint, power(lost)) : (number as bigint) / power(lost)
    return (places as bigint) < 0n ? kept * power(-Number(places)) : kept
  }

/** How many, cut to a whole number. */
const wholeOf = (node: Operation, i: number, value: Value): bigint =>
  (value as bigint) / power(placesOf(node.args[i]!))

const clamped = (number: bigint): number =>
  Number(number < 0n ? 0n : number > 1_000_000n ? 1_000_000n : number)

const part =
  (slice: (letters: readonly string[], length: number) => readonly string[]): Evaluate =>
  (node, [text, length]) =>
    text === null || length === null
      ? null
      : slice([...(text as string)], clamped(wholeOf(node, 1, length!))).join('')

const ofDay = (i: 0 | 1 | 2): Evaluate => ofOne<string>((day) => BigInt(partsOf(day)[i]))

const writtenOut = ofOne<Exclude<Value, null>>((value, node) => {
  const [from] = node.args
  if (typeof value === 'bigint') return digitsOf(value, placesOf(from!)).replace('.', ',')
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  return from!.type.is === 'date' ? writeDay(value) : value
})

const dated: Evaluate = (node, values) => {
  if (values.some((value) => value === null)) return null
  const [year, month, day] = values.map((value, i) => clamped(wholeOf(node, i, value))) as [
    number,
    number,
    number,
  ]
  return dayText(year, month, day)
}

const moved =
  (move: (day: string, by: bigint) => string | null): Evaluate =>
  (node, [day, by]) =>
    day === null || by === null ? null : move(day as string, wholeOf(node, 1, by!))

const isBefore = (a: Value, b: Value): boolean => a! < b!
const isEmpty = (value: Value): boolean => value === null || value === ''

export const operations: Record<FormulaFunctionName | OperatorName, Evaluate> = {
  add: arithmetic((a, b) => a + b),
  subtract: arithmetic((a, b) => a - b),
  multiply,
  divide,
  mod: modulo,
  negate: ofOne<bigint>((number) => -number),
  percent: ofOne<bigint>((number, node) => fit(node, number, placesOf(node.args[0]!) + 2)),
  abs: ofOne<bigint>((number) => (number < 0n ? -number : number)),
  floor: ofOne<bigint>((number, node) => floorOf(number, power(placesOf(node.args[0]!)))),
  round: cut(true),
  trunc: cut(false),
  sum: among((a, b) => (a as bigint) + (b as bigint)),
  min: among((a, b) => (isBefore(a, b) ? a : b)),
  max: among((a, b) => (isBefore(a, b) ? b : a)),
  eq: compared((order) => order === 0),
  ne: (node, values) => !operations.eq(node, values),
  lt: compared((order) => order < 0),
  lte: compared((order) => order <= 0),
  gt: compared((order) => order > 0),
  gte: compared((order) => order >= 0),
  and: (_node, values) => values.every((value) => value === true),
  or: (_node, values) => values.some((value) => value === true),
  not: (_node, [value]) => value !== true,
  if: (node, [condition, yes, no]) => (condition === true ? given(node, 1, yes!) : given(node, 2, no!)),
  ifblank: (node, [value, other]) => (isEmpty(value!) ? given(node, 1, other!) : given(node, 0, value!)),
  isblank: (_node, [value]) => isEmpty(value!),
  blank: () => null,
  concat: (_node, values) => values.map((value) => value ?? '').join(''),
  upper: ofOne<string>((text) => text.toUpperCase()),
  lower: ofOne<string>((text) => text.toLowerCase()),
  trim: ofOne<string>((text) => text.replace(/ +/g, ' ').replace(/^ | $/g, '')),
  left: part((letters, length) => letters.slice(0, length)),
  right: part((letters, length) => (length === 0 ? [] : letters.slice(-length))),
  length: ofOne<string>((text) => BigInt([...text].length)),
  text: writtenOut,
  date: dated,
  days: ofAll((end: string, start: string) => BigInt(dayNumber(end) - dayNumber(start))),
  datedif: ofAll(between),
  shift: moved(shifted),
  edate: moved(monthsLater),
  year: ofDay(0),
  month: ofDay(1),
  day: ofDay(2),
}
