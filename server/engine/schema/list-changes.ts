import { now } from '#base/clock.ts'
import { sql, statement } from '#db/sql.ts'
import { sayProblem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { type Change, changeColumns, changeOf } from './change-store.ts'
import { sayDifference } from './say-difference.ts'
import { undoDays } from './undo.ts'
import { demandOwn, type Structure, type Who } from './who.ts'

/** A change of a table as its history tells it. */
export interface PastChange {
  readonly id: number
  readonly says: readonly string[]
  /** As the log names them. */
  readonly actor: string
  readonly at: string
  readonly status: Change['status']
  readonly progress: number
  readonly problem: string | null
  /** The change that it took back. */
  readonly undoes: number | null
  readonly undone: boolean
  readonly rows: number
  /** The last that still stands: until when it can be taken back. */
  readonly undo_until: string | null
}

/** The changes of a table, the newest first. */
export async function listChanges(
  { db }: Structure,
  who: Who,
  table: Table,
  limit = 100,
): Promise<PastChange[]> {
  demandOwn(who, table)
  const [answer] = await db.owner.run(
    statement(sql`select ${changeColumns}, made_by, to_json(started_at)#>>'{}', undone_at is not null, purged_at is not null
      from store.changes where table_id = ${table.id}::int order by id desc limit ${limit}::int`),
  )
  const since = now().getTime() - undoDays * day
  const lines = answer!.rows.map((row) => {
    const [actor, at, undone, purged] = row.slice(-4)
    return { change: changeOf(row), actor: actor!, at: at!, undone: undone === 't', purged: purged === 't' }
  })
  const last = lines.find(({ change, undone }) => change.status === 'done' && !change.undoes && !undone)
  return lines.map(({ change, actor, at, undone, purged }) => {
    const { id, course, status, progress, problem, undoes, doneAt } = change
    const done = doneAt === null ? 0 : Date.parse(doneAt)
    const isLast = last?.change.id === id && !purged && done > since
    return {
      id,
      says: sayDifference(course.before, course.after, who.language ?? who.locale.language),
      actor,
      at,
      status,
      progress,
      problem: problem && sayProblem(problem, who.language ?? who.locale.language),
      undoes,
      undone,
      rows: course.rows,
      undo_until: isLast ? new Date(done + undoDays * day).toISOString() : null,
    }
  })
}

const day = 86_400_000
