import { join, raw, type Sql, sql } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { systemField } from '#model/fields/system.ts'
import type { Table } from '#model/table.ts'
import { columnOf, siteView } from '../catalog/storage.ts'
import { listSql } from './image.ts'

/**
 * What a row shows when nobody asks for other: its id, its fields, its version. When it was made and changed, and
 * by whom, is there for the asking (`fields=`): a page must stay small on a slow network.
 */
export const shownFields = (table: Table): readonly Field[] => {
  const known = shown.get(table)
  if (known) return known
  const fields = [system('id'), ...table.fields, system('version')]
  shown.set(table, fields)
  return fields
}
const shown = new WeakMap<Table, readonly Field[]>()
const system = (slug: string): Field => systemField(slug)!

/** All that is known of a row: what rules and conditions may ask about. */
export const wholeFields = (table: Table): readonly Field[] => [
  ...shownFields(table),
  ...['created_at', 'updated_at', 'created_by'].map(system),
]

/** Where a select finds its rows and what it needs to know of each. */
export interface Source {
  readonly table: Table
  readonly alias: string
  /** SQL of a `references` field's ids as JSON; absent: the join table. */
  readonly list?: (field: Field) => Sql
  /** SQL that stands in for a field: an expanded reference, say. */
  readonly instead?: ReadonlyMap<string, Sql>
  /** SQL of where a field shows, for those that do not show in every row. */
  readonly masks?: ReadonlyMap<string, Sql>
}

/** The select list that gives the wire's form of a row: a forbidden field is an alias not written. */
export const wireColumns = (source: Source, fields: readonly Field[]): Sql =>
  join(fields.map((field) => sql`${wireColumn(source, field)} as ${raw(`"${field.slug}"`)}`))

export function wireColumn(source: Source, field: Field): Sql {
  const mask = source.masks?.get(field.slug)
  return mask ? sql`case when ${mask} then ${plainColumn(source, field)} end` : plainColumn(source, field)
}

function plainColumn(source: Source, field: Field): Sql {
  const instead = source.instead?.get(field.slug)
  if (instead) return instead
  if (field.type === 'references') return source.list?.(field) ?? listSql(source.table, field, source.alias)
  const column = `${source.alias}.${columnOf(field)}`
  return raw(fieldTypeOf(field).select?.(field, column) ?? column)
}

/** The rows as they are now, behind the wall. */
export const liveRows = (table: Table): Sql => raw(siteView(table))
