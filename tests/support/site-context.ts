import { raw, sql, statement } from '#db/sql.ts'
import { siteView } from '#engine/catalog/storage.ts'
import type { Actor, Context, User } from '#engine/context.ts'
import { wholeFields, wireColumns } from '#engine/records/select.ts'
import type { Row } from '#model/row.ts'
import { locale, type Workshop } from './structure.ts'

/** Who does things at a site of a workshop; an administrator unless said otherwise. */
export async function contextAt(shop: Workshop, siteId = 1, who: Partial<User> = {}): Promise<Context> {
  await shop.structure.reload()
  const { stamps } = await shop.db.site(siteId).run()
  const actor: Actor = {
    kind: 'user',
    id: 7,
    name: 'Awa',
    networkOwner: false,
    siteAdmin: true,
    grants: {},
    stamp: stamps.access,
    ...who,
  }
  const { language, ...rest } = locale
  return {
    actor,
    site: { id: siteId, slug: `site-${siteId}`, name: 'Site', language, ...rest },
    now: new Date(),
    tx: shop.db.site(siteId),
    db: shop.db,
    language,
    catalog: shop.structure.catalog(),
    listeners: [],
  }
}

/** All rows of a table as the wire shows them, by id. */
export async function allRows(ctx: Context, slug: string): Promise<Row[]> {
  const table = ctx.catalog.find(ctx.site.id, slug)!
  const columns = wireColumns({ table, alias: 't' }, wholeFields(table))
  const { answers } = await ctx.tx.run(
    statement(
      sql`select row_to_json(x)::text from (select ${columns} from ${raw(siteView(table))} t order by t.id) x`,
    ),
  )
  return answers[0]!.rows.map(([json]) => JSON.parse(json!) as Row)
}

export interface LogLine {
  readonly row_id: number
  readonly version: number
  readonly verb: string
  readonly actor: string
  readonly batch: number | null
  readonly before: Row | null
}

/** The log of a table, in the order of rows and versions. */
export async function logLines(ctx: Context, slug: string): Promise<LogLine[]> {
  const table = ctx.catalog.find(ctx.site.id, slug)!
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (select row_id, version, verb, actor, batch, before from site.log
      where table_id = ${table.id} order by row_id, version) x`),
  )
  return answers[0]!.rows.map(([json]) => JSON.parse(json!) as LogLine)
}
