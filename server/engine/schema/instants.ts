import type { Statement } from '#db/executor.ts'
import type { Table } from '#model/table.ts'
import { syncComputed, type Turn } from '../computed/sync.ts'
import { catchUp, settle } from './convert-rows.ts'
import { sqlOf } from './ddl.ts'
import { structureError } from './errors.ts'
import { type Locks, withLocks } from './locks.ts'
import { raiseCatalog, raiseNextField, readEntry, updateEntry } from './registry.ts'
import type { Running } from './run-change.ts'
import { command } from './scan.ts'
import { demandFree } from './taken-slug.ts'
import type { Work } from './work.ts'

/** Work of a moment, in one transaction: all of it, and the note that it is done, or nothing. */
export async function runInstants(
  running: Running,
  works: readonly Work[],
  done: Statement,
  patience: number,
): Promise<void> {
  const { session, change } = running
  const settling = works.find((work) => work.do === 'settle')
  if (settling) await catchUp(running, settling)
  await withLocks(
    session,
    locksOf(running, works),
    async () => {
      await refuseStale(running, works)
      for (const work of works) await doInstant(running, work)
      await session.run(raiseNextField(change.tableId, change.course.nextField), done)
      if (works.some((work) => work.do === 'publish')) await session.run(raiseCatalog)
    },
    patience,
  )
  if (works.some((work) => work.do === 'publish')) await running.structure.reload()
}

async function doInstant(running: Running, work: Work): Promise<void> {
  const { session, change } = running
  if (work.do === 'settle') await settle(running, work)
  if (work.do === 'keep-computed') await syncComputed(session, turnOf(change), work.meanwhile)
  for (const text of sqlOf(work, tableOf(running))) await session.run(command(text))
  if (work.do !== 'publish') return
  if (work.after && work.after.slug !== change.course.before?.slug) await demandFree(session, [work.after])
  await session.run(updateEntry(change.tableId, work.after))
}

export const turnOf = ({ tableId, course: { before, after } }: Running['change']): Turn => ({
  id: tableId,
  before,
  after,
})

export const tableOf = ({ change }: Pick<Running, 'change'>): Table =>
  (change.course.after ?? change.course.before)!

/** A table out of sight has no views to be locked, and nobody who waits for it. */
function locksOf({ change }: Running, works: readonly Work[]): Locks {
  const keys = works.flatMap((work) => (work.do === 'add-key' || work.do === 'drop-key' ? [work.key.to] : []))
  const tied = new Set(keys.filter((id) => id !== change.tableId))
  const { before } = change.course
  return { whole: before, tied: before ? [...tied] : [change.tableId, ...tied] }
}

/** The table is as it was planned for, and those that it comes to lead to have not been put aside meanwhile. */
async function refuseStale({ session, change }: Running, works: readonly Work[]): Promise<void> {
  const entry = await readEntry(session, change.tableId, true)
  if (entry?.table.version !== tableOf({ change }).version) throw structureError('plan.stale')
  for (const work of works) {
    if (work.do !== 'add-key' || work.key.to === change.tableId) continue
    if ((await readEntry(session, work.key.to))?.dropped !== false) throw structureError('plan.stale')
  }
}
