import type { Field } from '#model/fields/index.ts'
import { decimalsOf } from '#model/money.ts'
import { columnOf } from '../catalog/storage.ts'

/** SQL of a field's value as formulas reckon with it: numbers are numeric, money in whole units. */
export function columnSql(field: Field, alias: string): string {
  const column = `${alias}.${columnOf(field)}`
  if (field.type === 'money') return `(${column}::numeric * 1e-${decimalsOf(field.currency)})`
  return isWhole(field) ? `${column}::numeric` : column
}

const isWhole = (field: Field): boolean =>
  field.type === 'integer' ||
  field.type === 'rating' ||
  (field.type === 'auto_number' && field.prefix === undefined && field.padding === undefined)
