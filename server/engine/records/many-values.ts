import { join, raw, type Sql, sql } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import { columnOf } from '../catalog/storage.ts'

/** One array per column: a statement of a thousand rows binds as many values as a statement of one. */
export interface ColumnOfValues {
  readonly name: string
  readonly type: string
  readonly values: readonly unknown[]
}

/** The arrays side by side, as rows of `g`, numbered from 1 by `n`. */
export const givenCte = (columns: readonly ColumnOfValues[]): Sql =>
  sql`g as materialized (select * from unnest(${join(columns.map(({ type, values }) => sql`${values}::${raw(type)}[]`))})
    with ordinality g(${raw([...columns.map(({ name }) => name), 'n'].join(', '))}))`

export const fieldColumn = (field: Field, rows: readonly Row[]): ColumnOfValues => ({
  name: columnOf(field),
  type: fieldTypeOf(field).column(field as never)!,
  values: rows.map((row) => storedValue(field, row[field.slug] ?? null)),
})

/** Which of the rows say something about the field. */
export const saysColumn = (field: Field, rows: readonly Row[]): ColumnOfValues => ({
  name: saysName(field),
  type: 'boolean',
  values: rows.map((row) => field.slug in row),
})

export const saysName = (field: Field): string => `says${field.id}`

/** The place of each row among those that have no number yet, from 0. */
export const unnumbered = (field: Field, rows: readonly Row[]): ColumnOfValues => {
  let place = 0
  const values = rows.map((row) => ((row[field.slug] ?? null) === null ? place++ : null))
  return { name: unnumberedName(field), type: 'int', values }
}

export const unnumberedName = (field: Field): string => `place${field.id}`

/** As the column takes it; what is not a scalar goes as the text of its JSON, since an array would be an array's. */
export function storedValue(field: Field, value: Json): unknown {
  if (value === null) return null
  const type = fieldTypeOf(field)
  const stored = type.toColumn ? type.toColumn(field as never, value as never) : value
  return typeof stored === 'object' && stored !== null ? JSON.stringify(stored) : stored
}

/** All rows' lists of references as one list of (row's number, id, position). */
export function listsOf(field: Field, rows: readonly Row[]): Sql {
  const numbers: number[] = []
  const ids: number[] = []
  const positions: number[] = []
  rows.forEach((row, i) => {
    for (const [position, id] of ((row[field.slug] ?? []) as number[]).entries()) {
      numbers.push(i + 1)
      ids.push(id)
      positions.push(position + 1)
    }
  })
  return sql`unnest(${numbers}::bigint[], ${ids}::bigint[], ${positions}::int[]) u(n, to_id, position)`
}
