import { sql, statement } from '#db/sql.ts'
import { isAdministrator } from '#engine/access/access.ts'
import type { Context } from '#engine/context.ts'
import { seenTable, shownRow } from '#engine/records/shown.ts'
import type { JsonObject } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import { sameJson } from '#model/same-json.ts'
import type { Table } from '#model/table.ts'
import { contextOf } from '../people.ts'
import { nowSql, wasSql } from '../sight.ts'
import type { Delivery } from './deliveries.ts'
import type { Hook } from './hooks.ts'

/**
 * What leaves the machine. Which row, since when, by whom, and the names of the fields that changed; the values
 * themselves only where the webhook asks for the row, as the administrator who made it may read it by then. Null: that
 * somebody administers no more.
 */
export async function payloadOf(ctx: Context, hook: Hook, delivery: Delivery): Promise<JsonObject | null> {
  const { id, verb, at, actor, table_id } = delivery
  const common = { delivery: id, site: ctx.site.slug, verb, at }
  const table = table_id === null ? undefined : ctx.catalog.byId(table_id)
  if (!table) return { ...common, event: table_id === null ? 'test' : 'change', table: null }
  const theirs = hook.created_by === null ? null : await contextOf(ctx, hook.created_by)
  if (!theirs || !isAdministrator(theirs.actor)) return null
  const about = { ...common, table: table.slug, actor }
  if (delivery.row_id === null)
    return {
      ...about,
      event: 'changes',
      batch: delivery.batch,
      count: delivery.count,
      ids: await idsOf(ctx, delivery),
    }
  const { before, after } = await statesOf(ctx, table, delivery)
  return {
    ...about,
    event: 'change',
    id: delivery.row_id,
    version: delivery.version,
    changed: changedIn(seenTable(theirs, table), before, after),
    ...(hook.with_row && { row: after && (shownRow(theirs, table, after) as JsonObject) }),
  }
}

const mostIds = 1000

async function idsOf({ tx, site }: Context, { table_id, batch, verb }: Delivery): Promise<number[]> {
  const { answers } = await tx.run(
    statement(sql`select row_id from site.log where site_id = ${site.id}::int and table_id = ${table_id}::int
      and batch = ${batch}::bigint and verb = ${verb}::text order by row_id limit ${mostIds}::int`),
  )
  return answers[0]!.rows.map(([id]) => Number(id))
}

/** The row as the change found it and as it left it, whatever happened since: the next line of the log has that. */
async function statesOf(ctx: Context, table: Table, { row_id, version }: Delivery) {
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (
      select l.version, ${wasSql(table)} as before from site.log_news l
      where l.site_id = ${ctx.site.id}::int and l.table_id = ${table.id}::int and l.row_id = ${row_id}::bigint
        and l.version >= ${version}::int order by l.version limit 2) x`),
    statement(sql`select ${nowSql(ctx, table, sql`${row_id}::bigint`)}::text`),
  )
  const [own, next] = answers[0]!.rows.map(
    ([json]) => JSON.parse(json!) as { version: number; before: Row | null },
  )
  const now = answers[1]!.rows[0]?.[0]
  const isOurs = own?.version === version
  return {
    before: isOurs ? own!.before : null,
    after: next ? next.before : now ? (JSON.parse(now) as Row) : null,
  }
}

function changedIn(table: Table, before: Row | null, after: Row | null): string[] {
  if (!after) return []
  return table.fields
    .map(({ slug }) => slug)
    .filter((slug) => !sameJson(before?.[slug] ?? null, after[slug] ?? null))
}
