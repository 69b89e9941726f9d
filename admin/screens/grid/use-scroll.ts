import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { inSight, type Measure, originOf, type Place, placeAt, revealed, scrolledTo } from './scroll.ts'

export interface Window {
  readonly first: number
  readonly last: number
  /** Where line 0 stands in the scroller. */
  readonly origin: number
  readonly left: number
  readonly width: number
  /** Lines that fit. */
  readonly page: number
  reveal(line: number): void
  onScroll(): void
}

const rest = 160

/**
 * What of a long list is in sight. `around` is what heads and feet take of the scroller's height; `want` is told at
 * once what comes into sight, before it is drawn.
 */
export function useScroll(
  scroller: RefObject<HTMLElement | null>,
  lines: number,
  lineHeight: number,
  around: number,
  want: (first: number, last: number) => void,
): Window {
  const [box, setBox] = useState({ width: 800, height: 600 })
  const [place, setPlace] = useState<Place>({ top: 0, scrolled: 0 })
  const [left, setLeft] = useState(0)
  const measure: Measure = { lines, lineHeight, height: Math.max(lineHeight, box.height - around) }
  const now = useRef<Now>({ place, measure, want })
  now.current.measure = measure
  now.current.want = want
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { put, goTo } = usePut(scroller, now, setPlace)
  useSize(scroller, setBox)
  useLayoutEffect(() => {
    if (lines >= 0) goTo(placeAt(now.current.place.top, now.current.measure))
  }, [lines, goTo])
  const onScroll = useCallback(() => {
    const element = scroller.current
    if (!element) return
    setLeft(element.scrollLeft)
    const { place: before, measure: of } = now.current
    if (Math.abs(element.scrollTop - before.scrolled) < 0.5) return
    const next = scrolledTo(before, element.scrollTop, of)
    now.current.want(...inSight(next, of))
    put(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => goTo(placeAt(now.current.place.top, now.current.measure)), rest)
  }, [scroller, put, goTo])
  const reveal = useCallback(
    (line: number) => goToIf(goTo, revealed(now.current.place, line, now.current.measure)),
    [goTo],
  )
  const [first, last] = inSight(place, measure)
  const page = Math.max(1, Math.floor(measure.height / lineHeight) - 1)
  return { first, last, origin: originOf(place), left, width: box.width, page, reveal, onScroll }
}

const goToIf = (goTo: (place: Place) => void, place: Place | null): void => {
  if (place) goTo(place)
}

interface Now {
  place: Place
  measure: Measure
  want: (first: number, last: number) => void
}

/** Takes note of a place, and goes to one. */
function usePut(scroller: RefObject<HTMLElement | null>, now: { current: Now }, set: (place: Place) => void) {
  return useMemo(() => {
    const put = (next: Place) => {
      now.current.place = next
      set(next)
    }
    const goTo = (next: Place) => {
      const element = scroller.current
      if (!element) return
      element.scrollTop = next.scrolled
      put({ top: next.top, scrolled: element.scrollTop })
    }
    return { put, goTo }
  }, [scroller, now, set])
}

function useSize(
  scroller: RefObject<HTMLElement | null>,
  set: (box: { width: number; height: number }) => void,
): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const watch = new ResizeObserver(() => set({ width: element.clientWidth, height: element.clientHeight }))
    watch.observe(element)
    return () => watch.disconnect()
  }, [scroller, set])
}
