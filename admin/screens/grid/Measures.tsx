import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import type { Field, Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Menu } from '../../parts/Menu.tsx'
import {
  type Arrangement,
  type Column,
  headWidth,
  isNumeric,
  type MeasureName,
  measureOf,
  measuresAsked,
  measuresFor,
} from './columns.ts'
import { words } from './grid-words.ts'
import type { Summary } from './lines.ts'
import { type ListQuery, rowParams } from './query.ts'

interface FooterProps {
  readonly table: Table
  readonly query: ListQuery
  readonly columns: readonly Column[]
  readonly arrangement: Arrangement
  readonly arrange: (next: Arrangement) => void
  readonly count: number | null
  readonly lines: number
}

/** What all the rows come to, below their columns. */
export function Footer({
  table,
  query,
  columns,
  arrangement,
  arrange,
  count,
  lines,
}: FooterProps): ReactNode {
  const w = useWords(words)
  const asked = measuresAsked(columns, arrangement)
  const { ordering: _, ...params } = rowParams(query)
  const { data } = useQuery({
    queryKey: ['rows', table.slug, 'summary', params, asked],
    queryFn: ({ signal }) =>
      api.get<Summary>(`/api/${table.slug}/summary/`, { ...params, measures: asked }, { signal }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
    staleTime: 5_000,
  })
  return (
    <div
      role="row"
      data-foot=""
      aria-rowindex={lines + 2}
      className="sticky bottom-0 z-20 flex h-9 border-t border-base-300 bg-base-200 text-sm"
    >
      <div
        role="gridcell"
        className="sticky left-0 z-20 flex shrink-0 items-center border-r border-base-300 bg-base-200 px-2 font-medium whitespace-nowrap text-soft"
        style={{ width: headWidth }}
      >
        <span className="absolute bg-base-200 pr-2 tabular-nums">{count === null ? '' : w.rows(count)}</span>
      </div>
      {columns.map((column) => (
        <FooterCell
          key={column.field.slug}
          column={column}
          arrangement={arrangement}
          arrange={arrange}
          values={data?.total.values ?? {}}
        />
      ))}
    </div>
  )
}

interface FooterCellProps extends Pick<FooterProps, 'arrangement' | 'arrange'> {
  readonly column: Column
  readonly values: Readonly<Record<string, unknown>>
}

function useNames(): Readonly<Record<'names' | 'short', Readonly<Record<MeasureName, string>>>> {
  const w = useWords(words)
  const { sum, avg, min, max, filled } = w
  const names = { none: w.noMeasure, sum, avg, min, max, filled }
  return { names, short: { ...names, sum: 'Σ', avg: w.avgShort, min: '≥', max: '≤', filled: '✓' } }
}

function FooterCell({
  column: { field, width, x, isFrozen },
  arrangement,
  arrange,
  values,
}: FooterCellProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const measure = measureOf(field, arrangement)
  const value = values[`${measure}:${field.slug}`]
  const { names, short } = useNames()
  const all = measuresFor(field)
  return (
    <div
      role="gridcell"
      className={`shrink-0 border-r border-base-300 bg-base-200 ${isFrozen ? 'sticky z-10 pl-12' : ''}`}
      style={isFrozen ? { width, left: headWidth + x } : { width }}
    >
      {all.length > 1 && (
        <Menu
          up
          align={isNumeric(field) ? 'end' : 'start'}
          className={`flex h-9 w-full items-center gap-1.5 px-2 hover:bg-base-300 ${isNumeric(field) ? 'justify-end' : ''}`}
          button={
            <>
              <span className="sr-only">{`${w.measure(say(field.label))} `}</span>
              {measure === 'none' ? (
                <span className="text-xs text-soft opacity-0 group-hover/grid:opacity-100">Σ</span>
              ) : (
                <>
                  <span className="text-xs text-soft">{short[measure]}</span>
                  <span className="truncate font-medium tabular-nums">
                    <MeasureValue field={field} measure={measure} value={value} />
                  </span>
                </>
              )}
            </>
          }
          entries={all.map((one) => ({
            label: names[one],
            checked: one === measure,
            run: () => arrange({ ...arrangement, measures: { ...arrangement.measures, [field.slug]: one } }),
          }))}
        />
      )}
    </div>
  )
}

export function MeasureValue({
  field,
  measure,
  value,
}: {
  field: Field
  measure: MeasureName
  value: unknown
}): ReactNode {
  const format = useFormat()
  if (value === null || value === undefined) return '–'
  if (measure === 'filled') return format.number(Number(value))
  if (field.type === 'date') return format.day(String(value))
  if (field.type === 'datetime') return format.instant(String(value))
  const digits =
    measure === 'avg'
      ? String(value)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, '')
      : (value as string | number)
  if (field.type === 'money')
    return format.money(measure === 'avg' ? rounded(digits) : digits, field.currency)
  return format.number(digits)
}

/** Money has no more decimals than its currency. */
const rounded = (digits: string | number): string | number => {
  const [whole = '', places = ''] = String(digits).split('.')
  return places.length > 2 ? Number(digits).toFixed(2) : places === '' ? whole : digits
}
