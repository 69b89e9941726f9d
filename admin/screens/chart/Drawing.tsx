import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ChartForm } from '#model/view-settings.ts'
import { useLanguage } from '../../lib/language.ts'
import { Axes, type Box } from './Axes.tsx'
import { Pie } from './Pie.tsx'
import { marksFor } from './scale.ts'
import type { Chart, Series } from './series.ts'

export interface DrawingProps {
  readonly chart: Chart
  readonly form: ChartForm
  /** What it shows, for those who hear it; the table beside tells the rest. */
  readonly title: string
  readonly height: number
  /** A value as people write it. */
  readonly say: (series: Series, at: number) => string
}

/** Drawn by hand, as wide as there is room. */
export function Drawing(props: DrawingProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    if (place.current) watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div ref={place} className="min-w-0 overflow-hidden" style={{ height: props.height }}>
      {width > 0 &&
        (props.form === 'pie' ? <Pie {...props} width={width} /> : <Plot {...props} width={width} />)}
    </div>
  )
}

function Plot({
  chart,
  form,
  title,
  height,
  say,
  width,
}: DrawingProps & { readonly width: number }): ReactNode {
  const language = useLanguage()
  const isStacked = form === 'bars' && chart.series.length > 1
  const all = chart.points.map((_, i) => chart.series.map(({ values }) => values[i] ?? 0))
  const marks = marksFor(
    isStacked ? all.map((some) => some.reduce((sum, one) => sum + Math.max(0, one), 0)) : all.flat(),
  )
  const box: Box = { left: 52, top: 10, width: Math.max(40, width - 60), height: height - 42 }
  const y = (value: number): number =>
    box.top + box.height * (1 - (value - marks[0]!) / (marks.at(-1)! - marks[0]! || 1))
  const band = box.width / Math.max(1, chart.points.length)
  const x = (i: number): number => box.left + band * (i + 0.5)
  const at = { x, y, band }
  return (
    <svg width={width} height={height} role="img" aria-label={title} className="text-xs">
      <Axes box={box} marks={marks} y={y} x={x} points={chart.points} language={language} />
      {form === 'lines'
        ? chart.series.map((one) => <Line key={one.id} series={one} say={say} {...at} />)
        : chart.points.map((point, i) => (
            <Bars key={point.id} chart={chart} i={i} isStacked={isStacked} say={say} {...at} />
          ))}
    </svg>
  )
}

interface At {
  readonly x: (i: number) => number
  readonly y: (value: number) => number
  readonly band: number
  readonly say: DrawingProps['say']
}

function Bars({
  chart,
  i,
  isStacked,
  x,
  y,
  band,
  say,
}: At & { chart: Chart; i: number; isStacked: boolean }): ReactNode {
  const width = Math.max(1, Math.min(56, band * 0.7))
  let below = 0
  return chart.series.map((one) => {
    const value = one.values[i] ?? 0
    if (value === 0) return null
    const from = isStacked ? below : 0
    below += Math.max(0, value)
    const [top, bottom] = [y(Math.max(from, from + value)), y(Math.min(from, from + value))]
    return (
      <rect
        key={one.id}
        x={x(i) - width / 2}
        y={top}
        width={width}
        height={Math.max(1, bottom - top)}
        rx={Math.min(3, width / 4)}
        fill={isStacked ? one.colour : chart.points[i]!.colour}
      >
        <title>{`${chart.points[i]!.label}${isStacked ? `, ${one.label}` : ''} : ${say(one, i)}`}</title>
      </rect>
    )
  })
}

function Line({ series, x, y, say }: At & { series: Series }): ReactNode {
  const spots = series.values.map((value, i) => [x(i), y(value ?? 0)] as const)
  const path = spots
    .map(([left, top], i) => `${i === 0 ? 'M' : 'L'}${left.toFixed(1)},${top.toFixed(1)}`)
    .join('')
  return (
    <>
      <path d={path} fill="none" stroke={series.colour} strokeWidth="2" strokeLinejoin="round" />
      {spots.length <= 60 &&
        spots.map(([left, top], i) => (
          <circle key={series.wire.length + left} cx={left} cy={top} r="3.5" fill={series.colour}>
            <title>{`${series.label} : ${say(series, i)}`}</title>
          </circle>
        ))}
    </>
  )
}
