import { raw, type Sql, sql } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { columnOf } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { choiceLabel, titleBeyond } from '../records/expand.ts'
import type { Grouping } from './summary-query.ts'

/** What a table can be grouped by: what two rows can have in common, and can be told in a line. */
export function isGrouped(field: Field): boolean {
  const type = fieldTypeOf(field)
  return type.column(field) !== null && type.compare !== undefined && field.type !== 'long_text'
}

/** Over the rows of `t`. A day is the site's. */
export function keySql(ctx: Context, { field, by }: Grouping): Sql {
  const column = raw(`t.${columnOf(field)}`)
  if (by === null) return column
  if (by === 'day' && field.type === 'date') return column
  const clock = field.type === 'date' ? sql`${column}::timestamp` : atSite(ctx, column)
  return sql`date_trunc('${raw(by)}', ${clock})::date`
}

/** The key in the wire's form: of a period its first day. */
export const keyWire = ({ field, by }: Grouping, cell: string): Sql =>
  raw(by === null ? (fieldTypeOf(field).select?.(field, cell) ?? cell) : cell)

/** What people call it, where that is another than the key: as far as they may see it. */
export function keyLabel(ctx: Context, { field }: Grouping, cell: string): Sql {
  if (field.type === 'choice') return choiceLabel(ctx, field, cell)
  if (field.type === 'reference') return titleBeyond(ctx, field, cell)
  return raw('null::text')
}

/** Where a period begins and where the next one does, as the field's values go; null of other keys. */
export function keyBounds(ctx: Context, { field, by }: Grouping, cell: string): Sql {
  if (by === null) return raw('null::json')
  const next = sql`${raw(cell)} + interval '${raw(lengths[by])}'`
  if (field.type === 'date') return sql`json_build_array(${raw(cell)}, (${next} - interval '1 day')::date)`
  return sql`json_build_array(${fromSite(ctx, sql`${raw(cell)}::timestamp`)}, ${fromSite(ctx, next)})`
}

const lengths = {
  day: '1 day',
  week: '7 days',
  month: '1 month',
  quarter: '3 months',
  year: '1 year',
} as const

/** An instant by the site's clock, and back: PostgreSQL writes both ways alike. */
const atSite = (ctx: Context, at: Sql): Sql => sql`(${at} at time zone ${ctx.site.timeZone}::text)`
const fromSite = (ctx: Context, clock: Sql): Sql => sql`((${clock}) at time zone ${ctx.site.timeZone}::text)`
