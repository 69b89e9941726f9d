import { AppError } from '#base/errors.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { siteView } from '#engine/catalog/storage.ts'
import type { Context } from '#engine/context.ts'
import type { SiteJob } from '#engine/job.ts'
import { todayAt, whereScope } from '#engine/records/where-scope.ts'
import { whereSql } from '#engine/records/where-sql.ts'
import { findField } from '#model/find-field.ts'
import type { Table } from '#model/table.ts'
import { quoteTable, write } from './quotes.ts'

/** Early each day, by the site's own clock: what was sent and is past its date is no offer any more. */
export const expireQuotes: SiteJob = {
  name: 'projects.expire_quotes',
  for: 'site',
  schedule: '10 0 * * *',
  async run(ctx) {
    const table = ctx.catalog.tablesOf(ctx.site.id).find(({ from }) => from === quoteTable)
    if (!table || !findField(table, 'statut') || !findField(table, 'date_validite')) return
    for (const id of await overdue(ctx, table)) await expire(ctx, table, id)
  },
}

async function overdue(ctx: Context, table: Table): Promise<number[]> {
  const isOverdue = whereSql(
    {
      all: [
        { field: 'statut', op: 'eq', value: 'envoye' },
        { field: 'date_validite', op: 'lt', value: todayAt(ctx) },
      ],
    },
    whereScope(ctx, table, 't'),
  )
  const { answers } = await ctx.tx.run(
    statement(sql`select t.id from ${raw(siteView(table))} t
      where t.site_id = ${ctx.site.id}::int and ${isOverdue} order by t.id`),
  )
  return answers[0]!.rows.map(([id]) => Number(id))
}

/** One that the administrators' own rules hold back holds back no other. */
async function expire(ctx: Context, table: Table, id: number): Promise<void> {
  try {
    await write(ctx, table, { id }, 'expirer', { statut: 'expire' })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
