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

/** Which lines of it: null is any. `from` and `until` are instants, the second not included. */
export interface Asked {
  readonly kind: string | null
  /** A person: what they did, in person or by a token. */
  readonly actor: number | null
  readonly about: string | null
  readonly from: string | null
  readonly until: string | null
  readonly place: Place | null
}

/** What happened, the latest first. */
export const events = (tx: Executor, view: 'site' | 'network', asked: Asked) =>
  page(
    tx,
    sql`select seq as id, at, site_id as site, kind, actor, about, address, details from ${raw(view)}.audit
      where (${asked.kind}::text is null or kind = ${asked.kind}::text or kind like ${asked.kind}::text || '.%')
        and (${asked.about}::text is null or about = ${asked.about}::text)
        and ${actorSql(asked)} and ${spanSql(asked)} and ${beforeSql(asked.place, 'seq')} order by at desc, seq desc`,
  )

const actorSql = ({ actor }: Pick<Asked, 'actor'>): Sql => {
  if (actor === null) return sql`true`
  const named = `user:${actor}`
  return sql`(actor = ${named}::text or actor like ${`${named} %`}::text)`
}

const spanSql = ({ from, until }: Pick<Asked, 'from' | 'until'>): Sql =>
  sql`at >= coalesce(${from}::timestamptz, '-infinity') and at < coalesce(${until}::timestamptz, 'infinity')`

/** Who wrote which row of a table: without what was written, which is the row's own history to tell. */
export const writes = (
  tx: Executor,
  siteId: number,
  { id: tableId, slug }: { readonly id: number; readonly slug: string },
  asked: Asked,
) =>
  page(
    tx,
    sql`select row_id as id, at, ${siteId}::int as site, verb as kind, actor, ${slug}::text || ':' || row_id as about,
      null as address, json_build_object('version', version, 'batch', batch) as details
      from site.log where site_id = ${siteId}::int and table_id = ${tableId}::int
        and (${asked.kind}::text is null or verb = ${asked.kind}::text)
        and ${actorSql(asked)} and ${spanSql(asked)} and ${beforeSql(asked.place, 'row_id')}
      order by at desc, row_id desc`,
  )

export interface AskedAttempts extends Pick<Asked, 'from' | 'until' | 'place'> {
  readonly login: string | null
  readonly address: string | null
  readonly outcome: string | null
}

export const attempts = (network: Executor, asked: AskedAttempts) =>
  page(
    network,
    sql`select id, at, login, address, user_agent, user_id as user, outcome from network.sign_in_attempts
      where (${asked.login}::text is null or position(lower(${asked.login}::text) in login) > 0)
        and (${asked.address}::text is null or position(${asked.address}::text in address) > 0)
        and (${asked.outcome}::text is null or outcome = ${asked.outcome}::text)
        and ${spanSql(asked)} and ${beforeSql(asked.place, 'id')} order by at desc, id desc`,
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
