import { raw, sql, statement } from '#db/sql.ts'
import { siteView } from '#engine/catalog/storage.ts'
import type { Actor, Context } from '#engine/context.ts'
import { readRow } from '#engine/records/read.ts'
import { wholeFields, wireColumns } from '#engine/records/select.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { webhooks } from '../tables.ts'

/** An address that is told of changes. */
export interface Hook {
  readonly id: number
  readonly name: string
  readonly address: string
  readonly tables: readonly string[]
  readonly verbs: readonly string[]
  readonly with_row: boolean
  readonly active: boolean
  readonly created_at: string
  readonly created_by: number | null
}

export const hooksTable = ({ site, catalog }: Pick<Context, 'site' | 'catalog'>): Table =>
  catalog.find(site.id, webhooks.slug)!

/** Those of the site that are active. */
export async function activeHooks(ctx: Context): Promise<readonly Hook[]> {
  const table = hooksTable(ctx)
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (
      select ${wireColumns({ table, alias: 't' }, wholeFields(table))} from ${raw(siteView(table))} t
      where t.site_id = ${ctx.site.id}::int) x`),
  )
  return answers[0]!.rows.map(([json]) => hookIn(JSON.parse(json!) as Row)).filter(({ active }) => active)
}

export const systemActor: Actor = { kind: 'system', name: 'webhooks' }

export async function hookById(ctx: Context, id: number): Promise<Hook | null> {
  const row = await readRow(ctx, hooksTable(ctx), id)
  return row && hookIn(row)
}

const hookIn = (row: Row): Hook => ({
  id: Number(row.id),
  name: String(row.name),
  address: String(row.address),
  tables: namesIn(row.tables),
  verbs: namesIn(row.verbs),
  with_row: row.with_row === true,
  active: row.active === true,
  created_at: String(row.created_at),
  created_by: row.created_by as number | null,
})

export const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []

/** What is somebody's own is told to no machine, nor is what webhooks themselves do. */
export const isTold = (table: Table): boolean =>
  !table.personal && !(table.origin === 'code' && table.slug === webhooks.slug)

export const wants = ({ tables, verbs }: Hook, table: Table, verb: string): boolean =>
  (tables.length === 0 || [table.slug, ...table.aliases].some((slug) => tables.includes(slug))) &&
  (verbs.length === 0 || verbs.includes(verb))
