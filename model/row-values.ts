import type { Field } from './fields/index.ts'
import type { Json } from './json.ts'
import type { Row } from './row.ts'

/** What a field holds that holds nothing. */
export const emptyValue = (field: Field): Json => (field.type === 'references' ? [] : null)

export const isEmpty = (value: Json | undefined): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** What is there before anybody writes: in a new row, the default. */
export function storedValue(field: Field, before: Row | null): Json {
  if (before) return before[field.slug] ?? emptyValue(field)
  return field.default ?? emptyValue(field)
}

/** Nobody writes it but the engine or a verb. */
export const isServerMade = (field: Field): boolean => field.readonly === true || field.type === 'auto_number'

/** Nobody at all writes it: it follows from others. */
export const isWorkedOut = (field: Field): boolean => field.computed !== undefined
