import { useSyncExternalStore } from 'react'

/** A value that lives outside of React, survives a reload, and is the same in every tab. */
export interface Kept<V> {
  now(): V
  set(value: V): void
  /** Told at once, and of each change. */
  listen(hear: (value: V) => void): () => void
  subscribe(hear: () => void): () => void
}

export function kept<V>(name: string, first: () => V, isSound: (value: unknown) => boolean): Kept<V> {
  const ears = new Set<() => void>()
  const read = (): V => {
    const found = readStorage(name)
    return found !== undefined && isSound(found) ? (found as V) : first()
  }
  let value = read()
  const tell = () => {
    for (const hear of ears) hear()
  }
  addEventListener('storage', ({ key }) => {
    if (key !== name) return
    value = read()
    tell()
  })
  const subscribe = (hear: () => void) => {
    ears.add(hear)
    return () => void ears.delete(hear)
  }
  return {
    now: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      writeStorage(name, next)
      tell()
    },
    listen(hear) {
      hear(value)
      return subscribe(() => hear(value))
    },
    subscribe,
  }
}

export const useKept = <V>(one: Kept<V>): V => useSyncExternalStore(one.subscribe, one.now)

/** A browser that keeps nothing (private, full) is one that forgets, not one that fails. */
function readStorage(name: string): unknown {
  try {
    const text = localStorage.getItem(name)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function writeStorage(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // Remembered until the page is closed.
  }
}
