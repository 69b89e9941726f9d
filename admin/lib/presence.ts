import { useEffect, useSyncExternalStore } from 'react'
import { api } from './api.ts'
import { onLive, tab } from './live.ts'
import { useHereIfAny } from './session.ts'

/** Somebody else: at a table, at a row of it, in a field. */
export interface Present {
  readonly user: number
  readonly tab: string
  readonly name: string
  readonly table: string
  readonly id: number | null
  readonly field: string | null
  readonly editing: boolean
}

interface Place {
  readonly table: string
  readonly id?: number | null
  readonly field?: string | null
  readonly editing?: boolean
}

/** The server forgets after 45 s. */
const every = 20_000
const lasting = 50_000
const settle = 250

const people = new Map<string, { readonly one: Present; readonly at: number }>()
let seen: readonly Present[] = []
const watchers = new Set<() => void>()

function changed(): void {
  seen = [...people.values()].map(({ one }) => one)
  for (const tell of watchers) tell()
}

const note = (one: Present): void => {
  if (one.tab !== tab) people.set(`${one.user}/${one.tab}`, { one, at: Date.now() })
}

onLive(({ event, data }) => {
  if (event !== 'presence') return
  const one = data as unknown as Present & { table: string | null }
  if (one.table === null) people.delete(`${one.user}/${one.tab}`)
  else note(one)
  changed()
})

/** The innermost place is where somebody is: the row over the grid, the field in the row. */
const places: { now: Place }[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let said: string | null = null

function saySoon(): void {
  clearTimeout(timer)
  timer = setTimeout(say, settle)
}

/** A row tells more than the list that it lies over, whichever of them was drawn first. */
const innermost = (): Place | undefined =>
  (places.findLast(({ now }) => now.id != null) ?? places.at(-1))?.now

async function say(): Promise<void> {
  const place = document.hidden ? undefined : innermost()
  if (!place && said === null) return
  const body = { tab, ...(place && { ...place, id: place.id ?? null, field: place.field ?? null }) }
  said = place ? JSON.stringify(place) : null
  clearTimeout(timer)
  if (place) timer = setTimeout(say, every)
  // Where it cannot be said it is not worth a word: what one is doing goes on.
  const answer = await api.post<{ people: Present[] }>('/api/presence/', body).catch(() => null)
  for (const [key, { at }] of people) if (Date.now() - at > lasting) people.delete(key)
  for (const one of answer?.people ?? []) note(one)
  changed()
}

document.addEventListener('visibilitychange', saySoon)
addEventListener('pagehide', () => {
  if (said !== null) api.post('/api/presence/', { tab }, { keepalive: true }).catch(() => {})
  said = null
})

/** Says that somebody is there as long as the component is; answers who else is at the same place. */
export function usePresence({ table, id = null, field = null, editing = false }: Place): readonly Present[] {
  useEffect(() => {
    const held = { now: { table, id, field, editing } }
    places.push(held)
    saySoon()
    return () => {
      places.splice(places.indexOf(held), 1)
      saySoon()
    }
  }, [table, id, field, editing])
  return usePeopleAt(table, id)
}

/** The others at a table, or at one of its rows, without saying anything of oneself. Of each person once. */
export function usePeopleAt(table: string, id: number | null = null): readonly Present[] {
  const all = useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => void watchers.delete(tell)
    },
    () => seen,
  )
  const me = useHereIfAny()?.user.id
  const there = all.filter((one) => one.user !== me && one.table === table && (id === null || one.id === id))
  return [...new Map(there.map((one) => [one.user, one])).values()]
}
