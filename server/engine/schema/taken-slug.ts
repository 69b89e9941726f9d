import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { structureError } from './errors.ts'
import { command, type Runs } from './scan.ts'

type Named = Pick<Table, 'slug' | 'owner'> & { readonly id?: number }

/** A name means one thing wherever it is seen, so the network's must be free at every site. */
export async function isTaken(owner: Runs, table: Named): Promise<boolean> {
  const [answer] = await owner.run(
    statement(sql`select from store.tables where dropped_at is null and slug = ${table.slug} and id <> ${table.id ?? 0}::int
      and (${table.owner}::int is null or owner_site is null or owner_site = ${table.owner}::int) limit 1`),
  )
  return answer!.count > 0
}

/** In the transaction that gives the names: until it ends nobody else gives any, so what is free stays free. */
export async function demandFree(session: Runs, tables: readonly Named[]): Promise<void> {
  await session.run(command('select pg_advisory_xact_lock(7834006)'))
  for (const table of tables)
    if (await isTaken(session, table)) throw structureError('structure.slug_taken', { slug: table.slug })
}
