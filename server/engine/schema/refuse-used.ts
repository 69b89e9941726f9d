import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { structureError } from './errors.ts'
import type { Runs } from './scan.ts'

/** A table that fields of others lead to, by its name or a former one, stays. */
export async function refuseUsed(owner: Runs, table: Table): Promise<void> {
  const [answer] = await owner.run(
    statement(sql`select t.slug || '.' || (f ->> 'slug') from store.tables t, jsonb_array_elements(t.definition -> 'fields') f
      where t.dropped_at is null and t.id <> ${table.id}::int and f ->> 'table' = any(${[table.slug, ...table.aliases]}::text[])
        and (${table.owner}::int is null or t.owner_site = ${table.owner}::int) order by 1 limit 10`),
  )
  if (answer!.count > 0) {
    throw structureError('table.in_use', { fields: answer!.rows.map(([name]) => name!).join(', ') })
  }
}
