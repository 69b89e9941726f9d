export interface Person {
  readonly id: number
  readonly username: string
  readonly name: string
}

/** A text that is written, and whom its « @Nom » stand for. */
export interface Draft {
  readonly text: string
  readonly people: readonly Person[]
}

export const emptyDraft: Draft = { text: '', people: [] }

/** Whom it mentions: those whose name is still in it. */
export const mentionsOf = ({ text, people }: Draft): readonly number[] => [
  ...new Set(people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)),
]

/** The « @part » that the cursor stands behind; null where it stands behind none. */
export function wordAt(
  text: string,
  cursor: number,
): { readonly part: string; readonly from: number } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,30})$/u.exec(text.slice(0, cursor))
  return found ? { part: found[1]!, from: cursor - found[1]!.length - 1 } : null
}

/** A text in its pieces, the names of those mentioned among them. */
export function piecesOf(
  text: string,
  people: readonly Person[],
): readonly { text: string; isName: boolean }[] {
  const names = people.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length)
  const pieces: { text: string; isName: boolean }[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = names.find((one) => text.startsWith(one, at))
    if (!name || at < from) continue
    pieces.push({ text: text.slice(from, at), isName: false }, { text: name, isName: true })
    from = at + name.length
  }
  return [...pieces, { text: text.slice(from), isName: false }].filter((piece) => piece.text !== '')
}
