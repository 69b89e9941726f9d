import { AppError } from '#base/errors.ts'
import type { OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Course } from './change-store.ts'
import { readStore } from './facts.ts'
import { withLocks } from './locks.ts'
import { type Entry, readEntry } from './registry.ts'
import { command, type Runs } from './scan.ts'
import { storedOf, type Target, tableName } from './stored.ts'
import { undoDays } from './undo.ts'
import { type Structure, targetIn } from './who.ts'

/** Each night: what was put aside more than thirty days ago, and can no longer be brought back, goes for good. */
export async function purgeDropped(structure: Structure, now: Date): Promise<void> {
  const limit = new Date(now.getTime() - undoDays * 86_400_000).toISOString()
  for (const tableId of await tablesWithOldChanges(structure.db.owner, limit))
    await purgeTable(structure, tableId, limit)
}

/** What lies aside of code's tables stays: a later release may ask for it again. */
async function tablesWithOldChanges(owner: Runs, limit: string): Promise<number[]> {
  const [answer] = await owner.run(
    statement(sql`select c.table_id from store.changes c join store.tables t on t.id = c.table_id
      where t.origin = 'site' and c.purged_at is null group by c.table_id
      having bool_and(c.status <> 'running') and bool_or(c.done_at < ${limit}::timestamptz)`),
  )
  return answer!.rows.map(([id]) => Number(id))
}

async function purgeTable(structure: Structure, tableId: number, limit: string): Promise<void> {
  const { owner } = structure.db
  const entry = await readEntry(owner, tableId)
  if (!entry) return
  const texts = await purgeTexts(owner, entry, targetIn(structure.catalog(), entry.table.owner), limit)
  try {
    await owner.session((session) => purge(session, entry, texts, limit))
  } catch (error) {
    // Somebody is in the way: another night.
    if (!(error instanceof AppError)) throw error
  }
}

async function purge(
  session: OwnerTx,
  { table, dropped }: Entry,
  texts: readonly string[],
  limit: string,
): Promise<void> {
  const locks = dropped ? { whole: null, tied: [table.id] } : { whole: table, tied: [] }
  await withLocks(session, locks, () =>
    session.run(
      ...texts.map(command),
      statement(sql`update store.changes set purged_at = now()
        where table_id = ${table.id}::int and done_at < ${limit}::timestamptz`),
    ),
  )
}

async function purgeTexts(
  owner: Runs,
  { table, dropped }: Entry,
  target: Target,
  limit: string,
): Promise<string[]> {
  const young = await youngCourses(owner, table, limit)
  const kept = [...young.flatMap(({ before, after }) => [before, after]), dropped ? null : table]
  const names = new Set(kept.flatMap((each) => (each ? [tableName(each), ...namesOf(each, target)] : [])))
  const { names: there } = await readStore(owner, table)
  const old = there.filter((name) => !names.has(name))
  const lists = old
    .filter((name) => name.startsWith(`j${table.id}_`))
    .map((name) => `drop table store.${name}`)
  if (!names.has(tableName(table))) return [...lists, `drop table store.${tableName(table)}`]
  const columns = old.filter((name) => /^c\d+$/.test(name)).map((name) => `drop column ${name}`)
  return columns.length > 0
    ? [...lists, `alter table store.${tableName(table)} ${columns.join(', ')}`]
    : lists
}

const namesOf = (table: Table, target: Target): string[] => {
  const { columns, lists } = storedOf(table, target)
  return [...columns, ...lists].map(({ name }) => name)
}

/** What may still be undone needs what it began from. */
async function youngCourses(owner: Runs, table: Table, limit: string): Promise<Course[]> {
  const [answer] = await owner.run(
    statement(sql`select plan::text from store.changes where table_id = ${table.id}::int
      and (done_at is null or done_at >= ${limit}::timestamptz)`),
  )
  return answer!.rows.map(([plan]) => JSON.parse(plan!) as Course)
}
