let read = (): number => Date.now()

/** The time, as the whole server reads it. */
export const now = (): Date => new Date(read())

/** For tests: another clock, until the function that is given back is called. */
export const useClock = (clock: () => number): (() => void) => {
  const before = read
  read = clock
  return () => {
    read = before
  }
}
