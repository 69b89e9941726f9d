import type { ReactNode } from 'react'
import { widgetOf } from '../../fields/index.ts'
import { useFormat } from '../../lib/format.ts'
import { fieldOf, type Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { type Arrangement, type Column, headWidth, isNumeric, measureOf } from './columns.ts'
import { words } from './grid-words.ts'
import type { Group, Heading } from './lines.ts'
import { MeasureValue } from './Measures.tsx'
import type { Period } from './query.ts'

interface GroupRowProps {
  readonly table: Table
  readonly heading: Heading
  readonly line: number
  readonly y: number
  readonly height: number
  readonly columns: readonly Column[]
  readonly arrangement: Arrangement
  readonly isActive: boolean
  readonly toggle: (heading: Heading) => void
}

/** What a group is called, how many rows it has, and what its columns come to. */
export function GroupRow({
  table,
  heading,
  line,
  y,
  height,
  columns,
  arrangement,
  isActive,
  toggle,
}: GroupRowProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const { isOpen, group, level, grouping } = heading
  const field = fieldOf(table, grouping.field)
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-expanded={isOpen}
      aria-level={level + 1}
      data-line={line}
      className="absolute left-0 flex w-full border-b border-base-300 bg-base-200"
      style={{ top: y, height }}
    >
      <div
        role="gridcell"
        id={`cell-${line}-0`}
        aria-colindex={1}
        className="sticky left-0 z-10 flex max-w-[90vw] items-center gap-2 bg-base-200 pr-3"
        style={{ paddingLeft: 8 + level * 20 }}
      >
        <button
          type="button"
          tabIndex={-1}
          className={`flex items-center gap-2 rounded-field px-1 py-1 pointer-coarse:min-h-11 ${isActive ? 'shadow-[inset_0_0_0_2px_var(--color-primary)]' : ''}`}
          onClick={() => toggle(heading)}
        >
          <Icon name={isOpen ? 'down' : 'right'} className="size-4" />
          <span className="text-sm text-soft">{say(field?.label)}</span>
          <span className="font-semibold">
            <GroupName table={table} heading={heading} />
          </span>
          <span className="badge badge-sm border-base-300 bg-base-100 tabular-nums">
            {w.rows(group.count)}
          </span>
        </button>
      </div>
      <Sums group={group} columns={columns} arrangement={arrangement} />
    </div>
  )
}

function Sums({
  group,
  columns,
  arrangement,
}: Pick<GroupRowProps, 'columns' | 'arrangement'> & { readonly group: Group }): ReactNode {
  return (
    <>
      {columns.map(({ field: of, x, width }) => {
        const measure = measureOf(of, arrangement)
        const value = measure === 'none' ? undefined : group.values[`${measure}:${of.slug}`]
        if (value === undefined || value === null || !isNumeric(of)) return null
        return (
          <span
            key={of.slug}
            role="gridcell"
            className="absolute inset-y-0 flex items-center justify-end px-2 text-sm font-medium"
            style={{ left: headWidth + x, width }}
          >
            <MeasureValue field={of} measure={measure} value={value} />
          </span>
        )
      })}
    </>
  )
}

export function GroupName({
  table,
  heading: { group, grouping },
}: {
  table: Table
  heading: Heading
}): ReactNode {
  const w = useWords(words)
  const sayPeriod = usePeriod()
  const [key] = group.keys
  const [label] = group.labels
  const field = fieldOf(table, grouping.field)
  if (key === null || key === undefined) return <span className="text-soft">{w.emptyKey}</span>
  if (grouping.by || field?.type === 'date' || field?.type === 'datetime')
    return sayPeriod(String(key), grouping.by ?? 'day')
  if (label !== null && label !== undefined) return label
  if (typeof key === 'boolean') return key ? w.yes : w.no
  if (!field) return String(key)
  const { Show } = widgetOf(field.type)
  return <Show field={field} value={key} dense table={table} />
}

/** « novembre 2026 », « 4e trimestre 2026 », « semaine du 16/11/2026 ». */
function usePeriod(): (day: string, by: Period) => string {
  const format = useFormat()
  const w = useWords(words)
  return (day, by) => {
    const [year = '', month = '1'] = day.split('-')
    if (by === 'year') return year
    if (by === 'week') return w.week(format.day(day))
    if (by === 'quarter') return w.quarter(Math.floor((Number(month) - 1) / 3) + 1, year)
    if (by === 'day') return format.day(day)
    return new Intl.DateTimeFormat(w.tongue, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  }
}
