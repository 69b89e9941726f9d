import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { readEntry } from './registry.ts'
import type { Structure, Who } from './who.ts'

/** The table of that name that was put aside last, for `undoLast` to bring back: the catalog knows it no more. */
export async function findDropped({ db }: Structure, who: Who, slug: string): Promise<Table | undefined> {
  const [answer] = await db.owner.run(
    statement(sql`select id from store.tables where slug = ${slug} and origin = 'site' and dropped_at is not null
      and (owner_site = ${who.siteId}::int or (owner_site is null and ${who.networkOwner}::boolean))
      order by dropped_at desc limit 1`),
  )
  const id = answer!.rows[0]?.[0]
  return id ? (await readEntry(db.owner, Number(id)))?.table : undefined
}
