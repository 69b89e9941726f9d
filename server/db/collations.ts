import { setTimeout as sleep } from 'node:timers/promises'
import type { Owner, OwnerTx } from './owner.ts'
import { identifier } from './roles.ts'

/**
 * A library of another version may order words otherwise than the indexes do, which then miss rows. Such
 * indexes are built anew beside the work that goes on; answers their names. To be called at start-up.
 */
export async function mendCollations(owner: Owner): Promise<string[]> {
  const moved = await owner.run({ text: movedText, values: [] })
  if (moved[0]!.count === 0) return []
  return owner.session(mend)
}

const movedText = `
  select 'collation', c.oid::regcollation::text from pg_collation c
    where c.collowner = current_user::regrole and collversion <> pg_collation_actual_version(c.oid)
  union all
  select 'database', quote_ident(datname) from pg_database
    where datname = current_database() and datdba = current_user::regrole
      and datcollversion <> pg_database_collation_actual_version(oid)`

/** Of our own tables; those in C order do not depend on anything. */
const indexesText = `
  select n.nspname, c.relname from pg_index i
    join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relowner = current_user::regrole and c.relkind = 'i'
      and exists (select from unnest(i.indcollation) k join pg_collation l on l.oid = k
        where l.collprovider in ('d', 'i', 'c') and l.collname not in ('C', 'POSIX'))
    order by 1, 2`

/** Tried and not waited for: a concurrent index waits for whoever waits for a lock. */
async function isFirst(session: OwnerTx): Promise<boolean> {
  const [answer] = await session.run({ text: 'select pg_try_advisory_lock(7834004)', values: [] })
  return answer!.rows[0]![0] === 't'
}

async function mend(session: OwnerTx): Promise<string[]> {
  while (!(await isFirst(session))) await sleep(100)
  const [moved, indexes] = await session.run(
    { text: movedText, values: [] },
    { text: indexesText, values: [] },
  )
  if (moved!.count === 0) return []
  const names = indexes!.rows.map(([schema, name]) => `${identifier(schema!)}.${identifier(name!)}`)
  for (const name of names) await session.run({ text: `reindex index concurrently ${name}`, values: [] })
  for (const [kind, name] of moved!.rows) {
    const refresh = kind === 'database' ? 'refresh collation version' : 'refresh version'
    await session.run({ text: `alter ${kind} ${name} ${refresh}`, values: [] })
  }
  return names
}
