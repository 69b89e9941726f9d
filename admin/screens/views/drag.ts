import type { PointerEvent as ReactPointerEvent } from 'react'

/** What is told while something is carried; places are elements with `data-drop`. */
export interface Carrying {
  /** Over which place, and before which of its items (`data-item`); null: over none. */
  over(place: string | null, before: string | null): void
  drop(place: string, before: string | null): void
  /** In any case, at the end. */
  end(): void
}

type Place = readonly [place: string, before: string | null]

const slack = 5
/** A thumb that rests so many milliseconds takes hold; one that moves before scrolls. */
const patience = 280

/** Begins to carry an element by mouse, pen or finger, once it is clear that this is meant. */
export function carry(event: ReactPointerEvent<HTMLElement>, carrying: Carrying): void {
  if (event.button !== 0 || (event.target as HTMLElement).closest('button, input, select, summary')) return
  const element = event.currentTarget
  const start = { x: event.clientX, y: event.clientY }
  const isTouch = event.pointerType === 'touch'
  let ghost: HTMLElement | null = null
  let at: Place | null = null
  const begin = () => {
    ghost = ghostOf(element, start)
    document.body.append(ghost)
    navigator.vibrate?.(15)
  }
  const timer = isTouch ? setTimeout(begin, patience) : undefined
  const leave = listenTo({
    pointermove(moved: PointerEvent) {
      const far = Math.hypot(moved.clientX - start.x, moved.clientY - start.y) > slack
      if (!ghost && far && isTouch) return stop()
      if (!ghost && far) begin()
      if (!ghost) return
      ghost.style.translate = `${moved.clientX - start.x}px ${moved.clientY - start.y}px`
      at = placeAt(moved.clientX, moved.clientY)
      carrying.over(at?.[0] ?? null, at?.[1] ?? null)
      scrollAtEdges(moved)
    },
    pointerup() {
      if (ghost) keepFromClicking(element)
      if (ghost && at) carrying.drop(...at)
      stop()
    },
    pointercancel: () => stop(),
    keydown: (pressed: KeyboardEvent) => pressed.key === 'Escape' && stop(),
    touchmove: (touched: TouchEvent) => ghost && touched.preventDefault(),
  })
  function stop(): void {
    clearTimeout(timer)
    leave()
    ghost?.remove()
    carrying.end()
  }
}

type Ears = Readonly<Record<string, (event: never) => unknown>>

function listenTo(ears: Ears): () => void {
  const each = (act: 'addEventListener' | 'removeEventListener') => {
    for (const [name, hear] of Object.entries(ears))
      document[act](name, hear as unknown as EventListener, { passive: false, capture: true })
  }
  each('addEventListener')
  return () => each('removeEventListener')
}

function ghostOf(element: HTMLElement, { x, y }: { x: number; y: number }): HTMLElement {
  const box = element.getBoundingClientRect()
  const ghost = element.cloneNode(true) as HTMLElement
  ghost.inert = true
  Object.assign(ghost.style, {
    position: 'fixed',
    left: `${box.left}px`,
    top: `${box.top}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    margin: '0',
    zIndex: '60',
    pointerEvents: 'none',
    rotate: '1.5deg',
    transformOrigin: `${x - box.left}px ${y - box.top}px`,
    boxShadow: '0 12px 32px rgb(20 22 40 / 0.28)',
  })
  return ghost
}

function placeAt(x: number, y: number): Place | null {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')
  if (!place) return null
  const isAcross = place.dataset.flow === 'across'
  const next = [...place.querySelectorAll<HTMLElement>('[data-item]')].find((item) => {
    const box = item.getBoundingClientRect()
    if (!isAcross) return y < box.top + box.height / 2
    return y < box.top || (y < box.bottom && x < box.left + box.width / 2)
  })
  return [place.dataset.drop!, next?.dataset.item ?? null]
}

/** What is carried to an edge brings what lies beyond into sight. */
function scrollAtEdges({ clientX, clientY }: PointerEvent): void {
  const near = (at: number, end: number): number => (at < 56 ? -14 : at > end - 56 ? 14 : 0)
  const [dx, dy] = [near(clientX, innerWidth), near(clientY, innerHeight)]
  const under = document.elementFromPoint(clientX, clientY)
  if (dx !== 0) under?.closest<HTMLElement>('[data-scroll~=x]')?.scrollBy(dx, 0)
  if (dy !== 0) under?.closest<HTMLElement>('[data-scroll~=y]')?.scrollBy(0, dy)
}

/** The click that follows letting go opens nothing. */
function keepFromClicking(element: HTMLElement): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  element.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => element.removeEventListener('click', swallow, { capture: true }), 50)
}
