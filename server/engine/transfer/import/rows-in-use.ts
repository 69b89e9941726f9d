import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName, siteView, storedSite } from '../../catalog/storage.ts'
import type { Context } from '../../context.ts'
import { runWithLists } from '../../records/long-lists.ts'

/** Those of the rows that others refer to; what lies among the rows themselves does not count. */
export async function rowsInUse(
  ctx: Context,
  table: Table,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const questions = ctx.catalog
    .tablesOf(ctx.site.id)
    .flatMap((user) =>
      user.fields
        .filter(
          (field) =>
            (field.type === 'reference' || field.type === 'references') && refersTo(ctx, field.table, table),
        )
        .map((field) => statement(usedSql(ctx, { user, field, table, ids }))),
    )
  if (questions.length === 0) return new Set()
  const answers = await runWithLists(ctx.tx, ...questions)
  return new Set(answers.flatMap(({ rows }) => rows.map(([id]) => Number(id))))
}

const refersTo = (ctx: Context, slug: string, table: Table): boolean =>
  ctx.catalog.find(ctx.site.id, slug)?.id === table.id

interface Use {
  readonly user: Table
  readonly field: Field
  readonly table: Table
  readonly ids: readonly number[]
}

function usedSql(ctx: Context, { user, field, table, ids }: Use): Sql {
  const list = field.type === 'references'
  const view = list ? `site.${joinName(user, field)}` : siteView(user)
  const to = raw(list ? 'r.to_id' : `r.${columnOf(field)}`)
  const own =
    user.id === table.id ? sql` and r.${raw(list ? 'row_id' : 'id')} <> all(${ids}::bigint[])` : raw('')
  return sql`select distinct ${to} from ${raw(view)} r
    where r.site_id = ${storedSite(user, ctx.site.id)}::int and ${to} = any(${ids}::bigint[])${own}`
}
