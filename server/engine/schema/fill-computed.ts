import { setTimeout as sleep } from 'node:timers/promises'
import { raw, sql, statement } from '#db/sql.ts'
import { storeTable } from '../catalog/storage.ts'
import type { KeepPlace } from './long-work.ts'
import { pace } from './pace.ts'
import type { Running } from './run-change.ts'
import { type Place, start } from './scan.ts'

interface Progress extends Place {
  readonly done: number
}

/** Works each row out; what is written meanwhile works itself out. Rows in somebody's hands are waited for. */
export async function fillComputed(running: Running, keep: KeepPlace): Promise<void> {
  const { session, change } = running
  let at = (change.place as unknown as Progress | null) ?? { ...start, done: 0 }
  for (const step = pace(); ; ) {
    const limit = step.rows()
    const [page] = await session.run(
      statement(sql`select site_id, array_to_string(array_agg(id order by id), ',') from (
        select site_id, id from ${raw(storeTable({ id: change.tableId }))} where (site_id, id) > (${at.site}::int, ${at.id}::bigint)
        order by site_id, id limit ${limit}::int) p group by site_id order by site_id`),
    )
    const sites = page!.rows.map(([site, ids]) => ({ site: Number(site), ids: ids!.split(',').map(Number) }))
    for (const { site, ids } of sites) await step.timed(() => recomputed(running, site, ids))
    const last = sites.at(-1)
    const done = sites.reduce((count, { ids }) => count + ids.length, 0)
    if (!last || done < limit) return
    at = { site: last.site, id: last.ids.at(-1)!, done: at.done + done }
    await keep({ ...at }, at.done)
  }
}

async function recomputed({ session, change }: Running, site: number, ids: readonly number[]): Promise<void> {
  for (let left = ids; left.length > 0; ) {
    const [answer] = await session.run(
      statement(
        sql`select array_to_string(${raw(`store.t${change.tableId}_recompute`)}(${site}::int, ${left}::bigint[], false, true), ',')`,
      ),
    )
    const busy = answer!.rows[0]![0] ?? ''
    left = busy === '' ? [] : busy.split(',').map(Number)
    if (left.length > 0) await sleep(50)
  }
}
