import { api, type Params } from '../../lib/api.ts'
import type { Page, Row } from '../../lib/table.ts'

/** A long list of which only what is looked at is here: in blocks of a hundred, the last used ones kept. */
export interface Rows {
  /** As many as are known to be there; null until the first answer. */
  count(): number | null
  /** Undefined: not here yet. */
  at(index: number): Row | undefined
  byId(id: number): Row | undefined
  /** What is looked at now: fetched where it is missing, and a little around it. */
  want(first: number, last: number): void
  /** All of them, to be worked on. */
  load(first: number, last: number): Promise<void>
  /** A row as it is now. */
  put(row: Row): void
  /** A new one, shown at the end until the list is read again. */
  add(row: Row): void
  drop(ids: ReadonlySet<number>): void
  /** Read again; what is shown stays until it comes. */
  refresh(): void
  close(): void
  problem(): unknown
}

const size = 100
const mostBlocks = 60
const mostAsked = 4

interface Block {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly previous: string | null
  stale: boolean
  used: number
}

interface State {
  readonly path: string
  readonly params: Params
  readonly tell: () => void
  readonly blocks: Map<number, Block>
  readonly asked: Map<number, AbortController>
  added: Row[]
  total: number | null
  isExact: boolean
  wanted: readonly [first: number, last: number]
  clock: number
  problem: unknown
  isClosed: boolean
}

export function openRows(table: string, params: Params, tell: () => void): Rows {
  const state: State = {
    path: `/api/${table}/`,
    params,
    tell,
    blocks: new Map(),
    asked: new Map(),
    added: [],
    total: null,
    isExact: false,
    wanted: [0, 0],
    clock: 0,
    problem: null,
    isClosed: false,
  }
  return {
    count: () => (state.total === null ? null : state.total + state.added.length),
    at: (index) => rowAt(state, index),
    byId: (id) => rowById(state, id),
    want: (first, last) => want(state, first, last),
    load: (first, last) => load(state, first, last),
    put: (row) => put(state, row),
    add(row) {
      state.added = [...state.added, row]
      tell()
    },
    drop(ids) {
      state.added = state.added.filter(({ id }) => !ids.has(id))
      refresh(state)
    },
    refresh: () => refresh(state),
    close() {
      state.isClosed = true
      for (const asked of state.asked.values()) asked.abort()
    },
    problem: () => state.problem,
  }
}

function rowAt(state: State, index: number): Row | undefined {
  if (state.total !== null && index >= state.total) return state.added[index - state.total]
  return state.blocks.get(Math.floor(index / size))?.rows[index % size]
}

function rowById({ blocks, added }: State, id: number): Row | undefined {
  for (const { rows } of blocks.values()) {
    const found = rows.find((row) => row.id === id)
    if (found) return found
  }
  return added.find((row) => row.id === id)
}

function put(state: State, row: Row): void {
  for (const [at, block] of state.blocks) {
    const index = block.rows.findIndex(({ id }) => id === row.id)
    if (index >= 0)
      state.blocks.set(at, { ...block, rows: block.rows.with(index, { ...block.rows[index], ...row }) })
  }
  state.added = state.added.map((one) => (one.id === row.id ? { ...one, ...row } : one))
  state.tell()
}

function refresh(state: State): void {
  for (const block of state.blocks.values()) block.stale = true
  for (const asked of state.asked.values()) asked.abort()
  state.asked.clear()
  state.isExact = false
  want(state, ...state.wanted)
}

function want(state: State, first: number, last: number): void {
  state.wanted = [first, last]
  const from = Math.max(0, Math.floor((first - 20) / size))
  const to = Math.floor((last + 20) / size)
  state.clock++
  for (const [at, asked] of state.asked) if (at < from - 1 || at > to + 1) forget(state, at, asked)
  // After a jump the middle comes first: it is counted to, the blocks beside it are then a step away.
  const middle = Math.floor((first + last) / 2 / size)
  if (!state.blocks.has(middle)) {
    ask(state, middle)
    return
  }
  for (let at = from; at <= to; at++) {
    const block = state.blocks.get(at)
    if (block) block.used = state.clock
    if (!block || block.stale) ask(state, at)
  }
}

async function load(state: State, first: number, last: number): Promise<void> {
  const end = Math.min(last, (state.total ?? 0) - 1)
  for (let at = Math.floor(first / size); at <= Math.floor(end / size); at++)
    if (!state.blocks.has(at)) await fetchBlock(state, at, new AbortController())
}

function forget(state: State, at: number, asked: AbortController): void {
  asked.abort()
  state.asked.delete(at)
}

function ask(state: State, at: number): void {
  const isBeyond = state.total !== null && at > 0 && at * size >= state.total
  if (state.isClosed || state.asked.has(at) || state.asked.size >= mostAsked || isBeyond) return
  const asked = new AbortController()
  state.asked.set(at, asked)
  void fetchBlock(state, at, asked).finally(() => {
    if (state.asked.get(at) === asked) state.asked.delete(at)
    if (!asked.signal.aborted && !state.problem) want(state, ...state.wanted)
  })
}

async function fetchBlock(state: State, at: number, asked: AbortController): Promise<void> {
  try {
    const isFirst = state.total === null || !state.isExact
    const page = await readPage(state, at, isFirst, asked.signal)
    if (asked.signal.aborted) return
    const { results: rows, next, previous } = page
    state.blocks.set(at, { rows, next, previous, stale: false, used: state.clock })
    state.problem = null
    if (isFirst && page.count !== null) counted(state, page)
    trim(state)
  } catch (error) {
    if (asked.signal.aborted) return
    if (isPastEnd(error) && at > 0) state.blocks.set(at, { ...nothing, used: state.clock })
    else state.problem = error
  }
  state.tell()
}

const nothing: Block = { rows: [], next: null, previous: null, stale: false, used: 0 }
const isPastEnd = (error: unknown): boolean => (error as { status?: number }).status === 404

/** From a neighbour on, where it is here: a step in an index; else by counting through it. */
function readPage(state: State, at: number, isCounted: boolean, signal: AbortSignal): Promise<Page> {
  const before = state.blocks.get(at - 1)
  const after = state.blocks.get(at + 1)
  const link = isCounted
    ? null
    : before && !before.stale
      ? before.next
      : after && !after.stale
        ? after.previous
        : null
  if (link) {
    const { pathname, search } = new URL(link, location.href)
    return api.get<Page>(pathname + search, undefined, { signal })
  }
  const page = { page: at + 1, page_size: size, count: isCounted ? undefined : 'none' }
  return api.get<Page>(state.path, { ...state.params, ...page }, { signal })
}

function counted(state: State, page: Page): void {
  const isSame = state.added.length > 0 && state.total !== null
  if (isSame) state.added = []
  state.isExact = true
  if (!page.count_is_capped) {
    state.total = page.count
    return
  }
  state.total = Math.max(page.count, state.total ?? 0)
  void countAll(state)
}

async function countAll(state: State): Promise<void> {
  try {
    const params = { ...state.params, ordering: undefined, count: 'exact', page_size: 1, fields: 'id' }
    const { count } = await api.get<Page>(state.path, params)
    state.total = count
    state.tell()
  } catch {
    // The ten thousand that are known to be there can be walked through all the same.
  }
}

/** The oldest go; what is on the screen is never among them. */
function trim({ blocks }: State): void {
  if (blocks.size <= mostBlocks) return
  const oldest = [...blocks].sort(([, a], [, b]) => a.used - b.used).slice(0, blocks.size - mostBlocks)
  for (const [at] of oldest) blocks.delete(at)
}
