import { syncComputed } from '../computed/sync.ts'
import { readOne } from './change-store.ts'
import { turnOf } from './instants.ts'
import { withLocks } from './locks.ts'
import type { Running } from './run-change.ts'
import { command } from './scan.ts'
import { tableName } from './stored.ts'
import { unwatch } from './touched.ts'
import { dropViews } from './views.ts'
import { kinds, type Work } from './work.ts'

/** A change that failed before anybody saw anything of it leaves nothing behind. */
export async function takeBack({ session, change }: Running): Promise<void> {
  const { works, before } = change.course
  const table = tableName({ id: change.tableId })
  const hidden = worksBegun(works, (await readOne(session, change.id))?.step ?? 0)
  for (const work of hidden) {
    if (work.do === 'add-index')
      await session.run(command(`drop index concurrently if exists store.${work.index.name}`))
  }
  const texts = hidden.flatMap((work) => undoing(work, table, change.tableId))
  if (texts.length === 0 || !before) return
  const isKept = hidden.some((work) => work.do === 'keep-computed')
  const leave = async (): Promise<void> => {
    if (isKept) await syncComputed(session, { ...turnOf(change), before: change.course.after, after: before })
    await session.run(...texts.map(command))
  }
  await withLocks(session, { whole: before, tied: [] }, leave, 600_000)
}

/** Those that are done, and the long one that was being done; instant ones undo themselves. */
const worksBegun = (works: readonly Work[], step: number): readonly Work[] =>
  works.slice(0, works[step] && kinds[works[step].do] === 'background' ? step + 1 : step)

function undoing(work: Work, table: string, tableId: number): readonly string[] {
  switch (work.do) {
    case 'add-column':
      return [`alter table store.${table} drop column if exists ${work.column.name}`]
    case 'add-list':
      return [...dropViews(work.list.name), `drop table if exists store.${work.list.name}`]
    case 'watch':
      return unwatch(tableId)
    default:
      return []
  }
}
