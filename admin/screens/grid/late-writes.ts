import type { Row, Table } from '../../lib/table.ts'
import { loadDeeds, withDeeds } from './late-deeds.ts'
import { hasEntries } from './waiting.ts'
import type { Told, Writes } from './writes.ts'

const none: readonly never[] = []

/** As long as nothing can be written here, nothing waits. */
const nothing: Writes = {
  set() {},
  shown: (row) => row,
  entry: () => undefined,
  idOf: (id) => id,
  drafts: () => none,
  newDraft: () => 0,
  discard() {},
  settle() {},
  waiting: () => 0,
  conflicts: () => none,
  refused: () => none,
  retry() {},
  close() {},
}

/** The same all along: what changes cells brings what keeps and sends them with it. */
export function openLateWrites(
  table: Table,
  name: string,
  told: Told,
  isComplete: (row: Row) => boolean,
): Writes {
  const writes = { ...nothing }
  const forget = withDeeds(({ openWrites }) => {
    Object.assign(writes, openWrites(table, name, told, isComplete))
    told.changed()
  })
  if (hasEntries(name)) void loadDeeds().catch(() => {})
  return {
    ...delegating(writes),
    close() {
      forget()
      writes.close()
    },
  }
}

const delegating = (to: Writes): Writes => ({
  set: (...given) => to.set(...given),
  shown: (row) => to.shown(row),
  entry: (id) => to.entry(id),
  idOf: (id) => to.idOf(id),
  drafts: () => to.drafts(),
  newDraft: (values) => to.newDraft(values),
  discard: (id) => to.discard(id),
  settle: (id, how) => to.settle(id, how),
  waiting: () => to.waiting(),
  conflicts: () => to.conflicts(),
  refused: () => to.refused(),
  retry: () => to.retry(),
  close: () => to.close(),
})
