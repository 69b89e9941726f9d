import { isDeepStrictEqual as isSame } from 'node:util'
import { raw, sql, statement } from '#db/sql.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Change, Listener } from '#engine/changes.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import { parsePermissions } from './permissions.ts'
import { groups } from './tables.ts'

/** Rights that say nothing are refused where they are written: the transaction is undone. */
export const permissionsChecked: Listener = {
  hears: (table, verb) => table.slug === groups.slug && table.origin === 'code' && verb !== 'delete',
  async told(ctx, change) {
    for (const permissions of await writtenBy(ctx, change)) {
      const parsed = parsePermissions(permissions ?? {}, (slug) => ctx.catalog.find(ctx.site.id, slug))
      if ('problems' in parsed) {
        throw recordError('row.invalid', {}, { errors: { permissions: parsed.problems } })
      }
    }
  },
}

/** Of a batch only its number is told: all of the site's groups are looked at, which are few. */
async function writtenBy(ctx: Context, { table, before, after }: Change): Promise<unknown[]> {
  if (after) return isSame(before?.permissions, after.permissions) ? [] : [after.permissions]
  const column = columnOf(table.fields.find(({ slug }) => slug === 'permissions')!)
  const { answers } = await ctx.tx.run(
    statement(sql`select ${raw(column)} from ${raw(siteView(table))} where site_id = ${ctx.site.id}`),
  )
  return answers[0]!.rows.map(([json]) => JSON.parse(json ?? '{}'))
}
