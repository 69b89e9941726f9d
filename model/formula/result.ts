import type { Field } from '../fields/index.ts'
import { decimalsOf } from '../money.ts'
import type { ValueType } from './ast.ts'

const textual: ReadonlySet<string> = new Set(['text', 'long_text', 'email', 'url', 'phone', 'slug', 'choice'])

/** What a field is to a formula; null: nothing that it could reckon with. */
export function typeOfField(field: Field): ValueType | null {
  if (textual.has(field.type)) return { is: 'text' }
  switch (field.type) {
    case 'integer':
    case 'rating':
      return { is: 'number', places: 0 }
    case 'decimal':
      return { is: 'number', places: field.places }
    case 'money':
      return { is: 'number', places: decimalsOf(field.currency) }
    case 'auto_number':
      return field.prefix === undefined && field.padding === undefined
        ? { is: 'number', places: 0 }
        : { is: 'text' }
    case 'boolean':
    case 'date':
    case 'datetime':
      return { is: field.type }
    default:
      return null
  }
}

/** PostgreSQL holds so many digits in a decimal column, whatever the places. */
export const resultDigits = 38

/** The field that holds what a formula gives: its type, with its settings. */
export function fieldOfType(type: ValueType): { readonly type: string } & Record<string, unknown> {
  if (type.is !== 'number') return { type: type.is === 'blank' ? 'text' : type.is }
  if (type.places === 0) return { type: 'integer' }
  return { type: 'decimal', digits: resultDigits, places: type.places }
}

/** Of a text that a formula gives, so much is kept: an index holds it. */
export const longestText = 1000
