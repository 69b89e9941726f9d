import { raw, type Sql, sql, statement } from '#db/sql.ts'
import { accessWhere, holds, pastWhere } from '#engine/access/access.ts'
import { fieldRights } from '#engine/access/fields.ts'
import { siteView } from '#engine/catalog/storage.ts'
import type { Context } from '#engine/context.ts'
import { inSite } from '#engine/records/in-site.ts'
import { wholeFields, wireColumns } from '#engine/records/select.ts'
import { whereEnv } from '#engine/records/where-scope.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { isAlwaysTrue, type Where } from '#model/where.ts'
import { compileWhere, type RowTest } from '#model/where-js.ts'

/** A line of the log; with the row as it was before and as it is now, where somebody's rights look at it. */
export interface Line {
  readonly seq: number
  readonly id: number
  readonly version: number
  readonly verb: string
  readonly actor: string
  readonly batch: number | null
  readonly at: string
  readonly before?: Row | null
  readonly now?: Row | null
}

/** What somebody is told of a line. */
export interface Told {
  readonly table: string
  readonly id: number
  readonly version: number | null
  readonly verb: string
  readonly actor: string | null
}

export type Place = Pick<Context, 'tx' | 'site' | 'catalog'>

/** Does it take more than the line to say whether they may see it? */
export const looksAtRows = (ctx: Context, table: Table): boolean => {
  const where = accessWhere(ctx, table, 'read')
  return where !== null && !isAlwaysTrue(where)
}

/** Null where they see nothing of it. A row that leaves their sight is `gone`: no more is said of it. */
export function toldOf(ctx: Context, table: Table, line: Line): Told | null {
  const where = accessWhere(ctx, table, 'read')
  if (!where) return null
  const { id, version, verb } = line
  if (!isAlwaysTrue(where)) {
    const sees = seeing(ctx, table, where)
    if (!sees(line.now) && !sees(line.before)) return null
    const isOver = line.now === null && sees(line.before)
    if (!sees(line.now) && !isOver) return { table: table.slug, id, version: null, verb: 'gone', actor: null }
  }
  return { table: table.slug, id, version, verb, actor: actorFor(ctx, table, line) }
}

/** As its history would say it, to those who may read that. */
function actorFor(ctx: Context, table: Table, { actor, now, before }: Line): string | null {
  const past = holds(ctx.actor, 'member') ? pastWhere(ctx, table) : null
  if (!past) return null
  if (!isAlwaysTrue(past) && !seeing(ctx, table, past)(now ?? before)) return null
  return (fieldRights(ctx, table)?.read.has('created_by') ?? true) ? actor : actor.replace(/:.*/, '')
}

/** Whether a row is one of those. */
export function seeing(ctx: Context, table: Table, where: Where): (row: Row | null | undefined) => boolean {
  const env = whereEnv(ctx)
  const test = testOf(where, table)
  return (row) => row != null && test(row, env)
}

/** May they read this row, as it is now? */
export function sees(ctx: Context, table: Table, row: Row | null | undefined): boolean {
  const where = accessWhere(ctx, table, 'read')
  return where !== null && row != null && (isAlwaysTrue(where) || seeing(ctx, table, where)(row))
}

const tests = new WeakMap<Table, WeakMap<Where, RowTest>>()

function testOf(where: Where, table: Table): RowTest {
  const ofTable = tests.get(table) ?? new WeakMap<Where, RowTest>()
  tests.set(table, ofTable)
  const test = ofTable.get(where) ?? compileWhere(where, table)
  ofTable.set(where, test)
  return test
}

/** Lines by their numbers, the oldest first. */
export async function linesOf(
  place: Place,
  table: Table,
  seqs: readonly number[],
  whole: boolean,
): Promise<readonly Line[]> {
  const { tx, site } = place
  const rows = whole
    ? sql`, ${wasSql(table)} as before, ${nowSql(place, table, sql`l.row_id`)} as now`
    : sql``
  const { answers } = await tx.run(
    statement(sql`select row_to_json(x)::text from (
      select l.seq, l.row_id as id, l.version, l.verb, l.actor, l.batch, l.at${rows} from site.log_news l
      where l.seq between ${seqs[0]!}::bigint and ${seqs.at(-1)!}::bigint and l.seq = any (${seqs}::bigint[])
        and l.site_id = ${site.id}::int and l.table_id = ${table.id}::int and l.at > now() - interval '1 day'
      order by l.seq) x`),
  )
  return answers[0]!.rows.map(([json]) => JSON.parse(json!) as Line)
}

/** Rows as they are now, whole, by their ids. */
export async function rowsNow(
  place: Place,
  table: Table,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Row>> {
  if (ids.length === 0) return new Map()
  const { answers } = await place.tx.run(
    statement(sql`select ${nowSql(place, table, sql`u.id`)}::text from unnest(${ids}::bigint[]) u (id)`),
  )
  const rows = answers[0]!.rows.flatMap(([json]) => (json ? [JSON.parse(json) as Row] : []))
  return new Map(rows.map((row) => [Number(row.id), row]))
}

export const nowSql = (place: Place, table: Table, id: Sql): Sql =>
  sql`(select row_to_json(w) from (select ${wireColumns({ table, alias: 't' }, wholeFields(table))}
    from ${raw(siteView(table))} t where ${inSite({ siteId: place.site.id, catalog: place.catalog }, table, 't')} and t.id = ${id}) w)`

export function wasSql(table: Table): Sql {
  const list = ({ id }: { readonly id: number }): Sql => raw(`coalesce(l.before -> 'c${id}', '[]')`)
  return sql`case when l.before is not null then (select row_to_json(w) from (
    select ${wireColumns({ table, alias: 't', list }, wholeFields(table))}
    from jsonb_populate_record(null::${raw(siteView(table))}, l.before) t) w) end`
}
