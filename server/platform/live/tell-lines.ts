import { accessWhere, holds } from '#engine/access/access.ts'
import type { Table } from '#model/table.ts'
import type { NewLine } from './log-moves.ts'
import type { Seat } from './seat.ts'
import { type Line, linesOf, looksAtRows, type Place, rowsNow, sees, toldOf } from './sight.ts'

/** Of one table at once: beyond these it is shorter to say that much has changed. */
const mostEach = 40
/** Rows read at once, where rights look at them. */
const together = 500

/** Tells each of those who listen at a site what they may know of its new lines. */
export async function tellLines(
  place: Place | null,
  seats: readonly Seat[],
  lines: readonly NewLine[],
  id: number,
): Promise<void> {
  if (!place || seats.length === 0) return
  for (const [number, ofTable] of Map.groupBy(lines, ({ table }) => table)) {
    const table = place.catalog.byId(number)
    if (!table || (table.owner !== null && table.owner !== place.site.id)) continue
    const seqs = ofTable.map(({ seq }) => seq)
    await tellTable(place, table, seats, seqs, id)
    if (isCode(table, 'comments')) await tellComments(place, table, seats, seqs, id)
  }
}

const isCode = (table: Table, slug: string): boolean => table.origin === 'code' && table.slug === slug

async function tellTable(
  place: Place,
  table: Table,
  seats: readonly Seat[],
  seqs: readonly number[],
  id: number,
): Promise<void> {
  const readers = seats.filter(({ ctx }) => accessWhere(ctx, table, 'read'))
  if (readers.length === 0) return
  const whole = readers.some(({ ctx }) => looksAtRows(ctx, table))
  const much = { event: 'changes', data: { table: table.slug } } as const
  if (!whole && seqs.length > mostEach) {
    for (const seat of readers) seat.tell(much, id)
    return
  }
  const lines: Line[] = []
  for (let i = 0; i < seqs.length; i += together)
    lines.push(...(await linesOf(place, table, seqs.slice(i, i + together), whole)))
  for (const seat of readers) {
    const told = lines.flatMap((line) => toldOf(seat.ctx, table, line) ?? [])
    if (told.length > mostEach) seat.tell(much, id)
    else for (const data of told) seat.tell(asEvent(table, data), id)
  }
}

const asEvent = (table: Table, data: { readonly id: number; readonly verb: string }) =>
  isCode(table, 'notifications')
    ? ({ event: 'notification', data: { id: data.id, verb: data.verb } } as const)
    : ({ event: 'change', data } as const)

/** What was said of a row concerns all who may read the row. */
async function tellComments(
  place: Place,
  comments: Table,
  seats: readonly Seat[],
  seqs: readonly number[],
  id: number,
): Promise<void> {
  const lines = await linesOf(place, comments, seqs.slice(-together), true)
  const said = lines.flatMap((line) => {
    const row = line.now ?? line.before
    return row ? [{ line, table: Number(row.table), row: Number(row.row) }] : []
  })
  for (const [number, ofTable] of Map.groupBy(said, ({ table }) => table)) {
    const table = place.catalog.byId(number)
    if (!table || (table.owner !== null && table.owner !== place.site.id)) continue
    const rows = await rowsNow(place, table, [...new Set(ofTable.map(({ row }) => row))])
    for (const seat of seats.filter(({ ctx }) => holds(ctx.actor, 'member')))
      for (const { line, row } of ofTable)
        if (sees(seat.ctx, table, rows.get(row)))
          seat.tell(
            { event: 'comment', data: { table: table.slug, id: row, comment: line.id, verb: line.verb } },
            id,
          )
  }
}
