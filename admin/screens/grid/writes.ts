import type { Json } from '#model/json.ts'
import { sameJson } from '#model/same-json.ts'
import { api } from '../../lib/api.ts'
import { isOnline, onOnline } from '../../lib/offline.ts'
import { Problem } from '../../lib/problem.ts'
import type { Row, Table } from '../../lib/table.ts'
import { sayProblem } from '../../parts/Toast.tsx'
import { createRow, isUnsure, updateRow } from '../record/save.ts'
import type { Change } from './paste.ts'
import { type Entry, keepEntries, newKey, readEntries } from './waiting.ts'

/** Writes that show at once and are never lost: sent as soon as may be, kept until the server has taken them. */
export interface Writes {
  set(changes: readonly Change[], rowOf: (id: number) => Row | undefined): void
  /** The row as it will be. */
  shown(row: Row): Row
  entry(id: number): Entry | undefined
  /** Of a draft that was made meanwhile: the row's own. */
  idOf(id: number): number
  /** New rows that are not made yet. */
  drafts(): readonly Row[]
  newDraft(values?: Readonly<Record<string, Json>>): number
  discard(id: number): void
  /** Over theirs, or not at all. */
  settle(id: number, how: 'mine' | 'theirs'): void
  waiting(): number
  conflicts(): readonly Entry[]
  refused(): readonly Entry[]
  retry(): void
  close(): void
}

export interface Told {
  changed(): void
  /** As the server has it now. */
  saved(row: Row): void
  created(before: number, row: Row): void
}

interface State {
  readonly table: Table
  readonly name: string
  readonly told: Told
  readonly entries: Map<number, Entry>
  readonly gone: Set<number>
  sending: number
  pause: number
  timer: ReturnType<typeof setTimeout> | undefined
  isClosed: boolean
  /** Under what a row is looked for that was a draft when somebody began to edit it. */
  readonly renamed: Map<number, number>
  /** New rows that were given up while they were being made: they go as soon as they are there. */
  readonly unwanted: Set<number>
}

const atOnce = 6

type Input = Readonly<Record<string, Json>>

export function openWrites(
  table: Table,
  name: string,
  told: Told,
  isComplete: (row: Row) => boolean,
): Writes {
  const entries = new Map(readEntries(name).map((entry) => [entry.id, entry]))
  const state: State = {
    table,
    name,
    told,
    entries,
    gone: new Set(),
    sending: 0,
    pause: 1000,
    timer: undefined,
    isClosed: false,
    renamed: new Map(),
    unwanted: new Set(),
  }
  const pump = () => send(state, isComplete)
  const leave = onOnline(pump)
  if (entries.size > 0) setTimeout(pump)
  const close = () => {
    state.isClosed = true
    clearTimeout(state.timer)
    leave()
  }
  return { ...writing(state, pump), ...asking(state, isComplete), retry: pump, close }
}

const writing = (
  state: State,
  pump: () => void,
): Pick<Writes, 'set' | 'newDraft' | 'discard' | 'settle'> => ({
  set(changes, rowOf) {
    for (const change of changes) setOne(state, change, rowOf)
    keep(state)
    pump()
  },
  newDraft: (values = {}) => newDraft(state, values),
  discard(id) {
    if (state.entries.get(id)?.isSending && id < 0) state.unwanted.add(id)
    state.entries.delete(id)
    state.gone.add(id)
    keep(state)
  },
  settle(id, how) {
    settle(state, id, how)
    pump()
  },
})

function asking(
  { entries, renamed }: State,
  isComplete: (row: Row) => boolean,
): Pick<Writes, 'shown' | 'entry' | 'idOf' | 'drafts' | 'waiting' | 'conflicts' | 'refused'> {
  const all = () => [...entries.values()]
  return {
    shown(row) {
      const entry = entries.get(row.id)
      return entry ? ({ ...row, ...entry.values } as Row) : row
    },
    entry: (id) => entries.get(id),
    idOf: (id) => renamed.get(id) ?? id,
    drafts: () => all().flatMap((entry) => (entry.base ? [] : [draftRow(entry)])),
    waiting: () =>
      all().filter((entry) => entry.base || (!isBlank(entry.values) && isComplete(draftRow(entry)))).length,
    conflicts: () => all().filter(({ theirs }) => theirs !== null),
    refused: () => all().filter(({ refused }) => Object.keys(refused).length > 0),
  }
}

/** A new row in which nothing stands yet is not made. */
const isBlank = (values: Input): boolean => Object.keys(values).length === 0

const draftRow = ({ id, values }: Entry): Row => ({ id, version: 0, ...values })

const blank = (id: number, base: Row | null): Entry => ({
  id,
  base,
  values: {},
  refused: {},
  theirs: null,
  isSending: false,
  key: newKey(),
  attempt: null,
})

function keep(state: State): void {
  keepEntries(state.name, state.entries.values(), state.gone)
  state.told.changed()
}

/** Never one that was another's: what is still said of that one would be written into its row. */
function newDraft(state: State, values: Readonly<Record<string, Json>>): number {
  const id = Math.min(0, ...state.entries.keys(), ...state.renamed.keys()) - 1
  state.entries.set(id, { ...blank(id, null), values })
  keep(state)
  return id
}

/** What one field was refused for may have been another: all of the row is tried again. */
function setOne(
  state: State,
  { id: asked, slug, after }: Change,
  rowOf: (id: number) => Row | undefined,
): void {
  const id = state.renamed.get(asked) ?? asked
  const base = state.entries.get(id)?.base ?? rowOf(id) ?? null
  const entry = state.entries.get(id) ?? blank(id, id > 0 ? base : null)
  const isBack =
    entry.base !== null && !entry.isSending && sameJson((entry.base[slug] ?? null) as Json, after)
  const { [slug]: _, ...others } = entry.values
  const values = isBack ? others : { ...entry.values, [slug]: after }
  if (id > 0 && Object.keys(values).length === 0) {
    state.entries.delete(id)
    state.gone.add(id)
  } else state.entries.set(id, { ...entry, values, refused: {} })
}

function settle(state: State, id: number, how: 'mine' | 'theirs'): void {
  const entry = state.entries.get(id)
  if (!entry?.theirs) return
  state.told.saved(entry.theirs)
  if (how === 'mine') state.entries.set(id, { ...entry, base: entry.theirs, theirs: null })
  else {
    state.entries.delete(id)
    state.gone.add(id)
  }
  keep(state)
}

const sendable = ({ values, refused }: Entry): Record<string, Json> =>
  Object.fromEntries(Object.entries(values).filter(([slug]) => !(slug in refused)))

function send(state: State, isComplete: (row: Row) => boolean): void {
  if (state.isClosed) return
  for (const entry of state.entries.values()) {
    if (state.sending >= atOnce) return
    const input = entry.attempt ?? sendable(entry)
    const isReady = entry.base
      ? Object.keys(input).length > 0
      : !isBlank(input) && isComplete(draftRow(entry)) && Object.keys(entry.refused).length === 0
    if (!isReady || entry.isSending || entry.theirs) continue
    state.sending++
    state.entries.set(entry.id, { ...entry, isSending: true, attempt: entry.base ? null : input })
    void sendOne(state, entry, input).then((isThere) => {
      state.sending--
      if (isThere) send(state, isComplete)
      else pauseThen(state, () => send(state, isComplete))
    })
  }
}

function pauseThen(state: State, again: () => void): void {
  if (state.timer !== undefined || state.isClosed) return
  state.timer = setTimeout(
    () => {
      state.timer = undefined
      again()
    },
    isOnline() ? 1000 : state.pause,
  )
  state.pause = Math.min(state.pause * 2, 30_000)
}

/** Whether the server was there. */
async function sendOne(state: State, entry: Entry, input: Input): Promise<boolean> {
  try {
    if (entry.base) {
      const saved = await updateRow(state.table, entry.base, input)
      if (saved.kind === 'clash') ended(state, entry.id, (now) => ({ ...now, theirs: saved.theirs }))
      else done(state, entry, input, saved.row)
    } else done(state, entry, input, await createRow(state.table, { input, key: entry.key }))
    state.pause = 1000
    return true
  } catch (error) {
    const isSilent =
      isUnsure(error) || (error instanceof Problem && (error.status === 429 || error.status === 401))
    ended(state, entry.id, (now) => (isSilent ? now : refusedBy(error, now, input)))
    return !isSilent
  }
}

function ended(state: State, id: number, change: (entry: Entry) => Entry): void {
  const now = state.entries.get(id)
  if (now) state.entries.set(id, { ...change(now), isSending: false })
  keep(state)
}

/** What was typed meanwhile waits its turn. */
function done(state: State, sent: Entry, input: Input, row: Row): void {
  const now = state.entries.get(sent.id)
  const left = Object.entries(now?.values ?? {}).filter(
    ([slug, value]) => !(slug in input) || !sameJson(input[slug]!, value),
  )
  state.entries.delete(sent.id)
  state.gone.add(sent.id)
  if (state.unwanted.delete(sent.id)) {
    void api.delete(`/api/${state.table.slug}/${row.id}/`).catch(sayProblem)
    return
  }
  if (sent.id < 0) {
    state.renamed.set(sent.id, row.id)
    state.told.created(sent.id, row)
  } else state.told.saved(row)
  if (left.length > 0 && now)
    state.entries.set(row.id, {
      ...blank(row.id, row),
      refused: now.refused,
      values: Object.fromEntries(left),
    })
  keep(state)
}

/** What is wrong stands at its cell; where the field is not among those sent, at all that were. */
function refusedBy(error: unknown, entry: Entry, input: Input): Entry {
  const anew = { ...entry, key: newKey(), attempt: null }
  if (!(error instanceof Problem)) return { ...anew, refused: allWith(input, String(error)) }
  const named = Object.entries(error.errors).filter(([slug]) => slug in input)
  const others = Object.entries(error.errors).filter(([slug]) => !(slug in input))
  const said = named.map(([slug, list]) => [slug, list.map(({ message }) => message).join(' ')] as const)
  if (said.length > 0) return { ...anew, refused: { ...entry.refused, ...Object.fromEntries(said) } }
  const why = others.flatMap(([, list]) => list.map(({ message }) => message)).join(' ') || error.detail
  return { ...anew, refused: allWith(input, why) }
}

const allWith = (input: Input, why: string): Record<string, string> =>
  Object.fromEntries(Object.keys(input).map((slug) => [slug, why]))
