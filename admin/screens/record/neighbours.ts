import { useSyncExternalStore } from 'react'

/** The rows that a list shows now, in its order: what « next » and « previous » mean beside it. */
interface Shown {
  readonly table: string
  readonly ids: readonly number[]
}

let shown: Shown | null = null
const ears = new Set<() => void>()

/** Told by whatever lists rows: the grid, a board, a calendar. */
export function showing(table: string, ids: readonly number[]): void {
  shown = { table, ids }
  for (const tell of ears) tell()
}

export interface Neighbours {
  readonly previous: number | null
  readonly next: number | null
}

const none: Neighbours = { previous: null, next: null }

export function useNeighbours(table: string, id: number): Neighbours {
  const now = useSyncExternalStore(
    (tell) => {
      ears.add(tell)
      return () => void ears.delete(tell)
    },
    () => shown,
  )
  if (now?.table !== table) return none
  const at = now.ids.indexOf(id)
  return at < 0 ? none : { previous: now.ids[at - 1] ?? null, next: now.ids[at + 1] ?? null }
}
