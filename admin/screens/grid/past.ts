import type { Change } from './paste.ts'

/** One thing that was done, and can be undone as one. */
export interface Deed {
  readonly changes: readonly Change[]
  readonly created: readonly number[]
  readonly removed: readonly number[]
}

/** What was done in this grid, and what of it was undone: as many steps as one remembers having taken. */
export interface Past {
  did(deed: Deed): void
  /** The last deed, taken off; undefined: there is none. */
  undo(): Deed | undefined
  redo(): Deed | undefined
  /** A row made here has its number now. */
  named(before: number, now: number): void
  canUndo(): boolean
  canRedo(): boolean
}

const most = 200

export function openPast(): Past {
  let done: Deed[] = []
  let undone: Deed[] = []
  return {
    did(deed) {
      done = [...done.slice(1 - most), deed]
      undone = []
    },
    undo() {
      const deed = done.pop()
      if (deed) undone.push(deed)
      return deed
    },
    redo() {
      const deed = undone.pop()
      if (deed) done.push(deed)
      return deed
    },
    named(before, now) {
      const rename = (deed: Deed): Deed => ({
        changes: deed.changes.map((change) => (change.id === before ? { ...change, id: now } : change)),
        created: deed.created.map((id) => (id === before ? now : id)),
        removed: deed.removed.map((id) => (id === before ? now : id)),
      })
      done = done.map(rename)
      undone = undone.map(rename)
    },
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  }
}

/** The same cells, back to what they were. */
export const inverse = ({ changes, created, removed }: Deed): Deed => ({
  changes: changes.map((change) => ({ ...change, before: change.after, after: change.before })).reverse(),
  created: removed,
  removed: created,
})
