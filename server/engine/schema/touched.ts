import type { Statement } from '#db/executor.ts'
import { raw, sql, statement } from '#db/sql.ts'
import type { Place, Runs } from './scan.ts'

/**
 * While values are converted, the rows that people write are listed, to be converted again. One line for each
 * writing and never fewer: a line that stands for two would be taken away before the second is committed.
 */
export const touchedTable = (tableId: number): string => `store.touched_${tableId}`

export function watch(tableId: number, columns: readonly string[]): readonly string[] {
  const touched = touchedTable(tableId)
  return [
    `create table ${touched} (n bigint generated always as identity primary key, site_id int not null, id bigint not null)`,
    `create function store.touch_${tableId}() returns trigger language plpgsql security definer set search_path = '' as ` +
      `$$ begin insert into ${touched} (site_id, id) values (new.site_id, new.id); return null; end $$`,
    `create trigger touch after insert${columns.length > 0 ? ` or update of ${columns.join(', ')}` : ''} on store.t${tableId} ` +
      `for each row execute function store.touch_${tableId}()`,
  ]
}

export const unwatch = (tableId: number): readonly string[] => [
  `drop trigger if exists touch on store.t${tableId}`,
  `drop function if exists store.touch_${tableId}()`,
  `drop table if exists ${touchedTable(tableId)}`,
]

export interface Touched {
  readonly lines: readonly string[]
  readonly places: readonly Place[]
}

/** Some of the rows written since, each once. */
export async function readTouched(owner: Runs, tableId: number, limit: number): Promise<Touched> {
  const table = raw(touchedTable(tableId))
  const [answer] = await owner.run(
    statement(sql`select n, site_id, id from ${table} order by n limit ${limit}::int`),
  )
  const places = new Map(
    answer!.rows.map(([, site, id]) => [`${site} ${id}`, { site: Number(site), id: Number(id) }]),
  )
  return { lines: answer!.rows.map(([n]) => n!), places: [...places.values()] }
}

export const forgetTouched = (tableId: number, { lines }: Touched): Statement =>
  statement(sql`delete from ${raw(touchedTable(tableId))} where n = any(${lines}::bigint[])`)
