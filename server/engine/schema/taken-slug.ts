import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Runs } from './scan.ts'

/** A name means one thing wherever it is seen, so the network's must be free at every site. */
export async function isTaken(
  owner: Runs,
  table: Pick<Table, 'slug' | 'owner'> & { id?: number },
): Promise<boolean> {
  const [answer] = await owner.run(
    statement(sql`select from store.tables where dropped_at is null and slug = ${table.slug} and id <> ${table.id ?? 0}::int
      and (${table.owner}::int is null or owner_site is null or owner_site = ${table.owner}::int) limit 1`),
  )
  return answer!.count > 0
}
