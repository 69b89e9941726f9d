/**
 * A browser lays out no element beyond some 17 (Firefox) to 33 million pixels, and a million rows are 36. So the scroller
 * is shorter than the list, and a place in the list is kept beside the scroller's own: a small step moves both by as much,
 * a drag of the bar by its share; when the hand rests, the two are brought together again where nobody sees it.
 */
export interface Place {
  /** Pixels of the list above the window. */
  readonly top: number
  /** What the scroller says. */
  readonly scrolled: number
}

export interface Measure {
  readonly lines: number
  readonly lineHeight: number
  /** Of the window that the lines are seen through. */
  readonly height: number
}

export const tallest = 8_000_000

export const listHeight = ({ lines, lineHeight }: Measure): number => lines * lineHeight
export const shownHeight = (measure: Measure): number => Math.min(listHeight(measure), tallest)

const mostTop = (measure: Measure): number => Math.max(0, listHeight(measure) - measure.height)
const mostScrolled = (measure: Measure): number => Math.max(0, shownHeight(measure) - measure.height)

const clamped = (value: number, most: number): number => Math.max(0, Math.min(value, most))

/** After the scroller has moved. */
export function scrolledTo(place: Place, scrolled: number, measure: Measure): Place {
  if (listHeight(measure) <= tallest) return { top: scrolled, scrolled }
  const by = scrolled - place.scrolled
  const isStep = Math.abs(by) < measure.height * 3
  const top = isStep ? place.top + by : (scrolled / mostScrolled(measure)) * mostTop(measure)
  return { top: clamped(top, mostTop(measure)), scrolled }
}

/** Where the scroller should stand for a place in the list. */
export function placeAt(top: number, measure: Measure): Place {
  const at = clamped(top, mostTop(measure))
  if (listHeight(measure) <= tallest) return { top: at, scrolled: at }
  const share = mostTop(measure) === 0 ? 0 : at / mostTop(measure)
  return { top: at, scrolled: Math.round(share * mostScrolled(measure)) }
}

/** The nearest place at which a line can be seen whole. */
export function revealed(place: Place, line: number, measure: Measure): Place | null {
  const above = line * measure.lineHeight
  const below = above + measure.lineHeight - measure.height
  if (above < place.top) return placeAt(above, measure)
  return below > place.top ? placeAt(below, measure) : null
}

/** The first line in sight and the last. */
export function inSight(
  { top }: Place,
  { lines, lineHeight, height }: Measure,
): readonly [first: number, last: number] {
  const first = Math.floor(top / lineHeight)
  const last = Math.ceil((top + height) / lineHeight) - 1
  return [Math.max(0, Math.min(first, lines - 1)), Math.max(0, Math.min(last, lines - 1))]
}

/** Where line 0 stands in the scroller's own pixels. */
export const originOf = ({ top, scrolled }: Place): number => scrolled - top
