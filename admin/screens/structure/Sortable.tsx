import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { dictionary, useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { carry } from '../views/drag.ts'

const words = dictionary({
  up: (name: string) => [`Monter ${name}`, `Move ${name} up`],
  down: (name: string) => [`Descendre ${name}`, `Move ${name} down`],
})

interface SortableProps<T> {
  /** Of this list alone: things are not carried from one to another. */
  readonly name: string
  readonly label: string
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  readonly nameOf: (item: T) => string
  readonly children: (item: T, at: number) => ReactNode
  readonly onOrder: (items: T[]) => void
}

/** A list that is put in order: carried by mouse or thumb, moved by two buttons, or by Alt and an arrow. */
export function Sortable<T>(props: SortableProps<T>): ReactNode {
  const { name, label, items, keyOf, nameOf, children } = props
  const w = useWords(words)
  const { over, step, lift, onKeyDown } = useSorting(props)
  return (
    <ol aria-label={label} data-drop={name} className="flex flex-col gap-1.5">
      {items.map((item, at) => (
        <li
          key={keyOf(item)}
          data-item={keyOf(item)}
          className={`flex min-h-12 flex-wrap items-center gap-1 rounded-field border border-base-300 bg-base-100 pr-1 ${over === keyOf(item) ? 'border-t-2 border-t-primary' : ''}`}
          onKeyDown={(event) => onKeyDown(event, at)}
          onPointerDown={(event) => lift(event, item)}
        >
          <span className="grid w-8 shrink-0 cursor-grab place-items-center self-stretch text-soft">
            <Icon name="drag" />
          </span>
          {children(item, at)}
          <IconButton
            small
            icon="up"
            label={w.up(nameOf(item))}
            disabled={at === 0}
            onClick={() => step(at, -1)}
          />
          <IconButton
            small
            icon="down"
            label={w.down(nameOf(item))}
            disabled={at === items.length - 1}
            onClick={() => step(at, 1)}
          />
        </li>
      ))}
    </ol>
  )
}

function useSorting<T>({ name, items, keyOf, onOrder }: SortableProps<T>) {
  const [over, setOver] = useState<string | null>(null)
  const put = (item: T, before: string | null) => {
    const others = items.filter((other) => other !== item)
    const at = before === null ? others.length : others.findIndex((other) => keyOf(other) === before)
    if (at >= 0) onOrder(others.toSpliced(at, 0, item))
  }
  const step = (at: number, way: -1 | 1) => {
    const to = at + way
    if (to < 0 || to >= items.length) return
    const held = document.activeElement as HTMLElement | null
    onOrder(items.with(at, items[to]!).with(to, items[at]!))
    // What is moved within the page loses the focus.
    requestAnimationFrame(() => held?.isConnected && held.focus())
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const way = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || way === 0) return
    event.preventDefault()
    step(at, way)
  }
  const lift = (event: PointerEvent<HTMLElement>, item: T) =>
    carry(event, {
      over: (place, before) => setOver(place === name ? before : null),
      drop: (place, before) => place === name && before !== keyOf(item) && put(item, before),
      end: () => setOver(null),
    })
  return { over, step, lift, onKeyDown }
}
