import { piecesOf } from './tokens.ts'
import { escaped, safeAddress } from './write.ts'

type Block = 'p' | 'h2' | 'h3' | 'pre' | 'li'
type Holder = 'ul' | 'ol' | 'blockquote'
type Mark = 'strong' | 'em' | 'u' | 's' | 'code' | 'a'

const blocks: Readonly<Record<string, Block>> = {
  p: 'p',
  div: 'p',
  h1: 'h2',
  h2: 'h2',
  h3: 'h3',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
  pre: 'pre',
  li: 'li',
}
const holders: Readonly<Record<string, Holder>> = { ul: 'ul', ol: 'ol', blockquote: 'blockquote' }
const marks: Readonly<Record<string, Mark>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  u: 'u',
  ins: 'u',
  s: 's',
  strike: 's',
  del: 's',
  code: 'code',
  a: 'a',
}

/** Whose content is no text for people either. */
const silent: ReadonlySet<string> = new Set(
  (
    'script style template iframe object embed applet svg math noscript noembed noframes textarea title select xmp ' +
    'plaintext head meta link base form input button audio video canvas map frameset frame'
  ).split(' '),
)
const single: ReadonlySet<string> = new Set(['embed', 'meta', 'link', 'base', 'input', 'frame'])

const deepest = 6

interface Writing {
  out: string
  /** What is open around the block; a list may stand in a point of another. */
  readonly holders: { readonly holder: Holder; readonly inPoint: boolean }[]
  block: Block | null
  /** Nothing is in the block yet. */
  isFresh: boolean
  /** Marks that are open, in their order; a link with its address. */
  readonly open: { readonly mark: Mark; readonly href: string | null }[]
  /** An element that is left out with all that is in it. */
  hidden: string | null
  depth: number
}

/**
 * HTML of a few elements, whatever came: paragraphs, two headings, lists, quotations, code, and within them bold,
 * italic, underlined, struck, links. Written anew with every text escaped, so nothing else can be in it; and given
 * once more it comes out the same.
 */
export function sanitised(html: string): string {
  const writing: Writing = {
    out: '',
    holders: [],
    block: null,
    isFresh: false,
    open: [],
    hidden: null,
    depth: 0,
  }
  for (const piece of piecesOf(html)) {
    if (writing.hidden !== null) passOver(writing, piece)
    else if (piece.is === 'text') addText(writing, piece.text)
    else if (piece.is === 'open') openElement(writing, piece.name, piece.href)
    else closeElement(writing, piece.name)
  }
  while (writing.holders.length > 0) closeHolder(writing)
  closeBlock(writing)
  return writing.out
}

function passOver(writing: Writing, piece: { readonly is: string; readonly name?: string }): void {
  if (piece.name !== writing.hidden) return
  if (piece.is === 'open') writing.depth += 1
  else writing.depth -= 1
  if (writing.depth === 0) writing.hidden = null
}

function addText(writing: Writing, text: string): void {
  const isIdle = writing.block === null && text.trim() === ''
  if (isIdle) return
  inBlock(writing)
  writing.isFresh = false
  writing.out += escaped(text)
}

/** Text, and what is within it, stands in a block: in a list in a point of it. */
function inBlock(writing: Writing): void {
  if (writing.block === null) openBlock(writing, isInList(writing) ? 'li' : 'p')
}

const isInList = ({ holders: open }: Writing): boolean =>
  open.length > 0 && open.at(-1)!.holder !== 'blockquote'

function openElement(writing: Writing, name: string, href: string | null): void {
  if (silent.has(name)) hide(writing, name)
  else if (name === 'br') addBreak(writing)
  else if (Object.hasOwn(blocks, name)) openBlock(writing, blocks[name]!)
  else if (Object.hasOwn(holders, name)) openHolder(writing, holders[name]!)
  else if (Object.hasOwn(marks, name)) openMark(writing, marks[name]!, href)
}

function hide(writing: Writing, name: string): void {
  if (single.has(name)) return
  writing.hidden = name
  writing.depth = 1
}

function addBreak(writing: Writing): void {
  inBlock(writing)
  writing.isFresh = false
  writing.out += writing.block === 'pre' ? '\n' : '<br>'
}

/** A point stands in a list, and nothing else does; a paragraph in a point is a line of it. */
function openBlock(writing: Writing, block: Block): void {
  if (writing.block === 'li' && block !== 'li') {
    if (!writing.isFresh) addBreak(writing)
    return
  }
  closeBlock(writing)
  begin(writing, isInList(writing) ? 'li' : block === 'li' ? 'p' : block)
}

function begin(writing: Writing, block: Block): void {
  writing.block = block
  writing.isFresh = true
  writing.out += `<${block}>`
  openMarks(writing)
}

function openMarks(writing: Writing): void {
  for (const one of writing.open) writing.out += opening(one)
}

function closeMarks(writing: Writing): void {
  for (const { mark } of writing.open.toReversed()) writing.out += `</${mark}>`
}

function closeBlock(writing: Writing): void {
  if (writing.block === null) return
  closeMarks(writing)
  writing.out += `</${writing.block}>`
  writing.block = null
}

/** Beyond some depth a list goes on in the one that it is in; a quotation in a point is part of it. */
function openHolder(writing: Writing, holder: Holder): void {
  const inPoint = isInList(writing)
  if (writing.holders.length >= deepest || (inPoint && holder === 'blockquote')) return
  if (inPoint) {
    inBlock(writing)
    closeMarks(writing)
    writing.block = null
  } else closeBlock(writing)
  writing.holders.push({ holder, inPoint })
  writing.out += `<${holder}>`
}

/** Behind a list within a point, the point goes on. */
function closeHolder(writing: Writing): void {
  closeBlock(writing)
  const { holder, inPoint } = writing.holders.pop()!
  writing.out += `</${holder}>`
  if (!inPoint) return
  writing.block = 'li'
  writing.isFresh = false
  openMarks(writing)
}

const opening = ({ mark, href }: { readonly mark: Mark; readonly href: string | null }): string =>
  href === null ? `<${mark}>` : `<a href="${escaped(href)}">`

function openMark(writing: Writing, mark: Mark, given: string | null): void {
  const href = mark === 'a' ? safeAddress(given ?? '') : null
  if ((mark === 'a' && href === null) || writing.open.some((one) => one.mark === mark)) return
  const one = { mark, href }
  writing.open.push(one)
  if (writing.block !== null) writing.out += opening(one)
}

function closeElement(writing: Writing, name: string): void {
  if (Object.hasOwn(marks, name)) closeMark(writing, marks[name]!)
  else if (Object.hasOwn(holders, name)) closeHolders(writing, holders[name]!)
  else if (Object.hasOwn(blocks, name) && (writing.block !== 'li' || name === 'li')) closeBlock(writing)
}

/** Those that were opened since are closed, and opened again behind it. */
function closeMark(writing: Writing, mark: Mark): void {
  const at = writing.open.findIndex((one) => one.mark === mark)
  if (at < 0) return
  const [, ...since] = writing.open.splice(at)
  if (writing.block !== null) {
    for (const one of since.toReversed()) writing.out += `</${one.mark}>`
    writing.out += `</${mark}>`
    for (const one of since) writing.out += opening(one)
  }
  writing.open.push(...since)
}

function closeHolders(writing: Writing, wanted: Holder): void {
  if (!writing.holders.some(({ holder }) => holder === wanted)) return
  while (writing.holders.at(-1)!.holder !== wanted) closeHolder(writing)
  closeHolder(writing)
}
