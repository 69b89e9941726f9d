import { now } from '#base/clock.ts'
import type { Log } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import { sql, statement } from '#db/sql.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import type { Site } from '#engine/context.ts'
import { beginInLog, type LogPlace, learnLog, lookAtLog, type NewLine } from './log-moves.ts'
import { type PresenceSeen, presenceMoves, tellPresence } from './presence.ts'
import type { Seat } from './seat.ts'
import { type Standing, standAgain } from './standing.ts'
import { tellLines } from './tell-lines.ts'

/** One look at the log for all who listen to this process, and none while nobody does. */
export interface Watch {
  join(seat: Seat, since: number | null): Promise<void>
  leave(seat: Seat): void
  readonly seats: ReadonlySet<Seat>
  /** Sends everybody away: whoever stops is not kept by them. */
  close(): void
}

export interface WatchParts extends Standing {
  readonly db: OpenDatabase
  readonly log: Log
  catalog(): Catalog
  reloadCatalog(): Promise<Catalog>
  site(id: number): Site | undefined
}

/** Milliseconds between two looks. */
const every = 300
const beatEvery = 20_000

interface Watching {
  place: LogPlace | null
  /** How far the log was at the last look. */
  top: number
  stamps: { catalog: number; access: number }
  presence: Map<number, PresenceSeen>
  learned: number
  beatAt: number
}

export function openWatch(parts: WatchParts): Watch {
  const seats = new Set<Seat>()
  const state: Watching = {
    place: null,
    top: 0,
    stamps: { catalog: parts.catalog().stamp, access: 0 },
    presence: new Map(),
    learned: 0,
    beatAt: 0,
  }
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let closed = false

  const complain = (error: unknown): void => void (closed || parts.log.warn('live.look', { error }))
  const look = async (): Promise<void> => {
    timer = undefined
    looking = lookOnce(parts, state, seats).catch(complain)
    await looking
    looking = undefined
    if (seats.size === 0) state.place = null
    else if (!closed) timer ??= setTimeout(look, every)
  }
  return {
    seats,
    async join(seat, since) {
      if (closed) return seat.end('restart')
      seats.add(seat)
      await looking
      await greet(parts, state, seat, since)
      timer ??= setTimeout(look, every)
    },
    leave: (seat) => void seats.delete(seat),
    close() {
      closed = true
      clearTimeout(timer)
      for (const seat of [...seats]) seat.end('restart')
    },
  }
}

async function greet(parts: WatchParts, state: Watching, seat: Seat, since: number | null): Promise<void> {
  if (!state.place) Object.assign(state, await beginInLog(parts.db.site(0)))
  const resumed = since !== null && (await tellMissed(parts, state, seat, since))
  seat.tell({ event: 'hello', data: { resumed } }, state.place!.decided)
}

async function lookOnce(parts: WatchParts, state: Watching, seats: ReadonlySet<Seat>): Promise<void> {
  if (seats.size === 0 || !state.place) return
  const { place, lines, top, people, stamps } = await lookAtLog(parts.db.site(0), state.place)
  await standAgain(parts, state, seats, stamps)
  for (const [site, ofSite] of Map.groupBy(lines, (line) => line.site))
    await tellLines(placeAt(parts, site), at(seats, site), ofSite, place.decided)
  Object.assign(state, { place, top })
  for (const site of new Set([...seats].map(({ ctx }) => ctx.site.id))) {
    const moved = await presenceMoves(parts.db.site(site), site, presenceAt(state, site), people)
    if (moved.length > 0) await tellPresence(placeAt(parts, site), at(seats, site), moved)
  }
  if (performance.now() - state.beatAt > beatEvery) {
    state.beatAt = performance.now()
    for (const seat of seats) seat.beat(place.decided)
  }
  state.learned = await learnLog(parts.db.site(0), state.learned, top)
}

function presenceAt({ presence }: Watching, site: number): PresenceSeen {
  const seen = presence.get(site) ?? { people: -1, until: 0, known: new Map() }
  presence.set(site, seen)
  return seen
}

const at = (seats: ReadonlySet<Seat>, site: number): Seat[] =>
  [...seats].filter(({ ctx }) => ctx.site.id === site)

/** As nobody in particular sees a site; null where this process does not know it. */
function placeAt({ db, catalog, site }: WatchParts, id: number) {
  const found = site(id)
  return found ? { tx: db.site(id), site: found, catalog: catalog(), now: now() } : null
}

/** What was written while they were away; false where that is too long ago or too much. */
async function tellMissed(parts: WatchParts, state: Watching, seat: Seat, since: number): Promise<boolean> {
  const missed = state.top - since
  if (missed < 0 || missed > mostMissed) return false
  const { answers } = await parts.db.site(seat.ctx.site.id).run(
    statement(sql`select coalesce(json_agg(json_build_array(seq, table_id) order by seq), '[]')::text from (
      select seq, table_id from site.log_news where seq > ${since}::bigint and site_id = ${seat.ctx.site.id}::int
        and at > now() - interval '1 hour' order by seq limit ${mostMissed}::int) l`),
  )
  const pairs = JSON.parse(answers[0]!.rows[0]![0]!) as [number, number][]
  const lines: NewLine[] = pairs.map(([seq, table]) => ({ seq, table, site: seat.ctx.site.id }))
  await tellLines(placeAt(parts, seat.ctx.site.id), [seat], lines, state.place!.decided)
  return true
}

const mostMissed = 20_000
