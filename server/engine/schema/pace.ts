/** How many rows a statement takes, so that whoever wants one of them waits no longer than this. */
const milliseconds = 40
const least = 50
const most = 4_000

export interface Pace {
  rows(): number
  /** Does the work, and learns from how long it took. */
  timed<T>(work: () => Promise<T>): Promise<T>
}

export function pace(): Pace {
  let rows = 500
  return {
    rows: () => rows,
    async timed(work) {
      const start = performance.now()
      const result = await work()
      const factor = Math.min(2, Math.max(0.25, milliseconds / (performance.now() - start)))
      rows = Math.round(Math.min(most, Math.max(least, rows * factor)))
      return result
    },
  }
}
