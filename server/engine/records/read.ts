import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { both, everyRow, type Where } from '#model/where.ts'
import { demandAccess } from '../access/access.ts'
import { type Context, placeOf } from '../context.ts'
import { recordError } from './errors.ts'
import { expansions } from './expand.ts'
import { inSite } from './in-site.ts'
import { liveRows, wholeFields, wireColumns } from './select.ts'
import { askedTable, fieldsShown, masksOf } from './shown.ts'
import { whereScope } from './where-scope.ts'
import { whereSql } from './where-sql.ts'

export interface ReadQuery {
  readonly fields: readonly Field[]
  readonly expand: readonly Field[]
}

/** How an address names a row: by its id, or by its slug where the table has one. */
export type RowKey = number | string

/** One row as PostgreSQL wrote it; 404 where it is not, or is not for the caller. */
export async function read(ctx: Context, table: Table, key: RowKey, query?: ReadQuery): Promise<string> {
  const where = demandAccess(ctx, table, 'read')
  return readShown(ctx, table, key, where, query)
}

/** What the caller sees of a row that they have come to in some other way than by reading. */
export async function readShown(
  ctx: Context,
  table: Table,
  key: RowKey,
  where: Where = everyRow,
  query: ReadQuery = { fields: fieldsShown(ctx, table), expand: [] },
): Promise<string> {
  const { answers } = await ctx.tx.run(
    statement(rowSql(ctx, table, key, where, { ...query, masks: masksOf(ctx, table, 't') })),
  )
  return answers[0]!.rows[0]?.[0] ?? notFound()
}

/** The same as values, for rules and verbs; locked until the transaction ends where asked. */
export async function readRow(
  ctx: Context,
  table: Table,
  key: RowKey,
  where: Where = everyRow,
  lock = false,
): Promise<(Row & { id: number; version: number }) | null> {
  const { answers } = await ctx.tx.run(
    statement(rowSql(ctx, table, key, where, { fields: wholeFields(table), expand: [] }, lock)),
  )
  const json = answers[0]!.rows[0]?.[0]
  return json ? (JSON.parse(json) as Row & { id: number; version: number }) : null
}

/** A row that was just written, once what follows from it has been worked out. */
export async function readAgain(
  ctx: Context,
  table: Table,
  id: number,
  fields: readonly Field[],
): Promise<string | null> {
  const { answers } = await ctx.tx.run(statement(rowSql(ctx, table, id, everyRow, { fields, expand: [] })))
  return answers[0]!.rows[0]?.[0] ?? null
}

function rowSql(
  ctx: Context,
  table: Table,
  key: RowKey,
  where: Where,
  { fields, expand, masks }: ReadQuery & { readonly masks?: ReadonlyMap<string, Sql> | undefined },
  lock = false,
): Sql {
  const instead = expansions(ctx, table, 't', expand)
  const source = { table, alias: 't', ...(instead && { instead }), ...(masks && { masks }) }
  const columns = wireColumns(source, fields)
  const condition = whereSql(both(where, everyRow), whereScope(ctx, table, 't'))
  return sql`select row_to_json(x)::text from (select ${columns} from ${liveRows(table)} t
    where ${inSite(placeOf(ctx), table, 't')} and ${keySql(askedTable(ctx, table), key)} and ${condition}${lock ? raw(' for update') : raw('')}) x`
}

function keySql(table: Table, key: RowKey): Sql {
  if (typeof key === 'number') return sql`t.id = ${key}::bigint`
  const slug = slugField(table)
  if (!slug) return notFound()
  return sql`${raw(`t.c${slug.id}`)} = ${key}::text`
}

export const slugField = (table: Table): Field | undefined =>
  table.fields.find((field) => field.type === 'slug')

export const notFound = (): never => {
  throw recordError('row.not_found')
}

/** Out of an address: all digits is an id, anything else a slug. */
export function rowKey(text: string): RowKey {
  if (!/^\d{1,19}$/.test(text)) return /^[\w-]{1,200}$/.test(text) ? text : notFound()
  const id = Number(text)
  return Number.isSafeInteger(id) ? id : notFound()
}

export const parseRow = (json: string): Row => JSON.parse(json) as Record<string, Json>
