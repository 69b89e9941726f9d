import type { Log } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import { sql, statement } from '#db/sql.ts'
import { type Context, inTransaction, type Site, type System } from '#engine/context.ts'
import { namesPeople, tellAssigned } from './assigned.ts'
import { type LogPlace, learnLog, lookAtLog } from './log-moves.ts'
import { activeHooks } from './webhooks/hooks.ts'
import { tellHooks } from './webhooks/tell-hooks.ts'

/** Reads the log after it was written, for what leaves the machine and for who should know. Writers wait for nobody. */
export interface Follower {
  start(): void
  stop(): Promise<void>
}

interface Parts {
  readonly db: OpenDatabase
  readonly log: Log
  contextFor(siteId: number, actor: System): Promise<Context>
  sites(): readonly Site[]
}

const every = 1000
const together = 500
const system: System = { kind: 'system', name: 'follow' }

export function openFollower(parts: Parts): Follower {
  let timer: NodeJS.Timeout | undefined
  let going: Promise<void> | undefined
  let stopped = true
  let learned = 0
  const due = new Map<number, number>()
  let place: LogPlace = { decided: 0, told: new Set(), pending: null }
  const goOn = async (): Promise<void> => {
    const { place: next, lines, top } = await lookAtLog(parts.db.site(0), place)
    learned = await learnLog(parts.db.site(0), learned, top)
    for (const { site, seq } of lines) if (site > 0) due.set(site, Math.max(seq, due.get(site) ?? 0))
    place = next
    for (const [site, seq] of due) {
      if (stopped) return
      const isDone = await followSite(parts, site, place.decided).then(
        () => true,
        (error: unknown) => void parts.log.warn('log.follow', { site, error }),
      )
      if (isDone && seq <= place.decided) due.delete(site)
    }
  }
  const beat = async (): Promise<void> => {
    going = goOn().catch((error: unknown) => parts.log.warn('log.follow', { error }))
    await going
    if (!stopped) timer = setTimeout(beat, every)
  }
  return {
    start() {
      if (!stopped) return
      stopped = false
      for (const site of parts.sites()) due.set(site.id, 0)
      void beat()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await going
    },
  }
}

async function followSite(parts: Parts, site: number, upto: number): Promise<void> {
  while (await followSome(await parts.contextFor(site, system), upto));
}

/**
 * A handful of lines, and how far it came, in one transaction: each is taken once, by one of the processes. Only what
 * is there for good is looked at, so none is passed by. True: there are more.
 */
const followSome = (base: Context, upto: number): Promise<boolean> =>
  inTransaction(base, async (ctx) => {
    const from = await lockPlace(ctx)
    if (from === null || from >= upto) return false
    const hooks = await activeHooks(ctx)
    const isWanted = hooks.length > 0 || ctx.catalog.tablesOf(ctx.site.id).some(namesPeople)
    const lines = isWanted ? await linesBetween(ctx, from, upto) : []
    await tellHooks(ctx, hooks, lines)
    await tellAssigned(ctx, lines)
    const isMore = lines.length === together
    await ctx.tx.run(
      statement(sql`update site.log_followed set upto = ${isMore ? lines.at(-1)!.seq : upto}::bigint
        where site_id = ${ctx.site.id}::int`),
    )
    return isMore
  })

/** Null: another process is at it. */
async function lockPlace({ tx, site }: Context): Promise<number | null> {
  const { answers } = await tx.run(
    statement(
      sql`insert into site.log_followed (site_id, upto) values (${site.id}::int, 0) on conflict do nothing`,
    ),
    statement(sql`select upto from site.log_followed where site_id = ${site.id}::int for update skip locked`),
  )
  const upto = answers[1]!.rows[0]?.[0]
  return upto == null ? null : Number(upto)
}

export interface FollowedLine {
  readonly seq: number
  readonly table_id: number
  readonly row_id: number
  readonly version: number
  readonly verb: string
  readonly actor: string
  readonly batch: number | null
  readonly at: string
}

async function linesBetween(
  { tx, site }: Context,
  from: number,
  upto: number,
): Promise<readonly FollowedLine[]> {
  const { answers } = await tx.run(
    statement(sql`select coalesce(json_agg(x order by x.seq), '[]')::text from (
      select seq, table_id, row_id, version, verb, actor, batch, at from site.log_news
      where site_id = ${site.id}::int and seq > ${from}::bigint and seq <= ${upto}::bigint
      order by seq limit ${together}::int) x`),
  )
  return JSON.parse(answers[0]!.rows[0]![0]!) as FollowedLine[]
}
