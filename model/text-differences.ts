/** A piece of a text that was changed: kept, taken away or added. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Word by word, beyond which a change is told whole: 2,000 words against 2,000 are some milliseconds. */
const mostWords = 2000

/** What became of a text, word by word: the longest common run of words stays. */
export function textDifferences(from: string, to: string): Piece[] {
  if (from === to) return from === '' ? [] : [{ kind: 'same', text: from }]
  const [was, is] = [wordsOf(from), wordsOf(to)]
  if (was.length > mostWords || is.length > mostWords) return joined([piece('gone', from), piece('new', to)])
  return joined(walk(was, is, lengths(was, is)))
}

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []

const piece = (kind: Piece['kind'], text: string): Piece => ({ kind, text })

/** `lengths[i][j]`: how many words `was` from i and `is` from j have in common, in order. */
function lengths(was: readonly string[], is: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: was.length + 1 }, () => new Uint16Array(is.length + 1))
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--) {
      table[i]![j] =
        was[i] === is[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
    }
  }
  return table
}

function walk(was: readonly string[], is: readonly string[], common: readonly Uint16Array[]): Piece[] {
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      pieces.push(piece('same', was[i]!))
      i++
      j++
    } else if (j >= is.length || (i < was.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      pieces.push(piece('gone', was[i++]!))
    else pieces.push(piece('new', is[j++]!))
  }
  return pieces
}

/** Neighbours of one kind are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = []
  for (const { kind, text } of pieces) {
    const last = runs.at(-1)
    if (last?.kind === kind) runs[runs.length - 1] = piece(kind, last.text + text)
    else if (text !== '') runs.push(piece(kind, text))
  }
  return runs
}
