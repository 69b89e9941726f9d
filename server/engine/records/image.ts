import { join, raw, type Sql, sql } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { joinName, searchColumn } from '../catalog/storage.ts'

/**
 * SQL of a row's before-image for the log: jsonb keyed by storage column, without what the engine can
 * make again. Lists of references lie in it under their column's name, since their rows die with the row.
 */
export function imageSql(table: Table, alias: string): Sql {
  const lists = referenceLists(table)
  const without = ['site_id', searchColumn, ...workedOut(table).map(({ id }) => `c${id}`)]
  const own = raw(`to_jsonb(${alias})${without.map((name) => ` - '${name}'`).join('')}`)
  if (lists.length === 0) return sql`(${own})`
  const pairs = lists.map((field) => sql`${raw(`'c${field.id}'`)}, ${listSql(table, field, alias)}`)
  return sql`((${own}) || jsonb_build_object(${join(pairs)}))`
}

/** The past keeps what was written, not what followed from it: that has no line of its own in the log. */
export const workedOut = (table: Table): readonly Field[] => table.fields.filter(({ computed }) => computed)

export const referenceLists = (table: Table): readonly Field[] =>
  table.fields.filter((field) => field.type === 'references')

/** SQL of the ids that a `references` field holds, in their order, as jsonb. */
export const listSql = (table: Table, field: Field, alias: string): Sql =>
  raw(
    `(select coalesce(jsonb_agg(j.to_id order by j.position), '[]') from site.${joinName(table, field)} j ` +
      `where j.site_id = ${alias}.site_id and j.row_id = ${alias}.id)`,
  )
