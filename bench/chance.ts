/** The same numbers on every machine and in every run: mulberry32. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number
  below(limit: number): number
  one<T>(list: readonly T[]): T
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { next, below, one: (list) => list[below(list.length)]! }
}
