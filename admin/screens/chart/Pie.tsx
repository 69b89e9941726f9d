import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import type { DrawingProps } from './Drawing.tsx'
import { slice } from './scale.ts'
import { words } from './words.ts'

const mostSlices = 8

interface Slice {
  readonly label: string
  readonly colour: string
  readonly value: number
}

/** Shares of a whole: the greatest, and all others together. What is below nought has no share. */
export function Pie({ chart, title, height, width }: DrawingProps & { readonly width: number }): ReactNode {
  const w = useWords(words)
  const slices = slicesOf(chart, w.others)
  const whole = slices.reduce((sum, { value }) => sum + value, 0)
  const radius = Math.min(height, width * 0.5) / 2 - 6
  let from = 0
  return (
    <div className="flex h-full items-center gap-4">
      <svg
        width={radius * 2 + 4}
        height={height}
        viewBox={`${-radius - 2} ${-height / 2} ${radius * 2 + 4} ${height}`}
        role="img"
        aria-label={title}
        className="shrink-0"
      >
        {slices.map(({ label, colour, value }) => {
          const path = slice(from, from + value / whole, radius, radius * 0.55)
          from += value / whole
          return (
            <path
              key={label}
              d={path}
              fill={colour}
              fillRule="evenodd"
              stroke="var(--color-base-100)"
              strokeWidth="1.5"
            >
              <title>{`${label} : ${share(value, whole)}`}</title>
            </path>
          )
        })}
      </svg>
      <ul className="flex max-h-full min-w-0 flex-col gap-1 overflow-hidden" aria-hidden="true">
        {slices.map(({ label, colour, value }) => (
          <li key={label} className="flex items-center gap-2 text-sm">
            <span className="size-2.5 shrink-0 rounded-full" style={{ background: colour }} />
            <span className="truncate">{label}</span>
            <span className="text-soft tabular-nums">{share(value, whole)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const share = (value: number, whole: number): string => `${Math.round((value / whole) * 100)} %`

function slicesOf({ points, series }: DrawingProps['chart'], others: string): readonly Slice[] {
  const all = points
    .map(({ label, colour }, i) => ({
      label,
      colour,
      value: series.reduce((sum, { values }) => sum + Math.max(0, values[i] ?? 0), 0),
    }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value)
  if (all.length <= mostSlices) return all
  const rest = all.slice(mostSlices - 1).reduce((sum, { value }) => sum + value, 0)
  return [...all.slice(0, mostSlices - 1), { label: others, colour: 'var(--color-base-300)', value: rest }]
}
