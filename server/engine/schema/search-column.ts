import { join, raw, type Sql, sql } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'

/**
 * What a row's search column holds: the searched fields' stored values, folded, one space between.
 * It starts with a space, so that ` ab` finds the words that begin with `ab`, the first included.
 */
export function searchExpression(table: Table, expressionOf: (field: Field) => Sql): Sql {
  const texts = searchedFields(table).map(
    (field) => sql`coalesce(${textOf(field, sql`${expressionOf(field)}::text`)}, '')`,
  )
  return texts.length === 0 ? raw(`null::text`) : sql`' ' || site.fold(${join(texts, " || ' ' || ")})`
}

/** What people read of a column: of a rich text, its words. */
export function textOf(field: Field, column: Sql): Sql {
  const { searchFunction } = fieldTypeOf(field)
  return searchFunction ? sql`${raw(searchFunction)}(${column})` : column
}

/** The fields of `search`, in the definition's order; a list of references holds no text of its own. */
export const searchedFields = (table: Pick<Table, 'fields' | 'search'>): readonly Field[] =>
  table.fields.filter((field) => table.search.includes(field.slug) && field.type !== 'references')
