import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { LiveEvent } from './live-stream.ts'
import { queries } from './query.ts'

export type LiveState = 'on' | 'off' | 'ended'

/** A row that somebody changed; `gone`: it can no longer be seen. Null: many at once. */
export interface LiveChange {
  readonly table: string
  readonly id: number | null
  readonly version: number | null
  readonly verb: string
  readonly actor: string | null
}

/** This tab's name, among those of its browser and those of other people. */
export const tab: string = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) =>
  byte.toString(36).padStart(2, '0'),
).join('')

let state: LiveState = 'off'
const ears = new Set<(event: LiveEvent) => void>()
const watchers = new Set<() => void>()

/** A line that breaks, or a session that ends, is looked into at once: the banner, or the door, says so. */
export const become = (next: LiveState): void => {
  if (next === state) return
  const looksInto = next === 'ended' || (next === 'off' && state === 'on' && !document.hidden)
  state = next
  if (looksInto) void queries.refetchQueries({ queryKey: ['here'] })
  for (const tell of watchers) tell()
}

/** To every hook that asked for it. */
export const tellHooks = (event: LiveEvent): void => {
  for (const hear of ears) hear(event)
}

/** Each event as it comes: for what other hooks do not cover. */
export function onLive(hear: (event: LiveEvent) => void): () => void {
  ears.add(hear)
  return () => void ears.delete(hear)
}

/** Told of what others do to the rows of a table. What was read of it is read again anyway: see `live-refresh.ts`. */
export function useLive(table: string, onChange: (change: LiveChange) => void): void {
  const hear = useRef(onChange)
  hear.current = onChange
  useEffect(
    () =>
      onLive(({ event, data }) => {
        if (data.table !== table) return
        if (event === 'change') hear.current(data as unknown as LiveChange)
        if (event === 'changes') hear.current({ table, id: null, version: null, verb: 'many', actor: null })
      }),
    [table],
  )
}

export const useLiveState = (): LiveState =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => state,
  )

export const liveState = (): LiveState => state

/** What follows the line is fetched with the screen: what others do before it stands is missed. Answers how to stop. */
export function beginLive(scope: string): () => void {
  let stop: (() => void) | null = null
  let isOver = false
  const begin = () =>
    import('./live-line.ts').then(
      ({ followLine }) => {
        if (!isOver) stop = followLine(scope)
      },
      () => {
        if (!isOver) timer = setTimeout(begin, 4_000)
      },
    )
  let timer = setTimeout(begin, 0)
  return () => {
    isOver = true
    clearTimeout(timer)
    stop?.()
    state = 'off'
  }
}
