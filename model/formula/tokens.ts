import { fail, type Span } from './problems.ts'

export interface Token extends Span {
  readonly is: 'number' | 'text' | 'field' | 'name' | 'sign' | 'end'
  /** A number's digits with a point, a text without its quotes, a field's name without its braces. */
  readonly text: string
}

const signs = /<>|<=|>=|[-+*/%&=<>();,]/y
const names = /[\p{L}_][\p{L}\p{N}_.]*/uy
const numbers = /\d+(?:\.\d+)?/y
const spaces = /\s+/y

/** The words of a formula. `;` anywhere means that `,` is for decimals, as in French. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const french = /;/.test(text.replace(/"[^"]*"/g, ''))
  for (let at = 0; ; ) {
    at += match(spaces, text, at)?.length ?? 0
    if (at >= text.length) break
    const token = tokenAt(text, at, french, tokens)
    tokens.push(token)
    at = token.to
  }
  return [...tokens, { is: 'end', text: '', from: text.length, to: text.length }]
}

function match(form: RegExp, text: string, at: number): string | undefined {
  form.lastIndex = at
  return form.exec(text)?.[0]
}

function tokenAt(text: string, from: number, french: boolean, before: readonly Token[]): Token {
  if (text[from] === '"') return quoted(text, from)
  if (text[from] === '{') return braced(text, from)
  const digits = match(numbers, text, from)
  if (digits !== undefined) return numberAt(text, from, digits, french, before)
  const name = match(names, text, from)
  if (name !== undefined) return { is: 'name', text: name, from, to: from + name.length }
  const sign = match(signs, text, from)
  if (sign !== undefined) return { is: 'sign', text: sign, from, to: from + sign.length }
  return fail(
    'formula.unknown_sign',
    { from, to: from + 1 },
    { given: String.fromCodePoint(text.codePointAt(from)!) },
  )
}

/** A quotation mark within is written twice. */
function quoted(text: string, from: number): Token {
  const whole = match(/"(?:[^"]|"")*"/y, text, from)
  if (whole === undefined) return fail('formula.unclosed_text', { from, to: text.length })
  return { is: 'text', text: whole.slice(1, -1).replaceAll('""', '"'), from, to: from + whole.length }
}

function braced(text: string, from: number): Token {
  const end = text.indexOf('}', from)
  if (end < 0) return fail('formula.unclosed_field', { from, to: text.length })
  return { is: 'field', text: text.slice(from + 1, end).trim(), from, to: end + 1 }
}

/** `1,5`: where commas part arguments and this stands among them, nobody knows which it is. */
function numberAt(
  text: string,
  from: number,
  digits: string,
  french: boolean,
  before: readonly Token[],
): Token {
  const to = from + digits.length
  const decimals = digits.includes('.') ? undefined : match(/,\d+/y, text, to)
  if (decimals === undefined) return { is: 'number', text: digits, from, to }
  const written = digits + decimals
  const point = written.replace(',', '.')
  const span = { from, to: to + decimals.length }
  if (!french && isInCall(before)) return fail('formula.comma', span, { given: written, point })
  return { is: 'number', text: point, ...span }
}

/** A bracket that a name opened is not closed yet. */
function isInCall(before: readonly Token[]): boolean {
  const open: boolean[] = []
  before.forEach((token, i) => {
    if (token.is !== 'sign') return
    if (token.text === '(') open.push(before[i - 1]?.is === 'name')
    if (token.text === ')') open.pop()
  })
  return open.includes(true)
}
