import type { Where } from '#model/where.ts'
import { api, type Params } from '../../lib/api.ts'
import type { Row } from '../../lib/table.ts'
import { type Grouping, groupText } from './query.ts'
import { openRows, type Rows } from './rows.ts'

/** What `GET /api/{table}/summary/` answers. */
export interface Summary {
  readonly groups: readonly Group[]
  readonly more: boolean
  readonly total: Measured
}
export interface Measured {
  readonly count: number
  readonly values: Readonly<Record<string, unknown>>
}
export interface Group extends Measured {
  readonly keys: readonly unknown[]
  readonly labels: readonly (string | null)[]
  readonly where: Where
}

/** A heading, and what stands under it while it is open. */
export interface Heading {
  readonly id: string
  readonly level: number
  readonly grouping: Grouping
  readonly group: Group
  isOpen: boolean
  under: Lines | null
}

export type Line = { readonly heading: Heading } | { readonly row: Row | undefined }

/** What a grid shows from top to bottom: rows, or headings and their rows. */
export interface Lines {
  count(): number | null
  /** Rows, folded ones among them. */
  total(): number | null
  at(index: number): Line
  byId(id: number): Row | undefined
  want(first: number, last: number): void
  load(first: number, last: number): Promise<void>
  put(row: Row): void
  add(row: Row): void
  drop(ids: ReadonlySet<number>): void
  refresh(): void
  close(): void
  problem(): unknown
  toggle(heading: Heading): void
}

export interface LinesQuery {
  readonly table: string
  readonly params: Params
  readonly where: Where
  readonly group: readonly Grouping[]
  /** Asked of each group: `sum:montant_ht`. */
  readonly measures: readonly string[]
}

const rowsParams = ({ params, where }: LinesQuery): Params => ({
  ...params,
  where: 'all' in where && where.all.length === 0 ? undefined : JSON.stringify(where),
})

export const openLines = (query: LinesQuery, tell: () => void, level = 0): Lines =>
  query.group.length === 0
    ? flat(openRows(query.table, rowsParams(query), tell))
    : grouped(query, tell, level)

const flat = (rows: Rows): Lines => ({
  ...rows,
  total: rows.count,
  at: (index) => ({ row: rows.at(index) }),
  toggle: () => {},
})

interface Grouped {
  readonly query: LinesQuery
  readonly tell: () => void
  readonly level: number
  headings: Heading[] | null
  problem: unknown
  isClosed: boolean
}

/** Groups come all at once, a thousand at most; their rows when they come into sight. */
function grouped(query: LinesQuery, tell: () => void, level: number): Lines {
  const state: Grouped = { query, tell, level, headings: null, problem: null, isClosed: false }
  const each = (act: (lines: Lines) => void) => {
    for (const heading of state.headings ?? []) if (heading.under) act(heading.under)
  }
  const lines: Lines = {
    count: () => state.headings?.reduce((sum, heading) => sum + lengthOf(heading), 0) ?? null,
    total: () => state.headings?.reduce((sum, { group }) => sum + group.count, 0) ?? null,
    at: (index) => lineAt(state, index),
    byId: (id) => firstOf(state, (one) => one.byId(id)),
    want: (first, last) => under(state, first, last, (lines, from, to) => lines.want(from, to)),
    async load(first, last) {
      const asked: Promise<void>[] = []
      under(state, first, last, (lines, from, to) => asked.push(lines.load(from, to)))
      await Promise.all(asked)
    },
    put: (row) => each((one) => one.put(row)),
    add: () => lines.refresh(),
    drop: () => lines.refresh(),
    refresh: () => void read(state),
    close() {
      state.isClosed = true
      each((one) => one.close())
    },
    problem: () => state.problem ?? firstOf(state, (one) => one.problem() ?? undefined) ?? null,
    toggle(heading) {
      const { headings } = state
      if (headings?.includes(heading)) open(state, heading, !heading.isOpen)
      else each((one) => one.toggle(heading))
    },
  }
  void read(state)
  return lines
}

/** What the first that knows it says. */
function firstOf<T>({ headings }: Grouped, ask: (lines: Lines) => T | undefined): T | undefined {
  for (const { under: inner } of headings ?? []) {
    const found = inner && ask(inner)
    if (found !== undefined && found !== null) return found
  }
  return undefined
}

function open(state: Grouped, heading: Heading, isOpen: boolean): void {
  heading.isOpen = isOpen
  if (isOpen && !heading.under) heading.under = underneath(state, heading)
  state.tell()
}

async function read(state: Grouped): Promise<void> {
  const [grouping] = state.query.group
  const params = {
    ...rowsParams(state.query),
    ordering: undefined,
    fields: undefined,
    group_by: groupText([grouping!]),
    measures: state.query.measures.join(',') || undefined,
    page_size: 1000,
  }
  try {
    const { groups } = await api.get<Summary>(`/api/${state.query.table}/summary/`, params)
    if (!state.isClosed) take(state, grouping!, groups)
  } catch (error) {
    state.problem = error
  }
  state.tell()
}

/** What was open stays open. */
function take(state: Grouped, grouping: Grouping, groups: readonly Group[]): void {
  const before = new Map(state.headings?.map((heading) => [heading.id, heading]))
  const isSorted = groups.some(({ labels }) => labels[0] !== null) && grouping.by === undefined
  const shown = isSorted && groups.length < 1000 && !isChoice(groups) ? groups.toSorted(byLabel) : groups
  state.problem = null
  state.headings = shown.map((group) => {
    const id = JSON.stringify(group.keys)
    const known = before.get(id)
    before.delete(id)
    const isOpen = known?.isOpen ?? groups.length <= 50
    const heading: Heading = { id, level: state.level, grouping, group, isOpen, under: known?.under ?? null }
    if (known?.under) known.under.refresh()
    else if (isOpen) heading.under = underneath(state, heading)
    return heading
  })
  for (const gone of before.values()) gone.under?.close()
}

const isChoice = (groups: readonly Group[]): boolean =>
  groups.every(({ keys }) => typeof keys[0] !== 'number')
const byLabel = (a: Group, b: Group): number =>
  (a.labels[0] ?? '\uffff').localeCompare(b.labels[0] ?? '\uffff', 'fr')

function underneath({ query, tell, level }: Grouped, { group }: Heading): Lines {
  const { where } = query
  const isAll = 'all' in where && where.all.length === 0
  const inner = {
    ...query,
    where: isAll ? group.where : { all: [where, group.where] },
    group: query.group.slice(1),
  }
  return openLines(inner, tell, level + 1)
}

const lengthOf = ({ isOpen, under: inner, group }: Heading): number =>
  1 + (isOpen && inner ? (inner.count() ?? group.count) : 0)

function lineAt(state: Grouped, index: number): Line {
  let at = 0
  for (const heading of state.headings ?? []) {
    const length = lengthOf(heading)
    if (index === at) return { heading }
    if (index < at + length) return heading.under!.at(index - at - 1)
    at += length
  }
  return { row: undefined }
}

/** The part of a stretch of lines that lies under each heading. */
function under(
  { headings }: Grouped,
  first: number,
  last: number,
  act: (lines: Lines, from: number, to: number) => void,
): void {
  let at = 0
  for (const heading of headings ?? []) {
    const length = lengthOf(heading)
    const [from, to] = [Math.max(first - at - 1, 0), Math.min(last - at - 1, length - 2)]
    if (heading.isOpen && heading.under && to >= from) act(heading.under, from, to)
    at += length
  }
}
