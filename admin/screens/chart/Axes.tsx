import type { ReactNode } from 'react'
import type { Language } from '#model/language.ts'
import { everyNth, short } from './scale.ts'
import type { Point } from './series.ts'

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface AxesProps {
  readonly box: Box
  readonly marks: readonly number[]
  readonly x: (i: number) => number
  readonly y: (value: number) => number
  readonly points: readonly Point[]
  readonly language: Language
}

export function Axes({ box, marks, x, y, points, language }: AxesProps): ReactNode {
  const nth = everyNth(points.length, box.width / 76)
  const room = Math.max(4, Math.floor(((box.width / points.length) * nth) / 6.4))
  return (
    <g fill="currentColor">
      {marks.map((mark) => (
        <g key={mark}>
          <line
            x1={box.left}
            x2={box.left + box.width}
            y1={y(mark)}
            y2={y(mark)}
            stroke="var(--color-base-300)"
            strokeWidth={mark === 0 ? 1.5 : 1}
          />
          <text x={box.left - 8} y={y(mark) + 4} textAnchor="end" className="text-soft">
            {short(mark, language)}
          </text>
        </g>
      ))}
      {points.map(
        ({ id, label }, i) =>
          i % nth === 0 && (
            <text key={id} x={x(i)} y={box.top + box.height + 20} textAnchor="middle">
              {label.length > room ? `${label.slice(0, room - 1)}…` : label}
            </text>
          ),
      )}
    </g>
  )
}
