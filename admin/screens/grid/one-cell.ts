import { flushSync } from 'react-dom'
import type { Json } from '#model/json.ts'
import { isUnread, loadEdits } from '../../fields/index.ts'
import { readOf } from '../../fields/typed.ts'
import type { Row } from '../../lib/table.ts'
import { isPlain, type Leaving } from './CellEditor.tsx'
import { cellState } from './cell-state.ts'
import { carryOut } from './commands.ts'
import { extentOf, type NowRef, type Setters } from './grid-control.ts'
import { only, type Step, step, tab, within } from './selection.ts'

let areEditsHere = false
/** What edits comes by itself once rows are there; whoever types sooner loses no letter. */
export async function readyToEdit(): Promise<void> {
  await loadEdits()
  areEditsHere = true
}

/** One cell at a time. */
export const oneCell = (now: NowRef, set: Setters) => ({
  edit: (typed: string | null) => begin(now, set, typed),
  early: (key: string, isBack: boolean) => early(now, set, key, isBack),
  done: (value: Json, leaving: Leaving) => end(now, set, value, leaving),
  cancel() {
    set.setEditing(null)
    now.current.focus()
  },
  addRow: () => addRow(now, set),
})

function begin(now: NowRef, { setEditing }: Setters, typed: string | null): void {
  const { sheet, selection, columns } = now.current
  const row = sheet.rowAt(selection.active.line)
  const field = columns[selection.active.column]?.field
  if (!row || !field || cellState(sheet.table, row, field, sheet.env) !== 'open') return
  const editing = { cell: selection.active, id: row.id, typed }
  if (areEditsHere) {
    setEditing(editing)
    return
  }
  now.current.early = editing
  void readyToEdit().then(() => {
    const { early: kept } = now.current
    // At once: no key may fall between.
    if (kept) flushSync(() => setEditing(kept))
    now.current.early = null
  })
}

/** A key that came before the editor; whether it was taken. */
function early(now: NowRef, set: Setters, key: string, isBack: boolean): boolean {
  const { early: kept, columns, locale } = now.current
  if (!kept) return false
  const field = columns[kept.cell.column]!.field
  if ([...key].length === 1) now.current.early = { ...kept, typed: (kept.typed ?? '') + key }
  else if (key === 'Escape') now.current.early = null
  else if ((key === 'Enter' || key === 'Tab') && kept.typed !== null && field.type !== 'reference') {
    const value = isPlain(field) ? kept.typed : readOf(field, kept.typed, locale)
    if (isUnread(value)) return true
    now.current.early = null
    now.current.editing = kept
    end(now, set, value as Json, key === 'Enter' ? (isBack ? 'up' : 'down') : isBack ? 'left' : 'right')
  }
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
  void readyToEdit().then(() => setEditing({ cell, id, typed: null }))
}
