import { raw, type Sql } from '#db/sql.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { decimalsOf } from '#model/money.ts'
import { columnOf } from '../catalog/storage.ts'
import type { Measure, MeasureKind } from './summary-query.ts'

/** Whether a field has such a measure: numbers add up, what is ordered in time or size has ends. */
export function isMeasured(kind: MeasureKind, field: Field): boolean {
  const column = fieldTypeOf(field).column(field)
  if (column === null) return false
  if (kind === 'filled') return true
  const number = isNumber(field, column)
  return kind === 'sum' || kind === 'avg' ? number : number || isTime(column)
}

const isNumber = (field: Field, column: string): boolean =>
  fieldTypeOf(field).isNumber?.(field) === true && /^(numeric|bigint|int|smallint|double)/.test(column)

export const isTime = (column: string): boolean => column === 'date' || column === 'timestamptz'

/** Over the rows of `t`, in the column's own form. */
export function measureSql({ kind, field }: Measure): Sql {
  const column = `t.${columnOf(field)}`
  return raw(kind === 'filled' ? `count(${column})` : `${kind}(${column})`)
}

/** In the wire's form, out of a cell that holds the measure. */
export function measureWire({ kind, field }: Measure, cell: string): Sql {
  if (kind === 'filled') return raw(cell)
  if (kind === 'avg') return raw(averageWire(field, cell))
  const column = fieldTypeOf(field).column(field)!
  // A sum of whole numbers is a `numeric`, which JSON writes as it stands.
  return raw(fieldTypeOf(field).select?.(field, cell) ?? (isTime(column) ? cell : `${cell}::numeric`))
}

/** A text, with two places more than the values have. */
function averageWire(field: Field, cell: string): string {
  const inMinorUnits = field.type === 'money' ? decimalsOf(field.currency) : 0
  const column = fieldTypeOf(field).column(field)!
  const places = field.type === 'money' ? inMinorUnits : Number(/,(\d+)\)/.exec(column)?.[1] ?? 0)
  return `round(${cell}::numeric / 1${'0'.repeat(inMinorUnits)}, ${places + 2})::text`
}
