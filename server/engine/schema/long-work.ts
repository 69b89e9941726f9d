import { raw, sql, statement } from '#db/sql.ts'
import type { Json } from '#model/json.ts'
import { savePlace } from './change-store.ts'
import { convertRows } from './convert-rows.ts'
import { sqlOf } from './ddl.ts'
import { fillComputed } from './fill-computed.ts'
import { fillSearch } from './fill-search.ts'
import { tableOf } from './instants.ts'
import { numberRows } from './number-rows.ts'
import type { Running } from './run-change.ts'
import { command } from './scan.ts'
import type { Key } from './stored.ts'
import { tableName } from './stored.ts'
import type { Work } from './work.ts'

/** Long work, from wherever it was left; how fast it went is kept for the next plan's estimate. */
export async function doLongWork(running: Running, work: Work, step: number): Promise<void> {
  const start = performance.now()
  await doOne(running, work, placeKeeper(running, step))
  const { rows } = running.change.course
  if (rows >= 50_000 && running.change.place === null)
    await keepRate(running, work, rows / ((performance.now() - start) / 1000))
}

async function doOne(running: Running, work: Work, keep: KeepPlace): Promise<void> {
  switch (work.do) {
    case 'convert':
      return convertRows(running, work, keep)
    case 'number-rows':
      return numberRows(running, work.fields, keep)
    case 'fill-search':
      return fillSearch(running, keep)
    case 'fill-computed':
      return fillComputed(running, keep)
    case 'clear-orphans':
      return clearOrphans(running, work.key)
    default:
      for (const text of sqlOf(work, tableOf(running))) await running.session.run(command(text))
  }
}

/** Notes how far the work has come, so that it goes on from there after a stop. */
export type KeepPlace = (place: Json, rowsDone: number) => Promise<void>

function placeKeeper({ session, change }: Running, step: number): KeepPlace {
  const { works, rows } = change.course
  return async (place, rowsDone) => {
    const part = Math.min(1, rowsDone / Math.max(1, rows))
    await session.run(savePlace(change.id, place, (step + part) / works.length))
  }
}

/** Half the measure before, half the new one. */
async function keepRate({ session }: Running, work: Work, perSecond: number): Promise<void> {
  await session.run(
    statement(sql`insert into store.rates as r (work, per_second) values (${work.do}, ${perSecond}::real)
      on conflict (work) do update set per_second = (r.per_second + excluded.per_second) / 2`),
  )
}

/** What refers to rows that were deleted while the field lay aside. */
async function clearOrphans({ session, change }: Running, key: Key): Promise<void> {
  const relation = raw(`store.${key.relation}`)
  const column = raw(key.column)
  const orphans = sql`select t.ctid from ${relation} t where t.${column} is not null and not exists (
    select 1 from ${raw(`store.t${key.to}`)} r where r.site_id = t.site_id and r.id = t.${column}) limit 5000`
  const clear =
    key.relation === tableName({ id: change.tableId })
      ? sql`update ${relation} set ${column} = null where ctid = any(array(${orphans}))`
      : sql`delete from ${relation} where ctid = any(array(${orphans}))`
  for (let cleared = 5000; cleared === 5000; ) {
    const [answer] = await session.run(statement(clear))
    cleared = answer!.count
  }
}
