import { raw, type Sql, sql } from '#db/sql.ts'
import type { FieldOf } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'

/** SQL that takes the next `wanted` numbers of a series, and answers the first. */
export const takeNumbers = (table: Table, field: FieldOf<'auto_number'>, wanted: number): Sql =>
  sql`site.take_numbers(${raw(String(table.id))}, ${raw(String(field.id))}, ${field.start ?? 1}::bigint,
    ${(field.prefix ?? '').length + 1}::int, ${wanted}::int)`

/** SQL of a number as the column holds it: with its prefix and its zeros, where the field has them. */
export function numberSql(field: FieldOf<'auto_number'>, number: Sql): Sql {
  if (field.prefix === undefined && field.padding === undefined) return number
  const text = sql`(${number})::text`
  return sql`(select ${field.prefix ?? ''}::text || lpad(d, greatest(length(d), ${field.padding ?? 1}::int), '0') from (select ${text} as d) n)`
}
