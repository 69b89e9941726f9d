import { join, raw, sql, statement } from '#db/sql.ts'
import { columnOf, siteView } from '../catalog/storage.ts'
import { type Context, placeOf } from '../context.ts'
import { inSite } from './in-site.ts'

/** How the people of the site are called: by their names, or else as they sign in. Others are not named. */
export async function peopleNames(
  ctx: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const users = ids.length > 0 ? ctx.catalog.find(ctx.site.id, 'users') : undefined
  if (!users) return new Map()
  const column = (slug: string) => users.fields.find((field) => field.slug === slug)
  const names = ['first_name', 'last_name'].flatMap((slug) => column(slug) ?? [])
  const title = column(users.title ?? 'username')
  if (!title) return new Map()
  const whole = sql`concat_ws(' ', ${join(names.map((field) => raw(`u.${columnOf(field)}`)))})`
  const { answers } = await ctx.tx.run(
    statement(sql`select u.id, coalesce(nullif(${whole}, ''), ${raw(`u.${columnOf(title)}`)})
      from ${raw(siteView(users))} u where ${inSite(placeOf(ctx), users, 'u')} and u.id = any(${ids}::bigint[])`),
  )
  return new Map(answers[0]!.rows.map(([id, name]) => [Number(id), name ?? '']))
}
