import { useEffect, useRef, useSyncExternalStore } from 'react'
import { elect } from './live-leader.ts'
import { refresh } from './live-refresh.ts'
import { followStream, type LiveEvent } from './live-stream.ts'
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
const become = (next: LiveState): void => {
  if (next === state) return
  const looksInto = next === 'ended' || (next === 'off' && state === 'on' && !document.hidden)
  state = next
  if (looksInto) void queries.refetchQueries({ queryKey: ['here'] })
  for (const tell of watchers) tell()
}

const tellAll = (event: LiveEvent): void => {
  refresh(event)
  for (const hear of ears) hear(event)
}

interface Said {
  readonly said?: LiveEvent
  readonly id?: string | null
  readonly state?: LiveState
}

/**
 * Begins to listen, for one person at one site; answers how to stop. One tab of the browser holds the line, the others
 * are told by it; whichever comes next goes on from where the last one was.
 */
export function beginLive(scope: string): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`sugu.live.${scope}`) : null
  let last: string | null = null
  let stopStream: (() => void) | null = null
  const take = ({ id, state: is, said }: Said) => {
    if (id) last = id
    if (is) become(is)
    if (said) tellAll(said)
  }
  const say = (said: Said) => channel?.postMessage(said)
  channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => stopStream || take(data))
  const both = (said: Said) => {
    say(said)
    take(said)
  }
  const hearing = {
    hear: (said: LiveEvent, id: string | null) => both({ said, id }),
    state: (is: LiveState) => both({ state: is }),
  }
  const lead = () => followStream(last, hearing, () => !document.hidden)
  const election = elect(`sugu.stream.${scope}`, tab, (leads) => {
    stopStream?.()
    stopStream = leads ? lead() : null
  })
  // Tabs that came since do not know yet.
  const repeat = setInterval(() => stopStream && say({ state, id: last }), 2000)
  return () => {
    clearInterval(repeat)
    election.stop()
    stopStream?.()
    channel?.close()
    state = 'off'
  }
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
