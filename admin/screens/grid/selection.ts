/** A cell by its places: the line from the top, the column from the left. */
export interface Cell {
  readonly line: number
  readonly column: number
}

/** A rectangle of cells: from where it was begun to where it is now. */
export interface Selection {
  readonly anchor: Cell
  readonly active: Cell
}

export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface Extent {
  readonly lines: number
  readonly columns: number
  /** Lines in sight: what a page is. */
  readonly page: number
}

export const first: Selection = { anchor: { line: 0, column: 0 }, active: { line: 0, column: 0 } }

export const only = (cell: Cell): Selection => ({ anchor: cell, active: cell })

export const rangeOf = ({ anchor, active }: Selection): Range => ({
  top: Math.min(anchor.line, active.line),
  bottom: Math.max(anchor.line, active.line),
  left: Math.min(anchor.column, active.column),
  right: Math.max(anchor.column, active.column),
})

export const cellsIn = ({ top, bottom, left, right }: Range): number =>
  (bottom - top + 1) * (right - left + 1)

export type Step =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'top'
  | 'bottom'
  | 'page-up'
  | 'page-down'

/** Where a step leads; with shift the selection grows, else it is one cell. */
export function step(selection: Selection, way: Step, extent: Extent, grows: boolean): Selection {
  const active = within(gone(selection.active, way, extent), extent)
  return grows ? { ...selection, active } : only(active)
}

function gone({ line, column }: Cell, way: Step, { lines, columns, page }: Extent): Cell {
  switch (way) {
    case 'up':
      return { line: line - 1, column }
    case 'down':
      return { line: line + 1, column }
    case 'left':
      return { line, column: column - 1 }
    case 'right':
      return { line, column: column + 1 }
    case 'home':
      return { line, column: 0 }
    case 'end':
      return { line, column: columns - 1 }
    case 'top':
      return { line: 0, column }
    case 'bottom':
      return { line: lines - 1, column }
    case 'page-up':
      return { line: line - page, column }
    case 'page-down':
      return { line: line + page, column }
  }
}

/** As spreadsheets do: at the end of a line on to the next. */
export function tab({ active: { line, column } }: Selection, extent: Extent, isBack: boolean): Selection {
  const at = line * extent.columns + column + (isBack ? -1 : 1)
  const cell = { line: Math.floor(at / extent.columns), column: at % extent.columns }
  return only(at < 0 ? { line: 0, column: 0 } : within(cell, extent))
}

export const within = ({ line, column }: Cell, { lines, columns }: Extent): Cell => ({
  line: Math.max(0, Math.min(line, lines - 1)),
  column: Math.max(0, Math.min(column, columns - 1)),
})

/** What a key means in a grid; null: nothing of the kind. On a Mac ⌘ is what Ctrl is elsewhere. */
export function stepOf({ key, ctrlKey, metaKey, altKey }: KeyPress): Step | null {
  if (altKey) return null
  const far = ctrlKey || metaKey
  return (far ? farSteps : steps)[key] ?? null
}

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}
const farSteps: Readonly<Record<string, Step>> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'home',
  ArrowRight: 'end',
  Home: 'top',
  End: 'bottom',
}
