import { memo, type ReactNode } from 'react'
import type { Locale } from '#model/language.ts'
import type { Wording } from '#model/say-where.ts'
import type { WhereEnv } from '#model/where-js.ts'
import { widgetOf } from '../../fields/index.ts'
import type { Row, Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { HereMark } from '../../parts/People.tsx'
import { cellState, whyOf } from './cell-state.ts'
import { type Column, headWidth, isNumeric } from './columns.ts'
import { words } from './grid-words.ts'
import type { Entry } from './waiting.ts'

export interface RowProps {
  readonly table: Table
  readonly env: WhereEnv
  readonly locale: Locale
  readonly line: number
  readonly number: number
  readonly y: number
  readonly height: number
  readonly row: Row | undefined
  readonly entry: Entry | undefined
  readonly columns: readonly Column[]
  readonly from: number
  readonly to: number
  /** Columns of the selection in this line: -1, where there are none. */
  readonly left: number
  readonly right: number
  readonly active: number
  readonly isLastSelected: boolean
  readonly isTicked: boolean
  readonly isFilling: boolean
}

/** A line of the grid; it is drawn anew only when something of its own has changed. */
export const GridRow = memo(function GridRow(props: RowProps): ReactNode {
  const { line, y, height, columns, from, to, isTicked } = props
  const frozen = columns.filter(({ isFrozen }) => isFrozen)
  const skipped = (columns[from]?.x ?? 0) - frozen.reduce((sum, { width }) => sum + width, 0)
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isTicked}
      data-line={line}
      className={`group/row absolute left-0 flex w-full border-b border-base-300/70 ${isTicked ? 'bg-secondary' : 'bg-base-100 hover:bg-base-200'}`}
      style={{ top: y, height }}
    >
      <RowHead {...props} />
      {frozen.map((_, i) => (
        <GridCell key={columns[i]!.field.slug} {...props} column={i} />
      ))}
      {skipped > 0 && <span aria-hidden="true" className="shrink-0" style={{ width: skipped }} />}
      {columns.slice(from, to).map(({ field }, i) => (
        <GridCell key={field.slug} {...props} column={from + i} />
      ))}
    </div>
  )
})

const tickClass = 'checkbox checkbox-xs checkbox-primary rounded'

function RowHead({ table, row, number, line, isTicked, entry }: RowProps): ReactNode {
  const w = useWords(words)
  const isRefused = entry && (Object.keys(entry.refused).length > 0 || entry.theirs)
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      className="sticky left-0 z-10 flex shrink-0 items-center gap-1 border-r border-base-300 bg-inherit pr-2 pl-2 text-xs text-soft"
      style={{ width: headWidth }}
    >
      <span
        className={`grow truncate text-right tabular-nums ${isTicked ? 'hidden' : 'group-hover/row:hidden'}`}
      >
        {row && row.id < 0 ? '+' : number}
      </span>
      <span className={`grow pl-1.5 ${isTicked ? 'flex' : 'hidden group-hover/row:flex'}`}>
        <input
          type="checkbox"
          tabIndex={-1}
          data-tick={line}
          aria-label={w.tick(number)}
          checked={isTicked}
          readOnly
          className={tickClass}
        />
      </span>
      {entry && (
        <span
          title={w.waiting(1)}
          className={`size-2 rounded-full ${isRefused ? 'bg-error' : 'bg-accent'}`}
        />
      )}
      {row && row.id > 0 && <HereMark table={table.slug} id={row.id} />}
      {row && row.id > 0 && (
        <button
          type="button"
          tabIndex={-1}
          data-open={row.id}
          aria-label={w.open}
          title={w.open}
          className="btn btn-ghost btn-square btn-xs hidden group-hover/row:inline-flex"
        >
          <Icon name="right" className="pointer-events-none size-4" />
        </button>
      )}
    </div>
  )
}

function GridCell(props: RowProps & { readonly column: number }): ReactNode {
  const { table, env, locale, line, row, entry, columns, column: at } = props
  const { field, width, isFrozen, x } = columns[at]!
  const isActive = at === props.active
  const isSelected = at >= props.left && at <= props.right
  const state = row ? cellState(table, row, field, env) : 'open'
  const refused = entry?.refused[field.slug]
  const wording: Wording = { locale }
  const why = row && state !== 'open' ? whyOf(table, row, field, env, wording) : ''
  return (
    <div
      role="gridcell"
      id={`cell-${line}-${at}`}
      aria-colindex={at + 2}
      aria-selected={isSelected}
      aria-readonly={state === 'open' ? undefined : true}
      aria-invalid={refused ? true : undefined}
      data-column={at}
      title={refused ?? (why || undefined)}
      className={cellClass({
        state,
        isFrozen,
        isActive,
        isSelected,
        isPending: entry !== undefined && field.slug in entry.values,
        isRefused: refused !== undefined,
        isNumber: isNumeric(field),
        isFilling: props.isFilling && at >= props.left && at <= props.right,
      })}
      style={isFrozen ? { width, left: headWidth + x } : { width }}
    >
      {state !== 'hidden' && <Shown {...props} />}
      {row && state === 'hidden' && <span className="sr-only">{why}</span>}
      {!row && <span className="h-3 w-2/3 animate-pulse rounded bg-base-300" aria-hidden="true" />}
      {props.isLastSelected && at === props.right && (
        <span
          data-fill=""
          aria-hidden="true"
          className="absolute -right-1 -bottom-1 z-10 size-2.5 cursor-crosshair border border-base-100 bg-primary"
        />
      )}
    </div>
  )
}

function Shown({ table, row, columns, column }: RowProps & { readonly column: number }): ReactNode {
  const { field } = columns[column]!
  const { Show } = widgetOf(field.type)
  return (
    <span className="min-w-0 truncate [&>*]:align-middle">
      <Show field={field} value={row?.[field.slug]} dense table={table} />
    </span>
  )
}

interface Look {
  readonly state: 'open' | 'fixed' | 'hidden'
  readonly isFrozen: boolean
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly isPending: boolean
  readonly isRefused: boolean
  readonly isNumber: boolean
  readonly isFilling: boolean
}

function cellClass(look: Look): string {
  const parts = [
    'relative flex shrink-0 cursor-cell items-center border-r border-base-300/70 px-2 select-none',
  ]
  if (look.isFrozen) parts.push('sticky z-10 bg-inherit')
  if (look.isNumber) parts.push('justify-end')
  if (look.state === 'hidden')
    parts.push('bg-[repeating-linear-gradient(135deg,transparent_0_5px,var(--color-base-300)_5px_6px)]')
  if (look.isSelected && !look.isActive)
    parts.push('shadow-[inset_0_0_0_999px_color-mix(in_oklab,var(--color-primary)_10%,transparent)]')
  if (look.isPending && !look.isRefused)
    parts.push(
      'before:absolute before:top-0 before:left-0 before:border-4 before:border-transparent before:border-t-accent before:border-l-accent',
    )
  if (look.isRefused) parts.push('bg-error/10 shadow-[inset_0_0_0_2px_var(--color-error)]')
  if (look.isFilling) parts.push('shadow-[inset_0_0_0_1px_var(--color-primary)]')
  if (look.isActive) parts.push('z-10 shadow-[inset_0_0_0_2px_var(--color-primary)]')
  return parts.join(' ')
}
