import { useSyncExternalStore } from 'react'
import { onReach } from './api.ts'

/** Whether the server was there when it was last asked. */
let there = navigator.onLine
const ears = new Set<() => void>()

function hear(next: boolean): void {
  if (there === next) return
  there = next
  for (const tell of ears) tell()
}

onReach(hear)
addEventListener('offline', () => hear(false))
addEventListener('online', () => hear(true))

export const isOnline = (): boolean => there

export const useOnline = (): boolean =>
  useSyncExternalStore((tell) => {
    ears.add(tell)
    return () => void ears.delete(tell)
  }, isOnline)

/** Told each time the server is there again. */
export function onOnline(run: () => void): () => void {
  const tell = () => {
    if (there) run()
  }
  ears.add(tell)
  return () => void ears.delete(tell)
}
