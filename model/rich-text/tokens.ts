/** HTML in pieces. It need not be read as browsers read it: what is kept is written anew, from a list of what may be. */
export type Piece =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'open'; readonly name: string; readonly href: string | null }
  | { readonly is: 'close'; readonly name: string }

const names = /[a-zA-Z][^\s/>]*/y

export function* piecesOf(html: string): Generator<Piece> {
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at)
    const end = next < 0 ? html.length : next
    if (end > at) yield { is: 'text', text: decoded(html.slice(at, end)) }
    if (next < 0) return
    const tag = tagAt(html, next)
    if (tag.piece) yield tag.piece
    at = tag.to
  }
}

interface Tag {
  readonly piece: Piece | null
  readonly to: number
}

function tagAt(html: string, at: number): Tag {
  const second = html[at + 1] ?? ''
  if (second === '!' || second === '?') return { piece: null, to: afterComment(html, at) }
  names.lastIndex = second === '/' ? at + 2 : at + 1
  const name = names.exec(html)?.[0].toLowerCase()
  if (name === undefined) return { piece: { is: 'text', text: '<' }, to: at + 1 }
  const { to, href } = attributesAt(html, names.lastIndex)
  if (to < 0) return { piece: null, to: html.length }
  return { piece: second === '/' ? { is: 'close', name } : { is: 'open', name, href }, to }
}

/** A comment that is not closed hides the rest, as in a browser. */
function afterComment(html: string, at: number): number {
  const isComment = html.startsWith('<!--', at)
  const end = html.indexOf(isComment ? '-->' : '>', isComment ? at + 2 : at)
  return end < 0 ? html.length : end + (isComment ? 3 : 1)
}

const attribute = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?/y

/** Behind a tag's name: where it ends (-1: nowhere), and its first `href`. */
function attributesAt(html: string, from: number): { to: number; href: string | null } {
  let href: string | null = null
  for (let at = from; ; ) {
    attribute.lastIndex = at
    const match = html[at] === '>' ? null : attribute.exec(html)
    if (!match) return { to: closeAfter(html, at), href }
    if (match[1]!.toLowerCase() === 'href') href ??= decoded(match[2] ?? match[3] ?? match[4] ?? '')
    at = attribute.lastIndex
  }
}

function closeAfter(html: string, at: number): number {
  const end = html.indexOf('>', at)
  return end < 0 ? -1 : end + 1
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

/** What stands for a character by name or number; what does not is left as it is, and escaped when it is written. */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    const isOne = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    return isOne ? String.fromCodePoint(code) : ''
  })
