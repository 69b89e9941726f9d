import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import type { Chart, Series } from './series.ts'
import { words } from './words.ts'

interface ChartTableProps {
  readonly chart: Chart
  readonly caption: string
  readonly by: string
  readonly say: (series: Series, at: number) => string
  /** Of all rows; absent where that makes no sense. */
  readonly total?: string | undefined
}

/** The same as the drawing, in figures. */
export function ChartTable({ chart, caption, by, say, total }: ChartTableProps): ReactNode {
  const w = useWords(words)
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-left text-soft">
        <tr className="border-b border-base-300">
          <th scope="col" className="py-1.5 pr-3 font-medium">
            {by}
          </th>
          {chart.series.map(({ id, label }) => (
            <th key={id} scope="col" className="py-1.5 pl-3 text-right font-medium">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chart.points.map(({ id, label, colour }, i) => (
          <tr key={id} className="border-b border-base-300/60">
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              {chart.series.length === 1 && (
                <span
                  aria-hidden="true"
                  className="mr-2 inline-block size-2 rounded-full"
                  style={{ background: colour }}
                />
              )}
              {label}
            </th>
            {chart.series.map((one) => (
              <td key={one.id} className="py-1 pl-3 text-right whitespace-nowrap tabular-nums">
                {say(one, i)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {total !== undefined && chart.series.length === 1 && (
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" className="py-1.5 pr-3 text-left">
              {w.total}
            </th>
            <td className="py-1.5 pl-3 text-right whitespace-nowrap tabular-nums">{total}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
