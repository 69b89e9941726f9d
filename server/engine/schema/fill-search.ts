import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { columnOf, searchColumn, storeTable } from '../catalog/storage.ts'
import type { KeepPlace } from './long-work.ts'
import { pace } from './pace.ts'
import type { Running } from './run-change.ts'
import { type Place, placesSql, start } from './scan.ts'
import { searchExpression } from './search-column.ts'

interface Progress extends Place {
  readonly done: number
}

/** Makes every row's search text anew; new rows write their own by now. */
export async function fillSearch(running: Running, keep: KeepPlace): Promise<void> {
  const { change } = running
  const table = change.course.after!
  let at = (change.place as unknown as Progress | null) ?? { ...start, done: 0 }
  for (const step = pace(); ; ) {
    const limit = step.rows()
    const page = await step.timed(() => fill(running, table, pageAfter(table, at, limit)))
    let busy = page.busy
    while (busy.length > 0) busy = (await fill(running, table, rowsOf(table, busy))).busy
    if (page.count < limit) return
    at = { ...page.last!, done: at.done + page.count }
    await keep({ ...at }, at.done)
  }
}

const pageAfter = (table: Table, { site, id }: Place, limit: number): Sql =>
  sql`select site_id, id from ${raw(storeTable(table))} where (site_id, id) > (${site}::int, ${id}::bigint)
    order by site_id, id limit ${limit}::int`

const rowsOf = (table: Table, places: readonly Place[]): Sql =>
  sql`select t.site_id, t.id from ${raw(storeTable(table))} t join ${placesSql(places)} p (site_id, id)
    on p.site_id = t.site_id and p.id = t.id`

/** Those that somebody is writing are told, to be tried again. */
async function fill(
  { session }: Running,
  table: Table,
  rows: Sql,
): Promise<{ count: number; last: Place | undefined; busy: Place[] }> {
  const store = raw(storeTable(table))
  const text = searchExpression(table, (field) => raw(`t.${columnOf(field)}`))
  const [answer] = await session.run(
    statement(sql`with page as (${rows}),
      free as (select t.site_id, t.id from ${store} t join page p on p.site_id = t.site_id and p.id = t.id
        for no key update of t skip locked),
      filled as (update ${store} t set ${raw(searchColumn)} = ${text} from free f
        where t.site_id = f.site_id and t.id = f.id and t.${raw(searchColumn)} is distinct from ${text})
      select p.site_id, p.id, f.id is null from page p left join free f on f.site_id = p.site_id and f.id = p.id order by 1, 2`),
  )
  const places = answer!.rows.map(([site, id, busy]) => ({
    site: Number(site),
    id: Number(id),
    busy: busy === 't',
  }))
  const last = places.at(-1)
  return {
    count: places.length,
    last: last && { site: last.site, id: last.id },
    busy: places.filter(({ busy }) => busy),
  }
}
