import { type ReactNode, Suspense, useCallback, useEffect, useRef } from 'react'
import { useLocale } from '../../fields/locale.ts'
import { late } from '../../lib/lazy.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { type Arrangement, type Column, headWidth, totalWidth, visibleColumns } from './columns.ts'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import type { GridControl } from './grid-control.ts'
import { copied, dropped, pointed, pressed } from './grid-events.ts'
import { words } from './grid-words.ts'
import { deedsIfHere, loadDeeds } from './late-deeds.ts'
import type { Heading } from './lines.ts'
import { Footer } from './Measures.tsx'
import type { ListQuery } from './query.ts'
import { shownHeight } from './scroll.ts'
import { type Cell, rangeOf } from './selection.ts'
import { tickAll, tickedOf } from './ticks.ts'
import { useGrid } from './use-grid.ts'
import { useScroll, type Window } from './use-scroll.ts'
import type { Sheet } from './use-sheet.ts'

const GroupRow = late(() => import('./GroupRow.tsx').then((all) => all.GroupRow))
const SelectionBar = late(() => loadDeeds().then((all) => all.SelectionBar))

export interface GridProps {
  readonly sheet: Sheet
  readonly columns: readonly Column[]
  readonly query: ListQuery
  readonly ask: (next: ListQuery) => void
  readonly filterBy: (slug: string) => void
  readonly arrangement: Arrangement
  readonly arrange: (next: Arrangement) => void
  readonly openRow: (id: number) => void
  /** Told which rows are in sight, in their order. */
  readonly showing: (ids: readonly number[]) => void
  readonly control: { current: GridControl | null }
}

const lineHeight = 36
const headAndFoot = 40 + 36
const overscan = 6
/** What changes cells comes by itself once the first rows have had the line to themselves. */
const atRest = 1_000

export function Grid(props: GridProps): ReactNode {
  const { sheet, columns, control } = props
  const w = useWords(words)
  const say = useSay()
  const scroller = useRef<HTMLDivElement>(null)
  const count = sheet.count() ?? 30
  const wanted = useCallback((first: number, last: number) => sheet.lines.want(first, last), [sheet])
  const sight = useScroll(scroller, count, lineHeight, headAndFoot, wanted)
  const focus = useCallback(() => scroller.current?.focus({ preventScroll: true }), [])
  const revealCell = useReveal(scroller, columns, sight)
  const grid = useGrid({ sheet, columns, page: sight.page, reveal: revealCell, focus })
  control.current = grid
  const deeds = { openRow: props.openRow, toggle: (line: number) => toggleAt(sheet, line) }
  useSight(props, sight)
  const { active } = grid.selection
  const inSight = active.line >= sight.first - overscan && active.line <= sight.last + overscan
  return (
    <>
      <div
        ref={scroller}
        role={props.query.group.length > 0 ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={w.grid(say(sheet.table.label))}
        aria-description={w.leaving}
        aria-rowcount={sheet.count() === null ? -1 : count + 2}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={inSight && sheet.count() ? `cell-${active.line}-${active.column}` : undefined}
        className="group/grid relative min-h-0 grow overflow-auto bg-base-100 [contain:strict] focus-visible:outline-none"
        onScroll={sight.onScroll}
        onKeyDown={(event) => pressed(event, grid, sheet, deeds)}
        onPointerDown={(event) => pointed(event, grid, sheet, deeds)}
        onDoubleClick={(event) => (event.target as Element).closest('[data-column]') && grid.edit(null)}
        onCopy={(event) => copied(event, grid)}
        onCut={(event) => copied(event, grid)}
        onPaste={(event) => dropped(event, grid)}
      >
        <div
          className="flex min-h-full min-w-full flex-col"
          style={{ width: headWidth + totalWidth(columns) }}
        >
          <GridHead
            {...props}
            table={sheet.table}
            ticked={tickedOf(sheet, grid)}
            tickAll={() => tickAll(sheet, grid)}
          />
          <Body {...props} grid={grid} sight={sight} count={count} />
          <Footer {...props} table={sheet.table} count={sheet.lines.total()} lines={count} />
        </div>
      </div>
      <Over sheet={sheet} query={props.query} grid={grid} focus={focus} />
    </>
  )
}

interface OverProps extends Pick<GridProps, 'sheet' | 'query'> {
  readonly grid: GridControl
  readonly focus: () => void
}

/** What comes up for the rows that are ticked, and for what would be pasted. */
function Over({ sheet, query, grid, focus }: OverProps): ReactNode {
  const done = () => {
    grid.untick()
    setTimeout(focus)
  }
  const { PastePreview } = deedsIfHere() ?? {}
  return (
    <Suspense>
      {grid.ticked.size > 0 && (
        <SelectionBar sheet={sheet} ticked={grid.ticked} query={query} onDone={done} tick={grid.tick} />
      )}
      {grid.planned && PastePreview && <PastePreview sheet={sheet} plan={grid.planned} onEnd={grid.accept} />}
    </Suspense>
  )
}

interface BodyProps extends GridProps {
  readonly grid: GridControl
  readonly sight: Window
  readonly count: number
}

function Body(props: BodyProps): ReactNode {
  const { sheet, columns, grid, sight, count } = props
  const locale = useLocale()
  const range = rangeOf(grid.selection)
  const frozen = columns.filter(({ isFrozen }) => isFrozen).reduce((sum, { width }) => sum + width, 0)
  const [from, to] = visibleColumns(columns, sight.left + frozen, sight.width - frozen - headWidth)
  const first = Math.max(0, sight.first - overscan)
  const last = Math.min(count - 1, sight.last + overscan)
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  const measure = { lines: count, lineHeight, height: 0 }
  // Lines that come into sight take over the elements of those that have left it.
  const slots = sight.page + 2 * overscan + 6
  const at = (line: number) => ({ line, y: line * lineHeight + sight.origin, height: lineHeight })
  return (
    <div role="rowgroup" className="relative grow" style={{ minHeight: shownHeight(measure) }}>
      {lines.map((line) => {
        const found = sheet.at(line)
        if ('heading' in found) {
          return (
            <Suspense key={found.heading.id}>
              <Group {...props} {...at(line)} heading={found.heading} />
            </Suspense>
          )
        }
        const { row } = found
        const isIn = line >= range.top && line <= range.bottom
        const isFilling = grid.filling !== null && line > range.bottom && line <= grid.filling
        return (
          <GridRow
            key={line % slots}
            {...at(line)}
            table={sheet.table}
            env={sheet.env}
            locale={locale}
            number={line + 1}
            row={row}
            entry={row && sheet.writes.entry(row.id)}
            columns={columns}
            from={from}
            to={to}
            left={isIn || isFilling ? range.left : -1}
            right={isIn || isFilling ? range.right : -1}
            active={grid.selection.active.line === line ? grid.selection.active.column : -1}
            isLastSelected={line === range.bottom && !grid.editing && sheet.table.may.update}
            isTicked={row !== undefined && grid.ticked.has(row.id)}
            isFilling={isFilling}
          />
        )
      })}
      <Editor {...props} />
    </div>
  )
}

function Group(
  props: BodyProps & {
    readonly heading: Heading
    readonly line: number
    readonly y: number
    readonly height: number
  },
): ReactNode {
  const { sheet, grid, line } = props
  return (
    <GroupRow
      {...props}
      table={sheet.table}
      isActive={grid.selection.active.line === line}
      toggle={(heading) => sheet.lines.toggle(heading)}
    />
  )
}

function Editor({ sheet, columns, grid, sight }: BodyProps): ReactNode {
  const { editing } = grid
  const column = editing && columns[editing.cell.column]
  const row = editing && sheet.rowById(editing.id)
  const { CellEditor } = deedsIfHere() ?? {}
  if (!editing || !column || !row || !CellEditor) return null
  const x = headWidth + column.x + (column.isFrozen ? sight.left : 0)
  const width = Math.max(column.width, 240)
  const most = sight.left + sight.width - width
  return (
    <div
      className="absolute z-20"
      style={{
        top: editing.cell.line * lineHeight + sight.origin,
        left: Math.max(sight.left + headWidth, Math.min(x, most)),
        width,
      }}
    >
      <CellEditor
        key={`${editing.id}-${column.field.slug}`}
        table={sheet.table}
        env={sheet.env}
        field={column.field}
        row={row}
        typed={editing.typed}
        refused={sheet.writes.entry(row.id)?.refused[column.field.slug]}
        onDone={grid.done}
        onCancel={grid.cancel}
      />
    </div>
  )
}

function toggleAt(sheet: Sheet, line: number): void {
  const found = sheet.at(line)
  if ('heading' in found) sheet.lines.toggle(found.heading)
}

/** What is in sight is fetched, and told to whoever goes from row to row beside it. */
function useSight({ sheet, showing }: GridProps, { first, last }: Window): void {
  const count = sheet.count()
  const held = useRef('')
  useEffect(() => {
    sheet.lines.want(first, last)
    const ids: number[] = []
    for (let line = Math.max(0, first - 50); line <= last + 50 && line < (count ?? 0); line++) {
      const row = sheet.rowAt(line)
      if (row && row.id > 0) ids.push(row.id)
    }
    const name = ids.join(',')
    if (name === held.current) return
    held.current = name
    showing(ids)
  })
  useEffect(() => {
    const timer = setTimeout(() => void loadDeeds().catch(() => {}), atRest)
    return () => clearTimeout(timer)
  }, [])
}

function useReveal(
  scroller: { readonly current: HTMLElement | null },
  columns: readonly Column[],
  sight: Window,
): (cell: Cell) => void {
  const held = useRef({ columns, sight })
  held.current = { columns, sight }
  return useCallback(
    (cell: Cell) => {
      const element = scroller.current
      const column = held.current.columns[cell.column]
      held.current.sight.reveal(cell.line)
      if (!element || !column || column.isFrozen) return
      const frozen =
        headWidth +
        held.current.columns.filter(({ isFrozen }) => isFrozen).reduce((sum, { width }) => sum + width, 0)
      const x = headWidth + column.x
      if (x < element.scrollLeft + frozen) element.scrollLeft = x - frozen
      else if (x + column.width > element.scrollLeft + element.clientWidth)
        element.scrollLeft = x + column.width - element.clientWidth
    },
    [scroller],
  )
}
