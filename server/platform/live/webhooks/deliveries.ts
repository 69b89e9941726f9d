import { type Sql, sql, statement } from '#db/sql.ts'
import type { Context } from '#engine/context.ts'
import type { Sent } from './send.ts'

/** One event on its way to one address. */
export interface Delivery {
  readonly id: number
  readonly webhook_id: number
  readonly table_id: number | null
  readonly row_id: number | null
  readonly version: number | null
  readonly verb: string
  readonly actor: string
  readonly batch: number | null
  readonly count: number
  readonly at: string
  readonly made_at: string
  readonly status: 'waiting' | 'delivered' | 'failed'
  readonly tries: number
  readonly tried_at: string | null
  readonly duration_ms: number | null
  readonly answer_status: number | null
  readonly answer: string | null
  readonly problem: string | null
}

export type NewDelivery = Pick<
  Delivery,
  'webhook_id' | 'table_id' | 'row_id' | 'version' | 'verb' | 'actor' | 'batch' | 'count' | 'at'
>

/** Answers their numbers, in the order given. */
export async function addDeliveries(
  { tx, site }: Context,
  made: readonly NewDelivery[],
): Promise<readonly number[]> {
  if (made.length === 0) return []
  const { answers } = await tx.run(
    statement(sql`insert into site.webhook_deliveries
        (site_id, webhook_id, table_id, row_id, version, verb, actor, batch, count, at)
      select ${site.id}::int, webhook_id, table_id, row_id, version, verb, actor, batch, count, at
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as d (webhook_id bigint, table_id int, row_id bigint,
        version int, verb text, actor text, batch bigint, count int, at timestamptz)
      returning id`),
  )
  return answers[0]!.rows.map(([id]) => Number(id))
}

async function found({ tx, site }: Context, where: Sql, most: number): Promise<readonly Delivery[]> {
  const { answers } = await tx.run(
    statement(sql`select (to_jsonb(d) - 'site_id')::text from site.webhook_deliveries d
      where d.site_id = ${site.id}::int and ${where} order by d.id desc limit ${most}::int`),
  )
  return answers[0]!.rows.map(([json]) => JSON.parse(json!) as Delivery)
}

export const deliveryById = async (ctx: Context, id: number): Promise<Delivery | null> =>
  (await found(ctx, sql`d.id = ${id}::bigint`, 1))[0] ?? null

/** The latest first; those before a number. */
export const deliveriesOf = (
  ctx: Context,
  webhook: number,
  before: number | null,
  most: number,
): Promise<readonly Delivery[]> =>
  found(
    ctx,
    sql`d.webhook_id = ${webhook}::bigint and (${before}::bigint is null or d.id < ${before}::bigint)`,
    most,
  )

export async function noteTry(
  { tx, site }: Context,
  id: number,
  status: Delivery['status'],
  { status: answered, answer, problem, milliseconds }: Sent,
): Promise<void> {
  await tx.run(
    statement(sql`update site.webhook_deliveries set status = ${status}::text, tries = tries + 1, tried_at = now(),
        duration_ms = ${milliseconds}::int, answer_status = ${answered}::int, answer = ${answer}::text,
        problem = ${problem}::text
      where site_id = ${site.id}::int and id = ${id}::bigint`),
  )
}

/** Back to where it began: it is sent again, under the same number. */
export async function beginAgain({ tx, site }: Context, id: number): Promise<void> {
  await tx.run(
    statement(sql`update site.webhook_deliveries set status = 'waiting', tries = 0, problem = null
      where site_id = ${site.id}::int and id = ${id}::bigint`),
  )
}

export async function waitingFor({ tx, site }: Context, webhook: number): Promise<number> {
  const { answers } = await tx.run(
    statement(sql`select count(*) from site.webhook_deliveries
      where site_id = ${site.id}::int and webhook_id = ${webhook}::bigint and status = 'waiting'`),
  )
  return Number(answers[0]!.rows[0]![0])
}
