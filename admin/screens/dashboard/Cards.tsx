import { type KeyboardEvent, type ReactNode, Suspense, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { toast } from '../../parts/Toast.tsx'
import { carry } from '../views/drag.ts'
import { CardBody } from './CardBody.tsx'
import { useCardTitle } from './card-title.ts'
import type { Dashboard, SeenCard } from './dashboards.ts'
import { words } from './words.ts'

interface CardsProps {
  readonly board: Dashboard
  readonly isComposing: boolean
  readonly edit: (at: number) => void
  readonly keep: (cards: readonly SeenCard[]) => Promise<void>
}

const spans = [
  'lg:col-span-1',
  'lg:col-span-1',
  'sm:col-span-2',
  'sm:col-span-2 lg:col-span-3',
  'sm:col-span-2 lg:col-span-4',
]
export const widthOf = ({ width, kind }: SeenCard): number => width ?? (kind === 'figure' ? 1 : 2)

const moved = (cards: readonly SeenCard[], from: number, to: number): readonly SeenCard[] => {
  const rest = cards.toSpliced(from, 1)
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, cards[from]!)
}

/** Four columns where there is room, two, or one. In their order, from left to right. */
export function Cards({ board: { cards }, isComposing, edit, keep }: CardsProps): ReactNode {
  const [over, setOver] = useState<number | null>(null)
  const w = useWords(words)
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    if (to < 0 || to >= cards.length || to === from) return
    setSaid(w.placed(to + 1, cards.length))
    void keep(moved(cards, from, to))
  }
  return (
    <>
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
      <ul
        data-drop="cards"
        data-flow="across"
        className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4"
      >
        {cards.map((card, at) => (
          <CardBox
            // biome-ignore lint/suspicious/noArrayIndexKey: cards have no names of their own
            key={at}
            {...{ card, at, cards, isComposing, edit, keep, move }}
            isOver={over === at}
            setOver={setOver}
          />
        ))}
      </ul>
    </>
  )
}

interface CardBoxProps extends Omit<CardsProps, 'board'> {
  readonly card: SeenCard
  readonly cards: readonly SeenCard[]
  readonly at: number
  readonly isOver: boolean
  readonly setOver: (at: number | null) => void
  readonly move: (from: number, to: number) => void
}

function CardBox(props: CardBoxProps): ReactNode {
  const { card, at, isComposing, isOver, setOver, move } = props
  const w = useWords(words)
  const title = useCardTitle(card)
  const entries = useCardDeeds(props)
  const place = (before: string | null): number => {
    const to = before === null ? props.cards.length : Number(before)
    return to > at ? to - 1 : to
  }
  return (
    <li
      data-item={at}
      onKeyDown={isComposing ? (event) => step(event, at, move) : undefined}
      onPointerDown={
        isComposing
          ? (event) =>
              carry(event, {
                over: (_, before) => setOver(before === null ? null : Number(before)),
                drop: (_, before) => move(at, place(before)),
                end: () => setOver(null),
              })
          : undefined
      }
      className={`relative flex min-w-0 flex-col gap-2 rounded-box border bg-base-100 p-4 ${spans[widthOf(card)]} ${isOver ? 'border-primary outline-2 outline-primary' : 'border-base-300'} ${isComposing ? 'cursor-grab select-none' : ''}`}
    >
      <header className="flex min-h-7 items-start gap-1">
        <h2 className="min-w-0 grow font-medium text-soft">{title}</h2>
        {isComposing && (
          <div className="-mt-1.5 -mr-1.5 flex">
            <IconButton icon="edit" small label={`${w.edit} : ${title}`} onClick={() => props.edit(at)} />
            <Menu
              button={<Icon name="more" />}
              label={w.actOn(title)}
              entries={entries}
              align="end"
              className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
            />
          </div>
        )}
      </header>
      <Suspense fallback={<Skeleton lines={3} />}>
        <CardBody card={card} title={title} />
      </Suspense>
    </li>
  )
}

/** Alt and an arrow on a card's buttons move it. */
function step(event: KeyboardEvent, at: number, move: (from: number, to: number) => void): void {
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
  if (by === undefined || !event.altKey) return
  event.preventDefault()
  event.stopPropagation()
  move(at, at + by)
}

function useCardDeeds({ card, cards, at, keep, move }: CardBoxProps): MenuEntry[] {
  const w = useWords(words)
  const width = widthOf(card)
  const resize = (next: number) => keep(cards.with(at, { ...card, width: next }))
  const remove = async () => {
    await keep(cards.toSpliced(at, 1))
    toast(w.cardRemoved, { label: w.undo, run: () => keep(cards) })
  }
  return [
    { label: w.earlier, icon: 'left', run: () => move(at, at - 1), disabled: at === 0 },
    { label: w.later, icon: 'right', run: () => move(at, at + 1), disabled: at === cards.length - 1 },
    { label: w.wider, icon: 'columns', run: () => resize(width + 1), disabled: width === 4 },
    { label: w.narrower, icon: 'table', run: () => resize(width - 1), disabled: width === 1 },
    { label: w.takeAway, icon: 'trash', run: remove, danger: true, apart: true },
  ]
}
