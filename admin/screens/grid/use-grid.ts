import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Json } from '#model/json.ts'
import { isUnread, loadEdits } from '../../fields/index.ts'
import { useLocale } from '../../fields/locale.ts'
import { broughtTitle } from '../../fields/titles.ts'
import { readOf, writtenOf } from '../../fields/typed.ts'
import { queries } from '../../lib/query.ts'
import type { Field, Row } from '../../lib/table.ts'
import { wordsIn } from '../../lib/words.ts'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { isPlain, type Leaving } from './CellEditor.tsx'
import { cellState } from './cell-state.ts'
import type { Copied } from './clipboard.ts'
import type { Column } from './columns.ts'
import { carryOut, copiedFrom, findTitles, groundOf, mostCells, takeBack } from './commands.ts'
import { words } from './grid-words.ts'
import { clearPlan, fillPlan, type Plan, pastePlan } from './paste.ts'
import {
  type Cell,
  cellsIn,
  type Extent,
  first,
  only,
  type Range,
  rangeOf,
  type Selection,
  type Step,
  step,
  tab,
  within,
} from './selection.ts'
import type { Sheet } from './use-sheet.ts'

export interface Editing {
  readonly cell: Cell
  readonly id: number
  readonly typed: string | null
}

/** What one does in a grid, whether by key, pointer or touch. */
export interface GridControl {
  readonly selection: Selection
  readonly editing: Editing | null
  /** To which line a fill is being dragged. */
  readonly filling: number | null
  readonly ticked: ReadonlySet<number>
  /** A paste that waits to be looked at. */
  readonly planned: Plan | null
  select(selection: Selection): void
  go(way: Step, grows: boolean): void
  tab(isBack: boolean): void
  edit(typed: string | null): void
  /** A key that came before what edits was there; whether it was taken. */
  early(key: string, isBack: boolean): boolean
  done(value: Json, leaving: Leaving): void
  cancel(): void
  copy(): Copied | null
  paste(copied: Copied): Promise<void>
  accept(plan: Plan | null): void
  clear(): Promise<void>
  fill(to?: number): Promise<void>
  dragFill(to: number | null): void
  undo(): Promise<void>
  redo(): Promise<void>
  tick(ids: readonly number[], isOn?: boolean): void
  untick(): void
  addRow(): void
}

let areEditsHere = false
/** What edits comes by itself once rows are there; whoever types sooner loses no letter. */
export async function readyToEdit(): Promise<void> {
  await loadEdits()
  areEditsHere = true
}

interface Held {
  readonly sheet: Sheet
  readonly columns: readonly Column[]
  readonly page: number
  readonly reveal: (cell: Cell) => void
  readonly focus: () => void
}

export function useGrid(held: Held): GridControl {
  const locale = useLocale()
  const [selection, setSelection] = useState<Selection>(first)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [filling, setFilling] = useState<number | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [planned, setPlanned] = useState<Plan | null>(null)
  const now = useRef<Now>({ ...held, selection, editing, locale, ticked, early: null })
  now.current = { ...held, selection, editing, locale, ticked, early: now.current.early }
  const acts = useMemo(() => {
    const select = (asked: Selection) => {
      const extent = extentOf(now.current)
      const next = { anchor: within(asked.anchor, extent), active: within(asked.active, extent) }
      setSelection(next)
      now.current.selection = next
      now.current.reveal(next.active)
    }
    return actsOf(now, { select, setEditing, setFilling, setTicked, setPlanned })
  }, [])
  return { selection, editing, filling, ticked, planned, ...acts }
}

interface Now extends Held {
  selection: Selection
  editing: Editing | null
  /** What is being typed into a cell while its editor is still on its way. */
  early: Editing | null
  readonly locale: ReturnType<typeof useLocale>
  readonly ticked: ReadonlySet<number>
}

interface Setters {
  readonly select: (selection: Selection) => void
  readonly setEditing: (editing: Editing | null) => void
  readonly setFilling: (line: number | null) => void
  readonly setTicked: (ids: ReadonlySet<number>) => void
  readonly setPlanned: (plan: Plan | null) => void
}

type Acts = Omit<GridControl, 'selection' | 'editing' | 'filling' | 'ticked' | 'planned'>
type NowRef = { current: Now }

function actsOf(now: NowRef, set: Setters): Acts {
  return {
    ...movingActs(now, set),
    ...editingActs(now, set),
    ...copyingActs(now, set),
    ...rememberingActs(now, set),
    ...tickingActs(now, set),
  }
}

const extentOf = ({ sheet, columns, page }: Now): Extent => ({
  lines: sheet.count() ?? 0,
  columns: columns.length,
  page,
})
const fieldsOf = ({ columns }: Now): readonly Field[] => columns.map(({ field }) => field)
const rangeNow = (now: Now): Range => rangeOf(now.selection)

const movingActs = (now: NowRef, { select }: Setters) => ({
  select,
  go(way: Step, grows: boolean) {
    select(step(now.current.selection, way, extentOf(now.current), grows))
  },
  tab(isBack: boolean) {
    select(tab(now.current.selection, extentOf(now.current), isBack))
  },
})

const steps: Readonly<Record<Exclude<Leaving, 'stay' | 'left' | 'right'>, Step>> = { down: 'down', up: 'up' }

const editingActs = (now: NowRef, { select, setEditing }: Setters) => {
  const acts = {
    edit(typed: string | null) {
      const { sheet, selection, columns } = now.current
      const row = sheet.rowAt(selection.active.line)
      const field = columns[selection.active.column]?.field
      if (!row || !field) return
      if (cellState(sheet.table, row, field, sheet.env) !== 'open') return
      const editing = { cell: selection.active, id: row.id, typed }
      if (areEditsHere) {
        setEditing(editing)
        return
      }
      now.current.early = editing
      void readyToEdit().then(() => {
        const { early } = now.current
        // At once: no key may fall between.
        if (early) flushSync(() => setEditing(early))
        now.current.early = null
      })
    },
    early(key: string, isBack: boolean) {
      const { early, columns, locale } = now.current
      if (!early) return false
      const field = columns[early.cell.column]!.field
      if ([...key].length === 1) now.current.early = { ...early, typed: (early.typed ?? '') + key }
      else if (key === 'Escape') now.current.early = null
      else if ((key === 'Enter' || key === 'Tab') && early.typed !== null && field.type !== 'reference') {
        const value = isPlain(field) ? early.typed : readOf(field, early.typed, locale)
        if (isUnread(value)) return true
        now.current.early = null
        now.current.editing = early
        acts.done(value as Json, key === 'Enter' ? (isBack ? 'up' : 'down') : isBack ? 'left' : 'right')
      }
      return true
    },
    done(value: Json, leaving: Leaving) {
      const { sheet, editing, columns, focus } = now.current
      const row = editing && sheet.rowById(editing.id)
      const field = editing && columns[editing.cell.column]?.field
      setEditing(null)
      focus()
      if (editing && row && field && JSON.stringify(row[field.slug] ?? null) !== JSON.stringify(value))
        carryOut(
          sheet,
          planFor({ id: row.id, slug: field.slug, before: (row[field.slug] ?? null) as Json, after: value }),
        )
      if (leaving === 'stay') return
      const { selection } = now.current
      const isTab = leaving === 'left' || leaving === 'right'
      select(
        isTab
          ? tab(selection, extentOf(now.current), leaving === 'left')
          : step(selection, steps[leaving], extentOf(now.current), false),
      )
    },
    cancel() {
      setEditing(null)
      now.current.focus()
    },
    async clear() {
      const range = rangeNow(now.current)
      if (isTooMany(range)) return
      await now.current.sheet.lines.load(range.top, range.bottom)
      const ground = groundOf(now.current.sheet, fieldsOf(now.current), now.current.locale)
      carryOutIfAny(now.current.sheet, clearPlan(ground, range))
    },
  }
  return acts
}

function isTooMany(range: Range): boolean {
  const isSo = cellsIn(range) > mostCells
  if (isSo) toast(wordsIn(words).tooMany(mostCells))
  return isSo
}

const planFor = (change: Plan['changes'][number]): Plan => ({
  changes: [change],
  rows: 1,
  added: 0,
  closed: 0,
  unread: [],
})

function carryOutIfAny(sheet: Sheet, plan: Plan): void {
  if (plan.changes.length > 0) carryOut(sheet, plan)
}

const copyingActs = (now: NowRef, set: Setters) => ({
  copy(): Copied | null {
    const { sheet, locale } = now.current
    const range = rangeNow(now.current)
    if (isTooMany(range)) return null
    toast(wordsIn(words).copied(cellsIn(range)))
    return copiedFrom(
      sheet,
      fieldsOf(now.current),
      range,
      (field, value) => titleWritten(field, value) ?? writtenOf(field, value, locale),
    )
  },
  async paste(copied: Copied) {
    const { sheet, locale } = now.current
    const range = rangeNow(now.current)
    if (copied.texts.reduce((sum, cells) => sum + cells.length, 0) > mostCells) {
      toast(wordsIn(words).tooMany(mostCells))
      return
    }
    const fields = fieldsOf(now.current)
    if (isTooMany(range)) return
    await sheet.lines.load(range.top, Math.max(range.bottom, range.top + copied.texts.length - 1))
    const titles = await findTitles(fields, copied, range.left).catch(() => new Map())
    const plan = pastePlan(groundOf(sheet, fields, locale, titles), copied, range)
    const isSimple = plan.changes.length <= 1 && plan.unread.length === 0 && plan.closed === 0
    if (isSimple) carryOutIfAny(sheet, plan)
    else set.setPlanned(plan)
  },
  accept(plan: Plan | null) {
    // What lies under a dialog takes no focus until it is gone.
    flushSync(() => set.setPlanned(null))
    if (plan) carryOutIfAny(now.current.sheet, plan)
    now.current.focus()
  },
  async fill(to?: number) {
    const { sheet, locale, selection } = now.current
    const range = rangeNow(now.current)
    const bottom = to ?? range.bottom
    if (isTooMany({ ...range, bottom })) return
    await sheet.lines.load(range.top, bottom)
    const top = range.top === bottom && to === undefined ? Math.max(0, range.top - 1) : range.top
    const plan = fillPlan(groundOf(sheet, fieldsOf(now.current), locale), { ...range, top, bottom })
    set.setFilling(null)
    if (to !== undefined)
      set.select({
        anchor: { line: range.top, column: range.left },
        active: { line: bottom, column: range.right },
      })
    else set.select(selection)
    carryOutIfAny(sheet, plan)
  },
  dragFill: set.setFilling,
})

/** A row referred to is copied by its name, as far as it is known here. */
function titleWritten(field: Field, value: unknown): string | null {
  if (field.type !== 'reference' || typeof value !== 'number') return broughtTitle(value, undefined)
  return (queries.getQueryData(['title', field.table, value]) as string | null | undefined) ?? null
}

const rememberingActs = (now: NowRef, _: Setters) => {
  const act = (way: 'undo' | 'redo') => async () => {
    const w = wordsIn(words)
    try {
      const done = await takeBack(now.current.sheet, way)
      if (!done) toast(way === 'undo' ? w.undoNothing : w.redoNothing)
      else if (done.skipped > 0) toast(w.undoSkipped(done.skipped))
      else toast(way === 'undo' ? w.undone(done.cells) : w.redone(done.cells))
    } catch (error) {
      sayProblem(error)
    }
  }
  return { undo: act('undo'), redo: act('redo') }
}

const tickingActs = (now: NowRef, { setTicked, select, setEditing }: Setters) => ({
  tick(ids: readonly number[], isOn?: boolean) {
    const next = new Set(now.current.ticked)
    for (const id of ids) {
      if (isOn ?? !next.has(id)) next.add(id)
      else next.delete(id)
    }
    setTicked(next)
  },
  untick: () => setTicked(new Set()),
  addRow() {
    const { sheet, columns } = now.current
    const id = sheet.writes.newDraft()
    const line = (sheet.count() ?? 1) - 1
    const draft = { id, version: 0 } as Row
    const column = Math.max(
      0,
      columns.findIndex(({ field }) => cellState(sheet.table, draft, field, sheet.env) === 'open'),
    )
    select(only(within({ line, column }, extentOf(now.current))))
    void readyToEdit().then(() => setEditing({ cell: { line, column }, id, typed: null }))
  },
})
