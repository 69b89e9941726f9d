import type { Executor } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import { accessWhere, holds } from '#engine/access/access.ts'
import { fieldRights } from '#engine/access/fields.ts'
import type { Context } from '#engine/context.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Seat } from './seat.ts'
import { looksAtRows, type Place, rowsNow, sees } from './sight.ts'

/** Somebody in one of their tabs: at a table, at a row of it, in a field. */
export interface Present {
  readonly user: number
  readonly tab: string
  readonly name: string
  readonly table: number
  readonly row: number | null
  readonly field: string | null
  readonly editing: boolean
  /** Seconds that they are there without being heard of again. */
  readonly left: number
}

/** What this process knows of a site, as it last looked. */
export interface PresenceSeen {
  people: number
  /** It looks on for a while after something moved: what moved may not have been there yet. */
  until: number
  readonly known: Map<string, { readonly one: Present; readonly end: number }>
}

export interface PresenceMove {
  readonly before: Present | null
  readonly after: Present | null
}

/** On another machine the clock is another: what is left of it is what counts. */
export async function presentAt(
  tx: Executor,
  site: number,
  table: number | null = null,
): Promise<readonly Present[]> {
  const { answers } = await tx.run(
    statement(sql`select coalesce(json_agg(x order by x.name, x.user), '[]')::text from (
      select user_id as "user", tab, name, table_id as "table", row_id as row, field, editing,
        extract(epoch from until - now()) as left
      from site.presence where site_id = ${site}::int and until > now()
        and (${table}::int is null or table_id = ${table}::int)) x`),
  )
  return JSON.parse(answers[0]!.rows[0]![0]!) as Present[]
}

const lookOnFor = 2000

export async function presenceMoves(
  tx: Executor,
  site: number,
  seen: PresenceSeen,
  people: number,
): Promise<readonly PresenceMove[]> {
  const now = performance.now()
  if (people !== seen.people) Object.assign(seen, { people, until: now + lookOnFor })
  const ended = [...seen.known.values()].some(({ end }) => end < now)
  if (now > seen.until && !ended) return []
  const there = new Map((await presentAt(tx, site)).map((one) => [`${one.user}/${one.tab}`, one]))
  const keys = new Set([...seen.known.keys(), ...there.keys()])
  const moves: PresenceMove[] = []
  for (const key of keys) {
    const [before, after] = [seen.known.get(key)?.one ?? null, there.get(key) ?? null]
    if (after) seen.known.set(key, { one: after, end: now + after.left * 1000 })
    else seen.known.delete(key)
    if (!isSame(before, after)) moves.push({ before, after })
  }
  return moves
}

const isSame = (a: Present | null, b: Present | null): boolean =>
  a !== null &&
  b !== null &&
  a.table === b.table &&
  a.row === b.row &&
  a.field === b.field &&
  a.editing === b.editing

/** To members alone, and to those alone who may read the row; who goes where they cannot follow has left. */
export async function tellPresence(
  place: Place | null,
  seats: readonly Seat[],
  moves: readonly PresenceMove[],
): Promise<void> {
  if (!place) return
  const rows = await rowsOf(
    place,
    seats.map(({ ctx }) => ctx),
    moves.flatMap(({ before, after }) => [before, after].filter((one) => one !== null)),
  )
  for (const seat of seats)
    for (const { before, after } of moves) {
      const shown = after && presentFor(seat.ctx, place, after, rows)
      if (shown) seat.tell({ event: 'presence', data: shown })
      else if (before && presentFor(seat.ctx, place, before, rows))
        seat.tell({ event: 'presence', data: { user: before.user, tab: before.tab, table: null } })
    }
}

/** Of the tables whose rows are not everybody's, those that are spoken of. */
export type RowsOf = ReadonlyMap<number, ReadonlyMap<number, Row>>

export async function rowsOf(
  place: Place,
  contexts: readonly Context[],
  people: readonly Present[],
): Promise<RowsOf> {
  const found = new Map<number, ReadonlyMap<number, Row>>()
  for (const [id, there] of Map.groupBy(people, ({ table }) => table)) {
    const table = place.catalog.byId(id)
    if (!table || !contexts.some((ctx) => looksAtRows(ctx, table))) continue
    const ids = [...new Set(there.flatMap(({ row }) => row ?? []))]
    found.set(id, await rowsNow(place, table, ids))
  }
  return found
}

/** As the caller may know of it; null: they may not. */
export function presentFor(ctx: Context, { catalog }: Place, one: Present, rows: RowsOf) {
  const table = catalog.byId(one.table)
  if (!table || !holds(ctx.actor, 'member') || !mayFollow(ctx, table, one, rows)) return null
  const { user, tab, name, row, field, editing } = one
  const isShown = field !== null && (fieldRights(ctx, table)?.read.has(field) ?? true)
  return { user, tab, name, table: table.slug, id: row, field: isShown ? field : null, editing }
}

/** At the table itself: all who may read anything of it. */
const mayFollow = (ctx: Context, table: Table, { row }: Present, rows: RowsOf): boolean =>
  row !== null && looksAtRows(ctx, table)
    ? sees(ctx, table, rows.get(table.id)?.get(row))
    : accessWhere(ctx, table, 'read') !== null
