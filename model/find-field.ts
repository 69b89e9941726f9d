import type { Field } from './fields/index.ts'
import { systemFields } from './fields/system.ts'
import type { Table } from './table.ts'

const names = new WeakMap<Table, ReadonlyMap<string, Field>>()

/** Every name that a field of the table answers to; a slug in use wins over a former one. */
export function fieldNames(table: Table): ReadonlyMap<string, Field> {
  let known = names.get(table)
  if (!known) {
    known = new Map([
      ...table.fields.flatMap((field) => (field.aliases ?? []).map((alias) => [alias, field] as const)),
      ...systemFields.map((field) => [field.slug, field] as const),
      ...table.fields.map((field) => [field.slug, field] as const),
    ])
    names.set(table, known)
  }
  return known
}

/** The field of that name: the table's own, by slug or former slug, or the engine's. */
export const findField = (table: Table, slug: string): Field | undefined => fieldNames(table).get(slug)
