import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { rowParams } from '../grid/query.ts'
import { Choosing } from '../views/Choosing.tsx'
import { useNarrow } from '../views/narrow.ts'
import type { BodyProps } from '../views/ViewBody.tsx'
import { ChartSettings } from './ChartSettings.tsx'
import { SummaryChart } from './SummaryChart.tsx'
import { words } from './words.ts'

/** A view as a chart: its rows counted or measured, by one or two of their fields. */
export function ChartView({ table, view }: BodyProps): ReactNode {
  const w = useWords(words)
  const isNarrow = useNarrow()
  const { group = [], measure, chart = 'bars' } = view.settings
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <Choosing>
        <ChartSettings
          table={table}
          given={{ group, measure, chart }}
          onChange={({ group: next, ...rest }) => {
            if (next) view.setQuery({ ...view.query, group: next.map(groupingOf) })
            if (Object.keys(rest).length > 0) view.change(rest)
          }}
        />
      </Choosing>
      <div className="m-3 mt-1 rounded-box border border-base-300 bg-base-100 p-4">
        {group.length === 0 ? (
          <Empty icon="chart" title={w.pickGroup} />
        ) : (
          <SummaryChart
            table={table}
            asked={{ rows: rowParams(view.query), group, measure, most: 200 }}
            form={chart}
            height={isNarrow ? 260 : 360}
            layout="wide"
          />
        )}
      </div>
    </div>
  )
}

function groupingOf(text: string) {
  const [field = '', by] = text.split(':')
  return by ? { field, by: by as 'month' } : { field }
}
