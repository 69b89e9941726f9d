import type { KeyboardEvent, ReactNode } from 'react'
import { titleOf } from '../../fields/titles.ts'
import type { Field, Row } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { carry } from '../views/drag.ts'
import { RowCard } from '../views/RowCard.tsx'
import type { LaneProps } from './LaneColumn.tsx'
import { words } from './words.ts'

/** By pointer: over, drop, end. By keyboard: lift, step, put, giveUp. */
export interface CardCarrying {
  over(place: string | null): void
  drop(row: Row, place: string): void
  end(): void
  lift(row: Row): void
  step(by: number): void
  put(): void
  giveUp(): void
}

interface BoardCardProps extends LaneProps {
  readonly row: Row
  readonly fields: readonly Field[]
  readonly colour: string | undefined
}

export function BoardCard(props: BoardCardProps): ReactNode {
  const { table, row, fields, colour, may, lanes, lane, moves, carrying, lifted } = props
  const w = useWords(words)
  const isLifted = lifted === row.id
  const entries = lanes
    .filter(({ id }) => id !== lane.id)
    .map((to) => ({ label: w.moveTo(to.label), run: () => moves.move(row, lane, to) }))
  return (
    <li
      onKeyDown={may ? (event) => keys(event, props, isLifted) : undefined}
      onPointerDown={
        may
          ? (event) =>
              carry(event, {
                over: carrying.over,
                drop: (place) => carrying.drop(row, place),
                end: carrying.end,
              })
          : undefined
      }
      className={`relative flex list-none flex-col gap-1.5 rounded-box border bg-base-100 py-2 pr-9 pl-3 select-none ${moves.under.has(row.id) ? 'opacity-60' : ''} ${isLifted ? 'border-primary shadow-lift outline-2 outline-primary' : 'border-base-300'} ${may ? 'cursor-grab' : ''} ${colour ? 'overflow-clip' : ''}`}
    >
      <RowCard table={table} row={row} fields={fields} colour={colour} />
      {may && (
        <div className="absolute top-1 right-1">
          <Menu
            button={<Icon name="more" className="size-4" />}
            label={`${w.move} : ${titleOf(row, table.title)}`}
            entries={entries}
            align="end"
            className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
          />
        </div>
      )}
    </li>
  )
}

/** On the card's link: Space lifts and puts, arrows choose the column, Escape gives up. */
function keys(event: KeyboardEvent, { row, carrying }: BoardCardProps, isLifted: boolean): void {
  if ((event.target as HTMLElement).tagName !== 'A') return
  const does: Readonly<Record<string, () => void>> = isLifted
    ? {
        ' ': carrying.put,
        Enter: carrying.put,
        ArrowLeft: () => carrying.step(-1),
        ArrowRight: () => carrying.step(1),
        Escape: carrying.giveUp,
        Tab: carrying.giveUp,
      }
    : { ' ': () => carrying.lift(row) }
  const act = does[event.key]
  if (!act) return
  if (event.key !== 'Tab') event.preventDefault()
  event.stopPropagation()
  act()
}
