import { Link } from '@tanstack/react-router'
import type { KeyboardEvent, ReactNode } from 'react'
import { titleOf } from '../../fields/titles.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { carry } from '../views/drag.ts'
import type { Carried } from './Days.tsx'
import type { Happening } from './events.ts'
import { words } from './words.ts'

interface SlipProps {
  readonly table: Table
  readonly happening: Happening
  /** Which of its days is drawn. */
  readonly day: string
  readonly carried: Carried
}

/** A happening on one of its days; what lasts longer goes on in the next. */
export function Slip({ table, happening, day, carried }: SlipProps): ReactNode {
  const w = useWords(words)
  const { row, first, last } = happening
  const colour = carried.colourOf(row) ?? 'var(--color-primary)'
  const isLifted = carried.lifted === row.id
  const isFirst = day === first
  return (
    <li
      onKeyDown={carried.may && isFirst ? (event) => keys(event, happening, carried, isLifted) : undefined}
      onPointerDown={
        carried.may
          ? (event) =>
              carry(event, {
                over: carried.setOver,
                drop: (to) => carried.move(happening, to),
                end: () => carried.setOver(null),
              })
          : undefined
      }
      className={`relative list-none bg-base-200 select-none ${isFirst ? 'ml-0 rounded-l-field' : '-ml-1'} ${day === last ? 'mr-0 rounded-r-field' : '-mr-1'} ${isLifted ? 'outline-2 outline-primary' : ''} ${carried.may ? 'cursor-grab' : ''}`}
    >
      {isFirst && (
        <span
          aria-hidden="true"
          className="absolute inset-y-0 left-0 w-1 rounded-l-field"
          style={{ background: colour }}
        />
      )}
      <Link
        to="/tables/$table/$id"
        params={{ table: table.slug, id: String(row.id) }}
        search={true as never}
        draggable={false}
        tabIndex={isFirst ? 0 : -1}
        aria-label={isFirst ? undefined : `${titleOf(row, table.title)} (${w.continued})`}
        className="block min-h-6 truncate px-2 py-0.5 text-sm hover:underline pointer-coarse:min-h-9"
      >
        {isFirst || new Date(`${day}T00:00:00Z`).getUTCDay() === 1 ? titleOf(row, table.title) : '\u00A0'}
      </Link>
    </li>
  )
}

/** Space lifts and puts, arrows choose the day, Escape gives up. */
function keys(event: KeyboardEvent, happening: Happening, carried: Carried, isLifted: boolean): void {
  const does: Readonly<Record<string, () => void>> = isLifted
    ? {
        ' ': carried.put,
        Enter: carried.put,
        ArrowLeft: () => carried.step(-1),
        ArrowRight: () => carried.step(1),
        ArrowUp: () => carried.step(-7),
        ArrowDown: () => carried.step(7),
        Escape: carried.giveUp,
      }
    : { ' ': () => carried.lift(happening) }
  const act = does[event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}
