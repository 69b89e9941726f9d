import type { Context } from '#engine/context.ts'
import { enqueue } from '#engine/enqueue.ts'
import type { Table } from '#model/table.ts'
import type { FollowedLine } from '../follow.ts'
import { deliverJob, suspend } from './deliver.ts'
import { addDeliveries, type NewDelivery, waitingFor } from './deliveries.ts'
import { type Hook, isTold, wants } from './hooks.ts'

/** Whoever lets so many wait will not catch up. */
const mostWaiting = 10_000

/** In the transaction that moves on in the log: each event is noted once, with the job that carries it. */
export async function tellHooks(
  ctx: Context,
  hooks: readonly Hook[],
  lines: readonly FollowedLine[],
): Promise<void> {
  const told = lines.flatMap((line) => {
    const table = ctx.catalog.byId(line.table_id)
    return table && isTold(table) ? [{ line, table }] : []
  })
  if (told.length === 0) return
  for (const hook of hooks) {
    const made = deliveriesFor(hook, told)
    if (made.length === 0) continue
    if ((await waitingFor(ctx, hook.id)) > mostWaiting) await suspend(ctx, hook, 'too_far_behind')
    else for (const delivery of await addDeliveries(ctx, made)) await enqueue(ctx, deliverJob, { delivery })
  }
}

interface Told {
  readonly line: FollowedLine
  readonly table: Table
}

/** What one batch did to a table is one event. */
function deliveriesFor(hook: Hook, told: readonly Told[]): readonly NewDelivery[] {
  const since = Date.parse(hook.created_at)
  const own = told.filter(({ line, table }) => wants(hook, table, line.verb) && Date.parse(line.at) >= since)
  const groups = Map.groupBy(own, ({ line }) =>
    line.batch === null ? `line ${line.seq}` : `${line.table_id} ${line.verb} ${line.batch}`,
  )
  return [...groups.values()].map((group) => {
    const { line } = group[0]!
    const one = line.batch === null
    return {
      webhook_id: hook.id,
      table_id: line.table_id,
      row_id: one ? line.row_id : null,
      version: one ? line.version : null,
      verb: line.verb,
      actor: line.actor,
      batch: line.batch,
      count: group.length,
      at: line.at,
    }
  })
}
