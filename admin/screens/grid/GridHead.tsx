import { type PointerEvent, type ReactNode, useState } from 'react'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import {
  type Arrangement,
  type Column,
  groupingFor,
  headWidth,
  isGroupable,
  isNumeric,
  isOrderable,
  moved,
  narrowest,
  shownOrNot,
  widest,
} from './columns.ts'
import { words } from './grid-words.ts'
import type { ListQuery } from './query.ts'

export interface HeadProps {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly query: ListQuery
  readonly ask: (next: ListQuery) => void
  readonly filterBy: (slug: string) => void
  readonly arrangement: Arrangement
  readonly arrange: (next: Arrangement) => void
  readonly ticked: 'none' | 'some' | 'all'
  readonly tickAll: () => void
}

/** The names of the columns: pressed they open what can be done with one, dragged they change their order. */
export function GridHead(props: HeadProps): ReactNode {
  const w = useWords(words)
  const { columns, ticked, tickAll } = props
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-30 flex h-10 border-b border-base-300 bg-base-200"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        aria-label={w.number}
        className="sticky left-0 z-10 flex shrink-0 items-center border-r border-base-300 bg-base-200 pl-3.5"
        style={{ width: headWidth }}
      >
        <input
          type="checkbox"
          className="checkbox checkbox-xs checkbox-primary rounded"
          aria-label={w.tickAll}
          checked={ticked === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = ticked === 'some'
          }}
          onChange={tickAll}
        />
      </div>
      {columns.map((column, i) => (
        <HeadCell key={column.field.slug} {...props} column={column} at={i} />
      ))}
    </div>
  )
}

function HeadCell(props: HeadProps & { readonly column: Column; readonly at: number }): ReactNode {
  const { column, at, columns, table, arrangement, arrange, query } = props
  const { field, x, isFrozen } = column
  const say = useSay()
  const w = useWords(words)
  const [width, setWidth] = useState<number | null>(null)
  const [isOver, setOver] = useState(false)
  const sorted = query.ordering.find((one) => one.field === field.slug)
  const shown = width ?? column.width
  return (
    <div
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}
      className={`group/head relative shrink-0 border-r border-base-300 bg-base-200 ${isFrozen ? 'sticky z-10' : ''} ${isOver ? 'shadow-[inset_3px_0_0_var(--color-primary)]' : ''}`}
      style={isFrozen ? { width: shown, left: headWidth + x } : { width: shown }}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/sugu-column', field.slug)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/sugu-column')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const slug = event.dataTransfer.getData('text/sugu-column')
        if (slug && slug !== field.slug) arrange(moved(table, arrangement, slug, field.slug))
      }}
    >
      <Menu
        label={w.column(say(field.label))}
        align={at > columns.length - 2 && at > 1 ? 'end' : 'start'}
        className={`flex h-10 w-full items-center gap-1 px-2 text-left text-sm font-medium hover:bg-base-300 ${isNumeric(field) ? 'justify-end' : ''}`}
        button={
          <>
            <span className="truncate">{say(field.label)}</span>
            {field.required && (
              <span aria-hidden="true" className="text-error">
                *
              </span>
            )}
            {sorted && <Icon name={sorted.descending ? 'down' : 'up'} className="size-3.5 text-primary" />}
          </>
        }
        entries={useEntries(props)}
      />
      <Resizer
        width={shown}
        onResize={setWidth}
        onEnd={(next) => {
          setWidth(null)
          arrange({ ...arrangement, widths: { ...arrangement.widths, [field.slug]: next } })
        }}
      />
    </div>
  )
}

/** Everything that the mouse does by dragging, the keyboard does here. */
function useEntries(props: CellProps): readonly MenuEntry[] {
  return [...useAsking(props), ...usePlacing(props)]
}

type CellProps = HeadProps & { readonly column: Column; readonly at: number }
const some = (isSo: boolean, entry: MenuEntry): MenuEntry[] => (isSo ? [entry] : [])

/** Order, filter, group. */
function useAsking({ column: { field }, query, ask, filterBy }: CellProps): MenuEntry[] {
  const w = useWords(words)
  const { slug } = field
  const sort = (descending: boolean) => () => ask({ ...query, ordering: [{ field: slug, descending }] })
  const isSorted = query.ordering.some((one) => one.field === slug)
  const isGrouped = query.group.some((one) => one.field === slug)
  const left = query.group.filter((one) => one.field !== slug)
  return [
    ...some(isOrderable(field), { label: w.sortUp, icon: 'up', run: sort(false) }),
    ...some(isOrderable(field), { label: w.sortDown, icon: 'down', run: sort(true) }),
    ...some(isSorted, { label: w.unsort, icon: 'close', run: () => ask({ ...query, ordering: [] }) }),
    ...some(field.operators.length > 0, {
      label: w.filterBy,
      icon: 'filter',
      apart: true,
      run: () => filterBy(slug),
    }),
    ...some(isGroupable(field) && !isGrouped, {
      label: w.groupBy,
      icon: 'group',
      run: () => ask({ ...query, group: [groupingFor(field)] }),
    }),
    ...some(isGrouped, { label: w.ungroup, icon: 'group', run: () => ask({ ...query, group: left }) }),
  ]
}

/** Where the column stands, and how wide. */
function usePlacing({ column, at, columns, table, arrangement, arrange }: CellProps): MenuEntry[] {
  const w = useWords(words)
  const { slug } = column.field
  const before = columns[at - 1]?.field.slug
  const after = columns[at + 2]?.field.slug ?? null
  const isLastFrozen = column.isFrozen && !columns[at + 1]?.isFrozen
  const widen = (by: number) => () => {
    const width = Math.max(narrowest, Math.min(widest, column.width + by))
    arrange({ ...arrangement, widths: { ...arrangement.widths, [slug]: width } })
  }
  const move = (to: string | null) => () => arrange(moved(table, arrangement, slug, to))
  return [
    {
      label: isLastFrozen ? w.unfreeze : w.freeze,
      icon: 'pin',
      apart: true,
      run: () => arrange({ ...arrangement, frozen: isLastFrozen ? 0 : at + 1 }),
    },
    { label: w.moveLeft, icon: 'left', disabled: before === undefined, run: move(before ?? null) },
    { label: w.moveRight, icon: 'right', disabled: at === columns.length - 1, run: move(after) },
    { label: w.wider, run: widen(40) },
    { label: w.narrower, run: widen(-40) },
    { label: w.hide, icon: 'eye', apart: true, run: () => arrange(shownOrNot(table, arrangement, slug)) },
  ]
}

interface ResizerProps {
  readonly width: number
  readonly onResize: (width: number) => void
  readonly onEnd: (width: number) => void
}

function Resizer({ width, onResize, onEnd }: ResizerProps): ReactNode {
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault()
    const from = event.clientX
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const at = (x: number) => Math.max(narrowest, Math.min(widest, width + x - from))
    const move = (moved: globalThis.PointerEvent) => onResize(at(moved.clientX))
    const up = (ended: globalThis.PointerEvent) => {
      handle.removeEventListener('pointermove', move)
      onEnd(at(ended.clientX))
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', up, { once: true })
  }
  return (
    <span
      aria-hidden="true"
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none group-hover/head:bg-primary/30 hover:bg-primary/60"
      draggable
      onDragStart={(event) => event.preventDefault()}
      onPointerDown={begin}
    />
  )
}
