import { Link } from '@tanstack/react-router'
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { useHere } from '../../lib/session.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { barWords } from './bar-words.ts'
import { linkClass, PlaceLink } from './Nav.tsx'
import { fold, hide, moveShelf, moveTable, type Shelf } from './order.ts'
import { placesOf } from './places.ts'

interface ShelvesProps {
  readonly shelves: readonly Shelf[]
  readonly isArranging: boolean
  readonly close: () => void
}

/** The apps, each with its tables; while one arranges them, with what moves and hides. */
export function Shelves({ shelves, isArranging, close }: ShelvesProps): ReactNode {
  return shelves.map((shelf, at) => (
    <ShelfPart key={shelf.slug} shelf={shelf} at={at} isArranging={isArranging} close={close} />
  ))
}

interface PartProps {
  readonly shelf: Shelf
  readonly at: number
  readonly isArranging: boolean
  readonly close: () => void
}

function ShelfPart({ shelf, at, isArranging, close }: PartProps): ReactNode {
  const here = useHere()
  const say = useSay()
  const isOpen = isArranging || !shelf.isFolded
  const shown = shelf.tables.filter(({ isHidden }) => isArranging || !isHidden)
  const places = placesOf(here, shelf.slug)
  if (shown.length === 0 && places.length === 0) return null
  return (
    <section className="pt-4">
      <div className="flex items-center">
        <h2 className="min-w-0 grow">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => fold(here, shelf.slug)}
            className="flex min-h-7 w-full items-center gap-1 rounded-field px-2.5 text-left text-xs font-semibold text-soft hover:text-base-content pointer-coarse:min-h-10"
          >
            <span className="truncate">{say(shelf.label)}</span>
            <Icon name={isOpen ? 'down' : 'right'} className="size-3.5" />
          </button>
        </h2>
        {isArranging && (
          <Steps name={say(shelf.label)} at={at} move={(to) => moveShelf(here, shelf.slug, to)} />
        )}
      </div>
      {isOpen && (
        <ul>
          {places.map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} close={close} />
            </li>
          ))}
          {shown.map((table, place) => (
            <TableLine
              key={table.slug}
              shelf={shelf}
              table={table}
              at={place}
              isArranging={isArranging}
              close={close}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface LineProps extends PartProps {
  readonly table: Shelf['tables'][number]
}

/** Drawn by its place, or moved with Alt and an arrow. */
function TableLine({ shelf, table, at, isArranging, close }: LineProps): ReactNode {
  const here = useHere()
  const say = useSay()
  const [isOver, setOver] = useState(false)
  const name = say(table.label)
  const kind = `application/x-sugu-${shelf.slug}`
  const drop = (event: DragEvent) => {
    setOver(false)
    const slug = event.dataTransfer.getData(kind)
    if (slug) moveTable(here, shelf, slug, at)
  }
  const step = (event: KeyboardEvent) => {
    const way = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0) : 0
    if (way === 0) return
    event.preventDefault()
    moveTable(here, shelf, table.slug, at + way)
  }
  return (
    <li
      draggable={isArranging}
      onDragStart={(event) => event.dataTransfer.setData(kind, table.slug)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(kind)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex items-center ${isOver ? 'rounded-field bg-secondary' : ''}`}
    >
      <Link
        to="/tables/$table"
        params={{ table: table.slug }}
        onClick={close}
        onKeyDown={step}
        draggable={false}
        className={`${linkClass} min-w-0 grow ${table.isHidden ? 'text-soft line-through' : ''}`}
      >
        <Icon name={isArranging ? 'drag' : 'table'} className="size-4.5 opacity-60" />
        <span className="truncate">{name}</span>
      </Link>
      {isArranging && (
        <Arranging name={name} at={at} table={table} move={(to) => moveTable(here, shelf, table.slug, to)} />
      )}
    </li>
  )
}

interface ArrangingProps {
  readonly name: string
  readonly at: number
  readonly table: { readonly slug: string; readonly isHidden: boolean }
  readonly move: (to: number) => void
}

function Arranging({ name, at, table, move }: ArrangingProps): ReactNode {
  const w = useWords(barWords)
  const here = useHere()
  return (
    <>
      <Steps name={name} at={at} move={move} />
      <IconButton
        small
        icon={table.isHidden ? 'plus' : 'eye'}
        label={table.isHidden ? w.show(name) : w.hide(name)}
        onClick={() => hide(here, table.slug)}
      />
    </>
  )
}

function Steps({ name, at, move }: { name: string; at: number; move: (to: number) => void }): ReactNode {
  const w = useWords(barWords)
  return (
    <>
      <IconButton small icon="up" label={w.up(name)} onClick={() => move(at - 1)} />
      <IconButton small icon="down" label={w.down(name)} onClick={() => move(at + 1)} />
    </>
  )
}
