import type { Stamps } from '#db/executor.ts'
import { type Sql, sql } from '#db/sql.ts'
import type { Context } from '../context.ts'

/**
 * Thrown when a write found that definitions or permissions had moved since its context was made: nothing was
 * written; the door reloads, makes a new context and tries once more.
 */
export class Stale extends Error {}

/** The stamp of who is asking; system work has none, since nothing can be taken from it. */
export const accessStamp = (ctx: Context): number | null =>
  ctx.actor.kind === 'user' ? ctx.actor.stamp : null

/** A CTE named `fresh` with one row while the context still holds; every write selects from it. */
export const freshCte = (ctx: Context): Sql =>
  sql`fresh as materialized (select 1 from site.stamps where ${freshSql(ctx)})`

/** The same of stamps that are read already. */
export function freshSql(ctx: Context): Sql {
  const access = accessStamp(ctx)
  const same = access === null ? sql`` : sql` and access = ${access}`
  return sql`catalog = ${ctx.catalog.stamp}${same}`
}

/** Whether what a batch saw of the stamps is what the context was made of. */
export const isFresh = (ctx: Context, stamps: Stamps): boolean =>
  stamps.catalog === ctx.catalog.stamp && (ctx.actor.kind !== 'user' || stamps.access === ctx.actor.stamp)

/** A row's own statement carries the stamps; what is done beside rows looks at them first. */
export async function demandFresh(ctx: Context): Promise<void> {
  const { stamps } = await ctx.tx.run()
  if (!isFresh(ctx, stamps)) throw new Stale()
}
