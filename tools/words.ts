import { type Node, Visitor } from 'oxc-parser'
import { type Finding, isCode, isTest, lineAt, parse, type Source } from './source.ts'

/** A text that no file may hold, written so that this file does not hold it either. */
interface Forbidden {
  readonly find: RegExp
  readonly says: string
  readonly where?: (path: string) => boolean
}

const inCode = (path: string) => isCode({ path, text: '' })
const forbidden: readonly Forbidden[] = [
  {
    find: /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/g,
    says: 'left for later: finish it or write an issue',
    where: inCode,
  },
  {
    find: /\b(?:test|it|describe|suite)\.[o]nly\b|\b[o]nly: true/g,
    says: 'would leave all other tests out',
    where: isTest,
  },
  {
    find: /\b(?:test|it|describe|suite)\.[s]kip\b|\.[s]kip\(\)|\b[s]kip: true/g,
    says: 'say why: { skip: reason }',
    where: isTest,
  },
  { find: /\u202f/g, says: 'holds U+202F, which many fonts and printers lack: write \\u202f, or U+00A0' },
  { find: /\bdebug[g]er\b/g, says: 'stops the process under an inspector', where: inCode },
  { find: /\/[w]ork\/|\/[h]ome\/[a-z]|\/[U]sers\/[a-z]/g, says: 'names a path of one machine' },
  { find: /"[r]esolved": "(?!https:\/\/registry\.npmjs\.org\/)/g, says: 'names a registry of one network' },
]

export const wordFindings = (sources: readonly Source[]): Finding[] => [
  ...sources.flatMap((source) => forbidden.flatMap((rule) => found(source, rule))),
  ...sources
    .filter(isCode)
    .filter(({ path }) => !isTest(path))
    .flatMap(frenchFindings),
]

const found = ({ path, text }: Source, { find, says, where }: Forbidden): Finding[] =>
  where && !where(path)
    ? []
    : [...text.matchAll(find)].map((match) => ({
        path,
        line: lineAt(text, match.index),
        says: `${quote(match[0])} ${says}`,
      }))

const quote = (words: string) => `« ${words.trim()} »`

/** French sentences are those under a key named `fr`, and the first of each pair of a `dictionary`. Each `: ; ! ? »` has U+00A0 before it, each « after it. */
const frenchFindings = (source: Source): Finding[] =>
  frenchTexts(source).flatMap(({ text, start }) =>
    frenchSlips(text).map(({ at }) => ({
      path: source.path,
      line: lineAt(source.text, start + at),
      says: `${quote(text.slice(Math.max(0, at - 12), at + 8))} wants U+00A0 there (./sugu check --write puts it)`,
    })),
  )

interface Slip {
  readonly at: number
  /** The plain space to replace; 0: nothing stands there yet. */
  readonly length: number
}

/** Marks glued to their word are fine inside addresses, hours and code: `https:`, `10:30`, `?page=2`. */
const slip = / (?=[:;!?»])|(?<=[^\s\u00a0:;!?«"])(?=(?:[;!?]+|:)(?:[\s'"`\\]|$)|»)|(?<=«)(?: |(?!\u00a0))/g

export const frenchSlips = (text: string): Slip[] =>
  [...text.matchAll(slip)].map(({ index, 0: { length } }) => ({ at: index, length }))

/** The same source with U+00A0 where French wants it. */
export const withFrenchSpaces = (source: Source): string =>
  frenchTexts(source)
    .flatMap(({ text, start }) => frenchSlips(text).map(({ at, length }) => ({ at: start + at, length })))
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, length }) => `${text.slice(0, at)}\u00a0${text.slice(at + length)}`, source.text)

interface Written {
  /** As the source writes it, quotes included; what a template computes is blotted out. */
  readonly text: string
  readonly start: number
}

function frenchTexts(source: Source): Written[] {
  const texts: Written[] = []
  const property = ({ key, value }: { key: Node; value: Node }) => {
    const named = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : null
    if (named === 'fr') for (const one of textsIn(value)) texts.push(written(source, one))
  }
  const pair = (node: Node) => {
    if (node.type !== 'ArrayExpression' || node.elements.length !== 2 || !node.elements[0]) return
    for (const one of textsIn(node.elements[0])) texts.push(written(source, one))
  }
  const call = ({ callee, arguments: [entries] }: { callee: Node; arguments: Node[] }) => {
    if (callee.type !== 'Identifier' || callee.name !== 'dictionary') return
    if (entries?.type === 'ObjectExpression')
      for (const one of entries.properties) if (one.type === 'Property') pairsIn(one.value).forEach(pair)
  }
  new Visitor({ Property: property, CallExpression: call }).visit(parse(source).program)
  return texts.filter(({ start }, at) => texts.findIndex((one) => one.start === start) === at)
}

function written({ text }: Source, { start, end, ...node }: Node): Written {
  const computed =
    'expressions' in node && Array.isArray(node.expressions) ? (node.expressions as Node[]) : []
  const blot = (all: string, part: Node) =>
    all.slice(0, part.start - start) + 'x'.repeat(part.end - part.start) + all.slice(part.end - start)
  return { start, text: computed.reduce(blot, text.slice(start, end)) }
}

/** A pair, or what a function gives as one: `(n: number) => [`${n} lignes`, `${n} rows`]`, in both arms of a choice. */
function pairsIn(value: Node): Node[] {
  if (value.type === 'ConditionalExpression')
    return [...pairsIn(value.consequent), ...pairsIn(value.alternate)]
  return value.type === 'ArrowFunctionExpression' ? pairsIn(value.body) : [value]
}

function textsIn(value: Node): Node[] {
  if (value.type === 'ConditionalExpression')
    return [...textsIn(value.consequent), ...textsIn(value.alternate)]
  if (value.type === 'BinaryExpression') return [...textsIn(value.left), ...textsIn(value.right)]
  if (value.type === 'ArrowFunctionExpression') return textsIn(value.body)
  return value.type === 'Literal' || value.type === 'TemplateLiteral' ? [value] : []
}
