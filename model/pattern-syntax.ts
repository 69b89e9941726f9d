import type { Parsed, Problem } from './problem.ts'
import { problemsOf } from './problem.ts'

/** What a pattern says. */
export type Node =
  | { readonly kind: 'atom'; readonly test: (character: string) => boolean }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number }

const problem = problemsOf({
  'pattern.invalid': {
    fr: 'Ce motif est incorrect au caractère {at}. Écrivez par exemple « [A-Z]{2}-\\d{4} ».',
    en: 'This pattern is wrong at character {at}. Write for instance "[A-Z]{2}-\\d{4}".',
  },
  'pattern.unsupported': {
    fr: 'Un motif ne peut pas contenir « {part} » : restez-en aux lettres, classes, groupes et répétitions.',
    en: 'A pattern cannot hold "{part}": keep to letters, classes, groups and repetitions.',
  },
})

class Wrong extends Error {
  readonly problem: Problem
  constructor(wrong: Problem) {
    super(wrong.code)
    this.problem = wrong
  }
}

interface Reader {
  readonly source: string
  at: number
}

/**
 * The regular part of JavaScript's syntax under `u`: characters, `.`, classes, `\d \w \s \p{L}`, groups, `|`,
 * `? * + {n,m}`. The whole text is meant, so `^` and `$` may stand at the ends and say nothing.
 * No looking around, no `\b`, no back references: those are what cannot be matched in linear time.
 */
export function parsePattern(source: string): Parsed<Node> {
  const reader = { source: source.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1'), at: 0 }
  try {
    const value = alternatives(reader)
    if (reader.at < reader.source.length) throw invalid(reader)
    return { value }
  } catch (error) {
    if (error instanceof Wrong) return { problem: error.problem }
    throw error
  }
}

const invalid = (reader: Reader): Wrong => new Wrong(problem('pattern.invalid', { at: reader.at + 1 }))
const unsupported = (part: string): Wrong => new Wrong(problem('pattern.unsupported', { part }))

/** Moves past what the sticky expression matches there. */
function take(reader: Reader, expression: RegExp): RegExpExecArray | null {
  expression.lastIndex = reader.at
  const match = expression.exec(reader.source)
  if (match) reader.at += match[0].length
  return match
}

function alternatives(reader: Reader): Node {
  const parts = [sequence(reader)]
  while (take(reader, /\|/y)) parts.push(sequence(reader))
  return parts.length === 1 ? parts[0]! : { kind: 'any', parts }
}

function sequence(reader: Reader): Node {
  const parts: Node[] = []
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at]!))
    parts.push(repeated(reader))
  return { kind: 'all', parts }
}

function repeated(reader: Reader): Node {
  const part = single(reader)
  const times = take(reader, /(?:([?*+])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??/y)
  if (!times) return part
  if (take(reader, /[?*+{]/y)) throw invalid(reader)
  const [, sign, least, comma, most] = times
  const min = sign ? (sign === '+' ? 1 : 0) : Number(least)
  const max = sign ? (sign === '?' ? 1 : Infinity) : most ? Number(most) : comma ? Infinity : min
  if (max < min) throw invalid(reader)
  return { kind: 'repeat', part, min, max }
}

function single(reader: Reader): Node {
  const around = take(reader, /\(\?(?:[=!]|<[=!])/y)
  if (around) throw unsupported(around[0])
  if (!take(reader, /\((?:\?:|\?<[a-z]\w*>)?/iy)) return atom(reader)
  const inside = alternatives(reader)
  if (!take(reader, /\)/y)) throw invalid(reader)
  return inside
}

const referring = /\\(?:[1-9]|[bBk])/y
const character =
  /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|p\{[\w=]+\}|.)|\[(?:\\.|[^\]\\])*\]|[^\\^$.*+?()[\]{}|]|\./isuy

/** One character's worth: JavaScript says what belongs to it. */
function atom(reader: Reader): Node {
  const refers = take(reader, referring)
  if (refers) throw unsupported(refers[0])
  const at = reader.at
  const source = take(reader, character)?.[0]
  if (source === undefined) throw invalid(reader)
  try {
    const expression = new RegExp(`^${source}$`, 'u')
    return { kind: 'atom', test: (text) => expression.test(text) }
  } catch {
    reader.at = at
    throw invalid(reader)
  }
}
