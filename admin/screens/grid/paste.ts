import type { Json } from '#model/json.ts'
import type { Problem } from '#model/problem.ts'
import { sameJson } from '#model/same-json.ts'
import type { Field, Row } from '../../lib/table.ts'
import type { Copied } from './clipboard.ts'
import type { Cell, Range } from './selection.ts'

/** One value of one row, as it was and as it is to be. A new row has no number yet. */
export interface Change {
  readonly id: number
  readonly slug: string
  readonly before: Json
  readonly after: Json
}

/** Beyond the numbers that rows being made already have. */
const newRow = -1_000_000_000
export const isNewRow = (id: number): boolean => id <= newRow

/** What a paste, a fill or a deletion would do, before it does it. */
export interface Plan {
  readonly changes: readonly Change[]
  readonly rows: number
  readonly added: number
  /** Cells that may not be written. */
  readonly closed: number
  readonly unread: readonly UnreadCell[]
}
export interface UnreadCell {
  readonly line: number
  readonly field: Field
  readonly text: string
  readonly problem: Problem | null
}

/** What a plan needs to know of the grid. */
export interface Ground {
  readonly fields: readonly Field[]
  rowAt(line: number): Row | undefined
  isOpen(row: Row | null, field: Field): boolean
  /** A text as the field's value. */
  read(field: Field, text: string): { readonly value: Json } | { readonly problem: Problem | null }
  /** How many lines of rows there are; beyond, new rows. */
  readonly lines: number
  readonly mayAdd: boolean
}

/** One cell fills the whole selection; more go from its corner on, over its end where they are more. */
export function pastePlan(ground: Ground, copied: Copied, range: Range): Plan {
  const height = copied.texts.length
  const width = Math.max(...copied.texts.map((cells) => cells.length))
  const repeats = (over: number, of: number) => (over % of === 0 ? over : of)
  const lines = repeats(range.bottom - range.top + 1, height)
  const columns = repeats(range.right - range.left + 1, width)
  const planned = begin()
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < columns; x++) {
      const text = copied.texts[y % height]![x % width]
      if (text === undefined) continue
      const value = copied.values?.[y % height]?.[x % width]
      put(ground, planned, { line: range.top + y, column: range.left + x }, { text, value })
    }
  }
  return end(planned)
}

/** The topmost line of the range, over those below it. */
export function fillPlan(ground: Ground, range: Range): Plan {
  const planned = begin()
  const source = ground.rowAt(range.top)
  for (let line = range.top + 1; source && line <= range.bottom; line++)
    for (let column = range.left; column <= range.right; column++) {
      const field = ground.fields[column]!
      set(ground, planned, { line, column }, (source[field.slug] ?? null) as Json)
    }
  return end(planned)
}

export function clearPlan(ground: Ground, range: Range): Plan {
  const planned = begin()
  for (let line = range.top; line <= range.bottom; line++)
    for (let column = range.left; column <= range.right; column++)
      set(ground, planned, { line, column }, ground.fields[column]!.type === 'references' ? [] : null)
  return end(planned)
}

interface Planned {
  readonly changes: Change[]
  readonly unread: UnreadCell[]
  readonly touched: Set<number>
  closed: number
}

const begin = (): Planned => ({ changes: [], unread: [], touched: new Set(), closed: 0 })

const end = ({ changes, unread, touched, closed }: Planned): Plan => ({
  changes,
  unread,
  closed,
  rows: [...touched].filter((id) => id > 0).length,
  added: [...touched].filter(isNewRow).length,
})

function put(ground: Ground, planned: Planned, cell: Cell, given: { text: string; value: unknown }): void {
  const field = ground.fields[cell.column]
  if (!field) return
  if (given.value !== undefined && isOfType(field, given.value)) {
    set(ground, planned, cell, given.value as Json)
    return
  }
  const empty = field.type === 'references' ? [] : null
  const read = given.text.trim() === '' ? { value: empty } : ground.read(field, given.text)
  if ('value' in read) set(ground, planned, cell, read.value)
  else if (isWritable(ground, cell, field))
    planned.unread.push({ line: cell.line, field, text: given.text, problem: read.problem })
  else planned.closed++
}

/** A value that was copied out of another field goes as its text. */
const isOfType = ({ type }: Field, value: unknown): boolean =>
  (type === 'references' && Array.isArray(value)) || (type === 'reference' && typeof value === 'number')

const isWritable = (ground: Ground, { line }: Cell, field: Field): boolean => {
  const row = ground.rowAt(line)
  if (row) return ground.isOpen(row, field)
  return line >= ground.lines && ground.mayAdd && ground.isOpen(null, field)
}

function set(ground: Ground, planned: Planned, cell: Cell, after: Json): void {
  const field = ground.fields[cell.column]
  if (!field) return
  const row = ground.rowAt(cell.line)
  const before = (row?.[field.slug] ?? null) as Json
  if (sameJson(before, after)) return
  if (!isWritable(ground, cell, field)) {
    planned.closed++
    return
  }
  const id = row?.id ?? newRow - (cell.line - ground.lines)
  planned.touched.add(id)
  planned.changes.push({ id, slug: field.slug, before, after })
}
