import type { Executor } from '#db/executor.ts'
import { raw, type Sql, sql, statement } from '#db/sql.ts'

/** A place in a list that begins with the latest: lines from before that one. */
export interface Place {
  readonly at: string
  readonly id: number
}

export interface Page {
  readonly results: readonly Line[]
  /** Where the next page begins; null after the last. */
  readonly before: string | null
}

interface Line {
  readonly id: number
  readonly at: string
}

const size = 100

/** What happened, the latest first. `where` says what of it. */
export const events = (tx: Executor, view: 'site' | 'network', kind: string | null, place: Place | null) =>
  page(
    tx,
    sql`select seq as id, at, site_id as site, kind, actor, about, address, details from ${raw(view)}.audit
      where (${kind}::text is null or kind = ${kind}::text) and ${beforeSql(place, 'seq')} order by at desc, seq desc`,
  )

/** Who wrote which row of a table: without what was written, which is the row's own history to tell. */
export const writes = (tx: Executor, siteId: number, tableId: number, slug: string, place: Place | null) =>
  page(
    tx,
    sql`select row_id as id, at, ${siteId}::int as site, verb as kind, actor, ${slug}::text || ':' || row_id as about,
      null as address, json_build_object('version', version, 'batch', batch) as details
      from site.log where site_id = ${siteId}::int and table_id = ${tableId}::int
        and ${beforeSql(place, 'row_id')} order by at desc, row_id desc`,
  )

export const attempts = (network: Executor, place: Place | null) =>
  page(
    network,
    sql`select id, at, login, address, user_agent, user_id as user, outcome from network.sign_in_attempts
      where ${beforeSql(place, 'id')} order by at desc, id desc`,
  )

const beforeSql = (place: Place | null, id: string): Sql =>
  place === null ? sql`true` : sql`(at, ${raw(id)}) < (${place.at}::timestamptz, ${place.id}::bigint)`

async function page(tx: Executor, lines: Sql): Promise<Page> {
  const asked = sql`select coalesce(json_agg(x), '[]')::text from (${lines} limit ${size + 1}::int) x`
  const { answers } = await tx.run(statement(asked))
  const found = JSON.parse(answers[0]!.rows[0]![0]!) as Line[]
  const results = found.slice(0, size)
  const last = results.at(-1)
  return { results, before: found.length > size ? `${last!.at},${last!.id}` : null }
}
