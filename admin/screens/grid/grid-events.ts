import type { ClipboardEvent, KeyboardEvent, PointerEvent } from 'react'
import { sayProblem } from '../../parts/Toast.tsx'
import { asHtml, asTsv, pasted } from './clipboard.ts'
import type { GridControl } from './grid-control.ts'
import { deedsIfHere, loadDeeds } from './late-deeds.ts'
import type { Line } from './lines.ts'
import { type Cell, only, stepOf } from './selection.ts'
import type { Sheet } from './use-sheet.ts'

export interface Deeds {
  readonly openRow: (id: number) => void
  readonly toggle: (line: number) => void
}

/** The keys of a spreadsheet. What is not among them is left to the page. */
export function pressed(event: KeyboardEvent, grid: GridControl, sheet: Sheet, deeds: Deeds): void {
  if (event.defaultPrevented || event.nativeEvent.isComposing || grid.editing) return
  const { target } = event
  if (
    target !== event.currentTarget &&
    target instanceof Element &&
    target.closest('button, input, [role=menu]')
  )
    return
  if (grid.waits(event.nativeEvent)) {
    event.preventDefault()
    return
  }
  if (leaves(event, sheet)) return
  const handled = moved(event, grid) || commanded(event, grid, sheet, deeds) || typed(event, grid)
  if (handled) event.preventDefault()
}

/** Tab goes from cell to cell: after Escape, and where there are no cells, it leaves, or no keyboard ever would. */
let isLeaving = false

function leaves({ key }: KeyboardEvent, sheet: Sheet): boolean {
  isLeaving = key === 'Escape' || (isLeaving && (key === 'Tab' || key === 'Shift'))
  return key === 'Tab' && (isLeaving || sheet.count() === 0)
}

function moved(event: KeyboardEvent, grid: GridControl): boolean {
  const way = stepOf(event)
  if (way) grid.go(way, event.shiftKey)
  else if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) return tabbed(event, grid)
  return way !== null
}

/** The first cell lets go of the focus backwards. */
function tabbed(event: KeyboardEvent, grid: GridControl): boolean {
  const before = grid.selection.active
  if (event.shiftKey && before.line === 0 && before.column === 0) return false
  grid.tab(event.shiftKey)
  return true
}

function commanded(event: KeyboardEvent, grid: GridControl, sheet: Sheet, deeds: Deeds): boolean {
  const mod = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  const name = `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey ? 'shift+' : ''}${key}`
  const line = grid.selection.active.line
  const row = sheet.rowAt(line)
  const isHeading = isHeadingLine(sheet.at(line))
  const acts: Readonly<Record<string, () => void>> = {
    'mod+z': () => void grid.undo(),
    'mod+y': () => void grid.redo(),
    'mod+shift+z': () => void grid.redo(),
    'mod+d': () => void grid.fill(),
    'mod+a': () =>
      grid.select({
        anchor: { line: (sheet.count() ?? 1) - 1, column: 9999 },
        active: { line: 0, column: 0 },
      }),
    delete: () => void grid.clear(),
    backspace: () => void grid.clear(),
    f2: () => grid.edit(null),
    enter: () => (isHeading ? deeds.toggle(line) : grid.edit(null)),
    'shift+enter': () => grid.go('up', false),
    'mod+enter': () => row && row.id > 0 && deeds.openRow(row.id),
    'shift+ ': () => row && grid.tick([row.id]),
    'mod+shift+enter': () => grid.addRow(),
    escape: () => grid.untick(),
  }
  if (isHeading && key === ' ') deeds.toggle(line)
  else if (acts[name]) acts[name]()
  else return false
  return true
}

const isHeadingLine = (line: Line): boolean => 'heading' in line

function typed({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, grid: GridControl): boolean {
  if ([...key].length !== 1 || ctrlKey || metaKey || altKey) return false
  grid.edit(key)
  return true
}

export function copied(event: ClipboardEvent, grid: GridControl): void {
  if (grid.editing || (event.target as Element).closest('input, textarea')) return
  if (!deedsIfHere()) {
    event.preventDefault()
    void loadDeeds().then(() => document.execCommand(event.type), sayProblem)
    return
  }
  const cells = grid.copy()
  if (!cells) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', asTsv(cells.texts))
  event.clipboardData.setData('text/html', asHtml(cells))
  if (event.type === 'cut') void grid.clear()
}

export function dropped(event: ClipboardEvent, grid: GridControl): void {
  if (grid.editing || (event.target as Element).closest('input, textarea')) return
  event.preventDefault()
  void grid.paste(pasted(event.clipboardData))
}

/** The cell under a pointer. */
export function cellAt(target: EventTarget | null): Cell | null {
  if (!(target instanceof Element)) return null
  const line = target.closest<HTMLElement>('[data-line]')?.dataset.line
  const column = target.closest<HTMLElement>('[data-column]')?.dataset.column
  return line === undefined ? null : { line: Number(line), column: Number(column ?? 0) }
}

/** Pressed: a cell is chosen, a drag chooses more; a mark is ticked, a handle fills. */
export function pointed(event: PointerEvent, grid: GridControl, sheet: Sheet, deeds: Deeds): void {
  const { target } = event
  if (
    !(target instanceof Element) ||
    event.button !== 0 ||
    target.closest('[data-editor], [role=columnheader], [data-foot]')
  )
    return // What is dragged is kept from being selected, and so from being focused.
  ;(event.currentTarget as HTMLElement).focus({ preventScroll: true })
  const marked = target.closest<HTMLElement>('[data-tick]')?.dataset.tick
  const opened = target.closest<HTMLElement>('[data-open]')?.dataset.open
  if (opened !== undefined) deeds.openRow(Number(opened))
  else if (marked !== undefined) tickLine(grid, sheet, Number(marked), event.shiftKey)
  else if (target.closest('[data-fill]'))
    dragged(
      event,
      (cell) => grid.dragFill(cell.line),
      (cell) => fillTo(grid, cell),
    )
  else if (target.closest('[data-column]')) chosen(event, grid)
}

/** With shift, all lines from the cell that is chosen. */
function tickLine(grid: GridControl, sheet: Sheet, line: number, isRange: boolean): void {
  const { active } = grid.selection
  const [from, to] = isRange ? [Math.min(active.line, line), Math.max(active.line, line)] : [line, line]
  const ids: number[] = []
  for (let at = from; at <= to && ids.length < 1000; at++) {
    const row = sheet.rowAt(at)
    if (row && row.id > 0) ids.push(row.id)
  }
  if (isRange) grid.tick(ids, true)
  else grid.tick(ids)
  grid.select(only({ line, column: active.column }))
}

function chosen(event: PointerEvent, grid: GridControl): void {
  const cell = cellAt(event.target)
  if (!cell) return
  const { active, anchor } = grid.selection
  const isAgain = event.pointerType !== 'mouse' && active.line === cell.line && active.column === cell.column
  grid.select(event.shiftKey ? { anchor, active: cell } : only(cell))
  if (isAgain) grid.edit(null)
  if (event.pointerType === 'mouse' && !event.shiftKey)
    dragged(
      event,
      (to) => grid.select({ anchor: cell, active: to }),
      () => {},
    )
}

function fillTo(grid: GridControl, cell: Cell | null): void {
  const bottom = Math.max(grid.selection.active.line, grid.selection.anchor.line)
  if (cell && cell.line > bottom) void grid.fill(cell.line)
  else grid.dragFill(null)
}

function dragged(event: PointerEvent, over: (cell: Cell) => void, end: (cell: Cell | null) => void): void {
  let last: Cell | null = null
  const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
    const cell = cellAt(document.elementFromPoint(clientX, clientY))
    if (!cell || (last && cell.line === last.line && cell.column === last.column)) return
    last = cell
    over(cell)
  }
  const up = () => {
    removeEventListener('pointermove', move)
    end(last)
  }
  event.preventDefault()
  addEventListener('pointermove', move)
  addEventListener('pointerup', up, { once: true })
}
