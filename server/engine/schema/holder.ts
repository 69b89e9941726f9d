import { sql, statement } from '#db/sql.ts'
import type { Runs } from './scan.ts'

/** Who holds tables: by application and age, without a word of what they do. */
export async function holderOf(owner: Runs, tables: readonly number[]): Promise<string> {
  const [answer] = await owner.run(
    statement(sql`select distinct on (l.pid) coalesce(nullif(a.application_name, ''), a.usename, a.backend_type),
        round(extract(epoch from clock_timestamp() - a.xact_start))::text
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.granted and l.locktype = 'relation' and l.pid <> pg_backend_pid()
        and l.database = (select oid from pg_database where datname = current_database())
        and l.relation = any(select to_regclass('store.t' || id) from unnest(${tables}::int[]) id)
      order by l.pid limit 3`),
  )
  const holders = answer!.rows.map(([name, seconds]) =>
    seconds === null ? `${name}` : `${name} (${seconds} s)`,
  )
  return holders.join(', ') || 'PostgreSQL'
}
