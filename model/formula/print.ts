import type { Language } from '../language.ts'
import { binary, isOperation, type Literal, type Node, type Operation } from './ast.ts'
import { type FormulaFunctionName, formulaFunctions } from './functions.ts'

/** The formula as people write it; read again, it is the same. Numbers have a point, which no `,` can be taken for. */
export const writeFormula = (formula: Node, language: Language): string => write(formula, language, 0)

const signs = new Map(Object.entries(binary).map(([sign, name]) => [name as string, sign]))
const strengths: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'].map((name) => [name, 1])),
  concat: 2,
  add: 3,
  shift: 3,
  subtract: 3,
  multiply: 4,
  divide: 4,
}

function write(node: Node, language: Language, above: number): string {
  if (node.do === 'field') return `{${node.field}}`
  if (!isOperation(node)) return literal(node as Literal, language)
  if (node.do === 'negate') return bracketed(`-${write(node.args[0]!, language, 5)}`, 5, above)
  if (node.do === 'percent') return `${write(node.args[0]!, language, 6)}%`
  if (node.do === 'text' && node.args[0]!.type.is !== 'number') return called(node, language)
  const sign = node.do === 'shift' ? '+' : node.do === 'mod' ? undefined : signs.get(node.do)
  if (sign === undefined || node.args.length !== 2) return called(node, language)
  const strength = strengths[node.do]!
  const [left, right] = node.args as [Node, Node]
  const text = `${write(left, language, strength - 1)} ${sign} ${write(right, language, strength)}`
  return bracketed(text, strength, above)
}

const bracketed = (text: string, strength: number, above: number): string =>
  strength > above ? text : `(${text})`

function called(node: Operation, language: Language): string {
  const args = isRoundedText(node) ? (node.args[0] as Operation).args : node.args
  const name = formulaFunctions[node.do as FormulaFunctionName][language]
  return `${name}(${args.map((arg) => write(arg, language, 0)).join('; ')})`
}

/** TEXT({x}; 2) is a text of what is rounded; written so again it is the same tree. */
function isRoundedText({ do: name, args: [rounded] }: Operation): boolean {
  if (name !== 'text' || rounded?.do !== 'round') return false
  return !String((rounded.args[1] as Literal).value).startsWith('-')
}

function literal({ value, type }: Literal, language: Language): string {
  if (value === null) return `${formulaFunctions.blank[language]}()`
  if (type.is === 'boolean') return language === 'fr' ? (value ? 'VRAI' : 'FAUX') : value ? 'TRUE' : 'FALSE'
  if (type.is === 'number') return String(value)
  return `"${String(value).replaceAll('"', '""')}"`
}
