import type { Kind, Literal, Node, Operation, ValueType } from './ast.ts'
import { mostPlaces } from './ast.ts'
import { fail, type Span } from './problems.ts'
import type { Written, WrittenOperation } from './syntax.ts'

/** An operation whose arguments have their types already. */
export interface Call {
  readonly written: WrittenOperation
  readonly args: readonly Node[]
}

export const nodeOf = (name: Operation['do'], args: readonly Node[], type: ValueType): Operation => ({
  do: name,
  args,
  type,
})

export const blankOf = (type: ValueType): Literal => ({ do: 'value', value: null, type })

export const numberOf = (places: number): ValueType => ({
  is: 'number',
  places: Math.min(places, mostPlaces),
})
export const placesOf = ({ type }: Node): number => (type.is === 'number' ? type.places : 0)

const kindNames: Record<Kind, readonly [string, string]> = {
  number: ['un nombre', 'a number'],
  text: ['un texte', 'a text'],
  boolean: ['un oui ou non', 'a yes or no'],
  date: ['une date', 'a date'],
  datetime: ['une date avec heure', 'a date with time'],
  blank: ['rien', 'nothing'],
}

/** The argument, which is of that kind; nothing at all is nothing of any kind. */
export function need(call: Call, i: number, ...kinds: readonly Kind[]): Node {
  const node = call.args[i]!
  const { is } = node.type
  if (kinds.includes(is)) return node
  if (is === 'blank') return blankOf(kinds[0] === 'number' ? numberOf(0) : { is: kinds[0]! as 'text' })
  return failKind(call.written.args[i]!, kinds[0]!, is)
}

function failKind(span: Span, wanted: Kind, given: Kind): never {
  const [fr, en] = kindNames[wanted]
  const [givenFr, givenEn] = kindNames[given]
  return fail('formula.kind', span, { wanted: fr, wanted_en: en, given: givenFr, given_en: givenEn })
}

/** All of one kind; numbers have the places of the most exact of them. */
export function unified(call: Call, from = 0): { args: readonly Node[]; type: ValueType } {
  const args = call.args.slice(from)
  const first = args.find((node) => node.type.is !== 'blank')
  if (!first) return { args, type: { is: 'blank' } }
  args.forEach((node, i) => {
    if (node.type.is !== 'blank' && node.type.is !== first.type.is)
      failAlike(call.written.args[from + i]!, first.type.is, node.type.is)
  })
  const type = first.type.is === 'number' ? numberOf(Math.max(...args.map(placesOf))) : first.type
  return { args: args.map((node) => (node.type.is === 'blank' ? blankOf(type) : node)), type }
}

function failAlike(span: Span, wanted: Kind, given: Kind): never {
  const [fr, en] = kindNames[wanted]
  const [givenFr, givenEn] = kindNames[given]
  return fail('formula.not_alike', span, { wanted: fr, wanted_en: en, given: givenFr, given_en: givenEn })
}

/** A whole number that stands there as such, not to be worked out. */
export function wholeLiteral(written: Written, least: number, most: number): number {
  const isMinus = written.is === 'operation' && written.name === 'negate'
  const digits = isMinus ? written.args[0]! : written
  const number = digits.is === 'number' ? Number(digits.text) * (isMinus ? -1 : 1) : Number.NaN
  if (Number.isInteger(number) && number >= least && number <= most) return number
  return fail('formula.literal', written, {
    wanted: `un nombre entier de ${least} à ${most}`,
    wanted_en: `a whole number from ${least} to ${most}`,
  })
}

export const literalOf = (number: number): Literal => ({
  do: 'value',
  value: String(number),
  type: numberOf(0),
})
