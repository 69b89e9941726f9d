import { capitals, letters, silent, spelt } from './fold-letters.ts'

/**
 * Folding: a text as search compares it, without case, accents or typographers' niceties. Each character folds
 * by itself, so a part of a text folds to a part of its folding. Neither language's own notion of case or of
 * Unicode is asked: they differ by version and locale. (Texts are NFC before they come here.)
 */
export const folded: ReadonlyMap<string, string> = new Map<string, string>([
  ...Object.entries(letters).flatMap(([to, from]) => pairs(from, to)),
  ...capitals.flatMap(([from, to]) => [...from].map((letter, i): [string, string] => [letter, [...to][i]!])),
  ...Object.entries(spelt).flatMap(([to, from]) => pairs(from, to)),
  ...silent.flatMap(([from, to]) => pairs(range(from, to), '')),
  ...pairs('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => letter.toLowerCase()),
])

function pairs(from: string, to: string | ((letter: string) => string)): [string, string][] {
  return [...from].map((letter) => [letter, typeof to === 'string' ? to : to(letter)])
}

function range(from: number, to: number): string {
  return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))
}

/** By UTF-16 unit, for speed; undefined: as it is. Adlam alone needs two units. */
const byUnit = new Array<string | undefined>(0x10000).fill(undefined)
for (const [letter, to] of folded) if (letter.length === 1) byUnit[letter.charCodeAt(0)] = to

const ascii = /^[\0-\x7f]*$/

export const fold = (text: string): string => (ascii.test(text) ? text.toLowerCase() : foldLetters(text))

function foldLetters(text: string): string {
  let out = ''
  let done = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const pair = unit >= 0xd800 && unit < 0xdc00
    const to = pair ? folded.get(text.slice(i, i + 2)) : byUnit[unit]
    if (to === undefined) continue
    out += text.slice(done, i) + to
    done = i + (pair ? 2 : 1)
  }
  return out + text.slice(done)
}
