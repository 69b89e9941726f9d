import type { Table } from '#model/table.ts'
import { dayAt } from '#model/time-zones.ts'
import type { WhereEnv } from '#model/where-js.ts'
import { accessWhere, actorId } from '../access/access.ts'
import type { Context } from '../context.ts'
import type { WhereScope } from './where-sql.ts'

/** What a condition may need to know: who asks, which day it is at the site, what they may see beyond a reference. */
export const whereScope = (ctx: Context, table: Table, alias: string): WhereScope => ({
  table,
  alias,
  catalog: ctx.catalog,
  siteId: ctx.site.id,
  get env() {
    return whereEnv(ctx)
  },
  visible: (target) => accessWhere(ctx, target, 'read'),
})

export const whereEnv = (ctx: Context): WhereEnv => ({
  me: actorId(ctx.actor),
  today: todayAt(ctx),
  ...(ctx.actor.kind === 'user' && ctx.actor.team && { team: ctx.actor.team }),
})

/** The calendar day at the site. */
export const todayAt = (ctx: Context): string => dayAt(ctx.site.timeZone, ctx.now.getTime())
