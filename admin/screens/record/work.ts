import type { Row as ModelRow } from '#model/row.ts'
import { isWorkedOut } from '#model/row-values.ts'
import { type Difference, type Merge, merge } from '#model/versions.ts'
import { isUnread } from '../../fields/unread.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { type Edits, withEdit } from './judge.ts'
import { type Attempt, forgetUnsaved, keepUnsaved, type Place, type Unsaved } from './unsaved.ts'

/** A form while somebody is at it. */
export interface Work {
  /** The row as it was last read; null: a new one. */
  readonly before: Row | null
  readonly edits: Edits
  /** Fields that were left after a change: what is wrong with them may be told. */
  readonly touched: ReadonlySet<string>
  /** A save was asked for: everything that is wrong is told. */
  readonly isAsked: boolean
  /** What the server found wrong, by field; gone as soon as the field changes. */
  readonly refused: Readonly<Record<string, readonly FieldProblem[]>>
  readonly attempt: Attempt | null
  /** What others changed while this was open. */
  readonly news: readonly Difference[]
  /** What others and we changed otherwise, and their row. */
  readonly clash: { readonly theirs: Row; readonly merge: Merge } | null
  /** What was found unsaved when the form opened: since when. */
  readonly found: number | null
}

export interface WorkStore {
  now(): Work
  change(next: Partial<Work>): void
  subscribe(hear: () => void): () => void
  /** Writes down what is unsaved, now. */
  keep(): void
  readonly place: Place
  readonly table: Table
}

export const blank: Omit<Work, 'before'> = {
  edits: {},
  touched: new Set(),
  isAsked: false,
  refused: {},
  attempt: null,
  news: [],
  clash: null,
  found: null,
}

const soon = 250

export function openWork(place: Place, table: Table, before: Row | null, unsaved: Unsaved | null): WorkStore {
  let work: Work = resumed(table, before, unsaved)
  let timer: ReturnType<typeof setTimeout> | undefined
  const ears = new Set<() => void>()
  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    const { edits, attempt } = work
    if (Object.keys(edits).length === 0 && !attempt) forgetUnsaved(place)
    else keepUnsaved(place, { at: Date.now(), before: work.before as ModelRow | null, edits, attempt })
  }
  return {
    place,
    table,
    now: () => work,
    keep,
    change(next) {
      const isWritten = 'edits' in next || 'attempt' in next || 'before' in next
      work = { ...work, ...next }
      if (isWritten) timer ??= setTimeout(keep, soon)
      for (const tell of ears) tell()
    },
    subscribe(hear) {
      ears.add(hear)
      return () => {
        ears.delete(hear)
        if (timer !== undefined) keep()
      }
    },
  }
}

/** What was left unsaved goes on from the row as it is now; what somebody changed since is not forgotten. */
function resumed(table: Table, before: Row | null, unsaved: Unsaved | null): Work {
  if (!unsaved) return { ...blank, before }
  const work = { ...blank, before, edits: unsaved.edits, attempt: unsaved.attempt, found: unsaved.at }
  if (!before || !unsaved.before) return work
  return absorbed({ ...work, before: unsaved.before as Row }, table, before)
}

/** What follows from others is nobody's change. */
export const toldFields = (table: Table): readonly Field[] =>
  table.fields.filter((field) => !isWorkedOut(field))

const readable = (edits: Edits): ModelRow =>
  Object.fromEntries(
    Object.entries(edits).filter((entry): entry is [string, ModelRow[string]] => !isUnread(entry[1])),
  )

/** Another version of the row arrived: what is not disputed is taken in, what is stays to be chosen. */
export function absorbed(work: Work, table: Table, theirs: Row): Work {
  const { before, edits } = work
  if (!before || theirs.version <= before.version) return work
  const mine: ModelRow = { ...(before as ModelRow), ...readable(edits) }
  const merged = merge(toldFields(table), { base: before as ModelRow, mine, theirs: theirs as ModelRow })
  const settled = Object.keys(edits).filter((slug) => {
    const same =
      !merged.clashes.some(({ field }) => field.slug === slug) &&
      !merged.mine.some(({ field }) => field.slug === slug)
    return same && !isUnread(edits[slug])
  })
  const left = Object.fromEntries(Object.entries(edits).filter(([slug]) => !settled.includes(slug)))
  const isDisputed = merged.clashes.length > 0
  return {
    ...work,
    before: isDisputed ? before : ({ ...before, ...theirs } as Row),
    edits: left,
    news: Object.keys(edits).length === 0 ? [] : merged.theirs,
    clash: isDisputed ? { theirs, merge: merged } : null,
  }
}

export const editField = (store: WorkStore, field: Field, value: unknown): void => {
  const { before, edits, refused } = store.now()
  const { [field.slug]: _, ...others } = refused
  store.change({
    edits: withEdit(edits, field, before as ModelRow | null, value as Edits[string]),
    refused: others,
  })
}

export const touchField = (store: WorkStore, slug: string): void => {
  const { touched } = store.now()
  if (!touched.has(slug)) store.change({ touched: new Set([...touched, slug]) })
}

/** Back to the row as it is stored. */
export const discard = (store: WorkStore): void => {
  store.change({ ...blank })
  store.keep()
}

/** Those of their values that are taken; of the other disputed fields ours stay, to be saved over theirs. */
export function settleClash(store: WorkStore, taken: ReadonlySet<string>): void {
  const { clash, edits, before } = store.now()
  if (!clash) return
  const left = Object.fromEntries(Object.entries(edits).filter(([slug]) => !taken.has(slug)))
  store.change({
    clash: null,
    edits: left,
    before: { ...before, ...clash.theirs } as Row,
    news: clash.merge.theirs,
  })
}
