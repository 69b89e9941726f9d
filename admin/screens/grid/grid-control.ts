import type { Json } from '#model/json.ts'
import type { useLocale } from '../../fields/locale.ts'
import type { Field } from '../../lib/table.ts'
import type { Leaving } from './CellEditor.tsx'
import type { Copied } from './clipboard.ts'
import type { Column } from './columns.ts'
import type { Plan } from './paste.ts'
import { type Cell, type Extent, type Range, rangeOf, type Selection, type Step } from './selection.ts'
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
  /** A key that came while a cell was being begun, and what edits it was still on its way: whether it was taken. */
  waits(event: KeyboardEvent): boolean
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

export interface Held {
  readonly sheet: Sheet
  readonly columns: readonly Column[]
  readonly page: number
  readonly reveal: (cell: Cell) => void
  readonly focus: () => void
}

/** What an act looks at: as it is when it is called. */
export interface Now extends Held {
  selection: Selection
  editing: Editing | null
  readonly locale: ReturnType<typeof useLocale>
  readonly ticked: ReadonlySet<number>
}

export interface Setters {
  readonly select: (selection: Selection) => void
  readonly setEditing: (editing: Editing | null) => void
  readonly setFilling: (line: number | null) => void
  readonly setTicked: (ids: ReadonlySet<number>) => void
  readonly setPlanned: (plan: Plan | null) => void
}

export type NowRef = { current: Now }

export const extentOf = ({ sheet, columns, page }: Now): Extent => ({
  lines: sheet.count() ?? 0,
  columns: columns.length,
  page,
})
export const fieldsOf = ({ columns }: Now): readonly Field[] => columns.map(({ field }) => field)
export const rangeNow = (now: Now): Range => rangeOf(now.selection)
