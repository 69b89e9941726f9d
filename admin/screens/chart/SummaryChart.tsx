import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ChartForm } from '#model/view-settings.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useMeasureName, useMeasureText } from '../views/MeasureText.tsx'
import { type SummaryAsked, summaryQuery } from '../views/summary.ts'
import { ChartTable } from './ChartTable.tsx'
import { Drawing } from './Drawing.tsx'
import { groupName } from './group-name.ts'
import { type Series, useChart } from './series.ts'
import { words } from './words.ts'

interface SummaryChartProps {
  readonly table: Table
  readonly asked: SummaryAsked
  readonly form: ChartForm
  readonly height: number
  /** The figures beside the drawing, or below it where there is less room. */
  readonly layout: 'wide' | 'card'
}

/** A chart of some rows, with its table. */
export function SummaryChart({ table, asked, form, height, layout }: SummaryChartProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const text = useMeasureText(table)
  const measureName = useMeasureName(table)
  const { data, isError } = useQuery({ ...summaryQuery(table.slug, asked), placeholderData: undefined })
  const { group = [], measure } = asked
  const chart = useChart(table, data, group, measure)
  if (isError) return <Empty icon="warning" title={w.empty} />
  if (!chart || !data)
    return (
      <div style={{ minHeight: height }}>
        <Skeleton lines={5} />
      </div>
    )
  if (chart.points.length === 0)
    return (
      <Empty icon="chart" title={w.empty}>
        {w.emptyHelp}
      </Empty>
    )
  const by = groupName(table, group[0], say, w)
  const title = `${measureName(measure)}, ${by}`
  const sayAt = (series: Series, at: number) => text(measure, series.wire[at] ?? null)
  const isSum = !measure || measure === 'count' || measure.startsWith('sum:')
  const total = isSum
    ? text(measure, !measure || measure === 'count' ? data.total.count : (data.total.values[measure] ?? null))
    : undefined
  const named =
    chart.series.length === 1 ? [{ ...chart.series[0]!, label: measureName(measure) }] : chart.series
  const shown = { ...chart, series: named }
  return (
    <div className={layout === 'wide' ? 'flex flex-col gap-6 lg:flex-row' : 'flex min-h-0 flex-col gap-2'}>
      <div className="flex min-w-0 flex-col gap-2 lg:grow">
        <Drawing chart={shown} form={form} title={title} height={height} say={sayAt} />
        {chart.series.length > 1 && form !== 'pie' && <Legend series={chart.series} />}
      </div>
      <div
        className={layout === 'wide' ? 'shrink-0 lg:w-96' : 'max-h-44 overflow-y-auto'}
        {...(layout === 'card' && { tabIndex: 0, role: 'region', 'aria-label': title })}
      >
        <ChartTable chart={shown} caption={title} by={by} say={sayAt} total={total} />
        {data.more && <p className="pt-2 text-sm text-soft">{w.more}</p>}
      </div>
    </div>
  )
}

const Legend = ({ series }: { series: readonly Series[] }): ReactNode => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1" aria-hidden="true">
    {series.map(({ id, label, colour }) => (
      <li key={id} className="flex items-center gap-1.5 text-sm">
        <span className="size-2.5 rounded-full" style={{ background: colour }} />
        {label}
      </li>
    ))}
  </ul>
)
