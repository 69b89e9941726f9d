import { flushSync } from 'react-dom'
import type { Json } from '#model/json.ts'
import { readOf } from '../../fields/typed.ts'
import { isUnread } from '../../fields/unread.ts'
import type { Row } from '../../lib/table.ts'
import { atOnce, isPlain, type Leaving } from './CellEditor.tsx'
import { cellState } from './cell-state.ts'
import { carryOut } from './commands.ts'
import { type Editing, extentOf, type NowRef, type Setters } from './grid-control.ts'
import { only, type Step, step, tab, within } from './selection.ts'

/** One cell at a time. */
export const oneCell = (now: NowRef, set: Setters) => ({
  edit: (typed: string | null) => set.setEditing(begun(now, typed)),
  done: (value: Json, leaving: Leaving) => end(now, set, value, leaving),
  cancel() {
    set.setEditing(null)
    now.current.focus()
  },
  addRow: () => addRow(now, set),
})

function begun(now: NowRef, typed: string | null): Editing | null {
  const { sheet, selection, columns } = now.current
  const row = sheet.rowAt(selection.active.line)
  const field = columns[selection.active.column]?.field
  if (!row || !field || cellState(sheet.table, row, field, sheet.env) !== 'open') return null
  return { cell: selection.active, id: row.id, typed }
}

/** A cell was begun, and more was typed, before all this was here: it is gone through as it was typed. */
export function afterwards(now: NowRef, set: Setters, typed: string | null, keys: readonly KeyboardEvent[]) {
  let editing = begun(now, typed)
  for (const { key, shiftKey: isBack } of keys) {
    const isLetter = [...key].length === 1
    if (!editing) editing = without(now, set, key, isBack)
    else if (isLetter) editing = { ...editing, typed: (editing.typed ?? '') + key }
    else if (key === 'Backspace')
      editing = { ...editing, typed: [...(editing.typed ?? '')].slice(0, -1).join('') }
    else if (key === 'Escape') editing = null
    else if ((key === 'Enter' || key === 'Tab') && ended(now, set, editing, key, isBack)) editing = null
  }
  // At once: no key may fall between.
  flushSync(() => set.setEditing(editing))
}

/** No cell is open: letters begin one, the others go on. */
function without(now: NowRef, { select }: Setters, key: string, isBack: boolean): Editing | null {
  const { selection } = now.current
  const extent = extentOf(now.current)
  const way = ways[key]
  if (way) select(step(selection, way, extent, isBack))
  else if (key === 'Tab') select(tab(selection, extent, isBack))
  else if (key === 'Enter') return begun(now, null)
  else if ([...key].length === 1) return begun(now, key)
  return null
}

const ways: Readonly<Partial<Record<string, Step>>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** What was typed is taken if it can be read by itself. */
function ended(now: NowRef, set: Setters, editing: Editing, key: string, isBack: boolean): boolean {
  const { columns, locale } = now.current
  const field = columns[editing.cell.column]!.field
  if (editing.typed === null || atOnce.has(field.type)) return false
  const value = isPlain(field) ? editing.typed : readOf(field, editing.typed, locale)
  if (isUnread(value)) return false
  now.current.editing = editing
  end(now, set, value as Json, key === 'Enter' ? (isBack ? 'up' : 'down') : isBack ? 'left' : 'right')
  now.current.editing = null
  return true
}

function end(now: NowRef, { select, setEditing }: Setters, value: Json, leaving: Leaving): void {
  const { sheet, editing, columns, focus } = now.current
  const row = editing && sheet.rowById(editing.id)
  const field = editing && columns[editing.cell.column]?.field
  setEditing(null)
  focus()
  const before = field ? ((row?.[field.slug] ?? null) as Json) : null
  if (row && field && JSON.stringify(before) !== JSON.stringify(value)) {
    const change = { id: row.id, slug: field.slug, before, after: value }
    carryOut(sheet, { changes: [change], rows: 1, added: 0, closed: 0, unread: [] })
  }
  if (leaving === 'stay') return
  const { selection } = now.current
  const extent = extentOf(now.current)
  const isTab = leaving === 'left' || leaving === 'right'
  select(isTab ? tab(selection, extent, leaving === 'left') : step(selection, steps[leaving], extent, false))
}

const steps: Readonly<Record<'down' | 'up', Step>> = { down: 'down', up: 'up' }

function addRow(now: NowRef, { select, setEditing }: Setters): void {
  const { sheet, columns } = now.current
  const id = sheet.writes.newDraft()
  const line = (sheet.count() ?? 1) - 1
  const draft = { id, version: 0 } as Row
  const open = columns.findIndex(({ field }) => cellState(sheet.table, draft, field, sheet.env) === 'open')
  const cell = { line, column: Math.max(0, open) }
  select(only(within(cell, extentOf(now.current))))
  setEditing({ cell, id, typed: null })
}
