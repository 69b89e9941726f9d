import { type BinarySign, binary } from './ast.ts'
import { type FormulaFunctionName, functionNamed, isOfTheClock } from './functions.ts'
import { fail, type Span } from './problems.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A formula as it was written: not yet known whether it makes sense. */
export type Written = WrittenLeaf | WrittenOperation
export interface WrittenLeaf extends Span {
  readonly is: 'number' | 'text' | 'boolean' | 'field'
  readonly text: string
}
export interface WrittenOperation extends Span {
  readonly is: 'operation'
  readonly name: FormulaFunctionName | (typeof binary)[BinarySign] | 'negate' | 'percent'
  /** As it was written, to speak of it. */
  readonly sign: string
  readonly args: readonly Written[]
}

/** Binds the tighter the higher. */
const strength: Record<BinarySign, number> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '%': 4,
}
const ofMinus = 5

/** Far beyond what a formula may be: written out anew, it may have more words than it was given with. */
const most = { characters: 10_000, parts: 3000, depth: 120 } as const

interface Reading {
  readonly tokens: readonly Token[]
  at: number
  parts: number
  depth: number
}

/** Throws `FormulaError`. */
export function readFormula(text: string): Written {
  const whole = { from: 0, to: text.length }
  if (text.length > most.characters) fail('formula.too_long', whole, { max: most.characters })
  const tokens = tokensOf(text)
  if (tokens.length === 1) fail('formula.empty', whole, { example: '{prix} * 2' })
  const reading: Reading = { tokens, at: isSign(tokens[0]!, '=') ? 1 : 0, parts: 0, depth: 0 }
  const written = expression(reading, 0)
  const rest = reading.tokens[reading.at]!
  if (rest.is !== 'end') fail('formula.unexpected', rest, { given: rest.text.slice(0, 40) })
  return written
}

const now = ({ tokens, at }: Reading): Token => tokens[at]!

function take(reading: Reading): Token {
  const token = now(reading)
  reading.at += 1
  reading.parts += 1
  if (reading.parts > most.parts) fail('formula.too_big', token)
  return token
}

const isSign = (token: Token, text: string): boolean => token.is === 'sign' && token.text === text

function expression(reading: Reading, above: number): Written {
  reading.depth += 1
  if (reading.depth > most.depth) fail('formula.too_big', now(reading))
  let left = operand(reading)
  for (;;) {
    const token = now(reading)
    if (isSign(token, '%') && !beginsValue(reading.tokens[reading.at + 1]!)) {
      take(reading)
      left = operation('percent', '%', [left], { from: left.from, to: token.to })
      continue
    }
    const sign = token.is === 'sign' && token.text in binary ? (token.text as BinarySign) : undefined
    if (sign === undefined || strength[sign] <= above) break
    take(reading)
    const right = expression(reading, strength[sign])
    left = operation(binary[sign], sign, [left, right], { from: left.from, to: right.to })
  }
  reading.depth -= 1
  return left
}

/** After it `%` parts two values; elsewhere it is hundredths. */
const beginsValue = (token: Token): boolean =>
  token.is === 'number' ||
  token.is === 'text' ||
  token.is === 'field' ||
  token.is === 'name' ||
  isSign(token, '(')

const operation = (
  name: WrittenOperation['name'],
  sign: string,
  args: readonly Written[],
  { from, to }: Span,
): Written => ({ is: 'operation', name, sign, args, from, to })

function operand(reading: Reading): Written {
  const token = take(reading)
  const { from, to, text } = token
  switch (token.is) {
    case 'number':
    case 'text':
    case 'field':
      return { is: token.is, text, from, to }
    case 'name':
      return named(reading, token)
    case 'end':
      return fail('formula.unfinished', token)
    case 'sign':
      return signed(reading, token)
  }
}

function signed(reading: Reading, token: Token): Written {
  if (token.text === '-' || token.text === '+') {
    const value = expression(reading, ofMinus)
    const span = { from: token.from, to: value.to }
    return token.text === '+' ? { ...value, ...span } : operation('negate', '-', [value], span)
  }
  if (token.text !== '(') fail('formula.unexpected', token, { given: token.text })
  const inner = expression(reading, 0)
  return { ...inner, from: token.from, to: closing(reading, token).to }
}

function closing(reading: Reading, open: Token): Token {
  const token = now(reading)
  if (isSign(token, ')')) return take(reading)
  if (token.is === 'end') fail('formula.unclosed', open)
  return fail('formula.unexpected', token, { given: token.text.slice(0, 40) })
}

const truths: ReadonlyMap<string, string> = new Map([
  ['vrai', 'true'],
  ['true', 'true'],
  ['faux', 'false'],
  ['false', 'false'],
])

function named(reading: Reading, token: Token): Written {
  const { from, to, text } = token
  const truth = truths.get(text.toLowerCase())
  const isCall = isSign(now(reading), '(')
  if (truth !== undefined && !isCall) return { is: 'boolean', text: truth, from, to }
  const given = text.slice(0, 40)
  if (isOfTheClock(text)) fail('formula.clock', token, { given })
  const name = functionNamed(text)
  if (name === undefined) fail('formula.function_unknown', token, { given, braces: `{${given}}` })
  if (!isCall) fail('formula.unfinished', { from: to, to })
  const open = take(reading)
  const args = argumentsOf(reading)
  return operation(name!, text, args, { from, to: closing(reading, open).to })
}

function argumentsOf(reading: Reading): Written[] {
  const args: Written[] = []
  if (isSign(now(reading), ')')) return args
  for (;;) {
    args.push(expression(reading, 0))
    if (!isSign(now(reading), ';') && !isSign(now(reading), ',')) return args
    take(reading)
  }
}
