import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { isObject, type Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'

/** A value as people there write it, for a spreadsheet's cell; a number without its groups and its currency. */
export function cellText(field: Field, value: Json, locale: Locale): string {
  if (value === null) return ''
  if (isExpanded(field, value)) return expandedText(value)
  if (isNumeric(field)) return String(value).replace('.', locale.language === 'fr' ? ',' : '.')
  return fieldTypeOf(field).write(field as never, value as never, locale)
}

export const isNumeric = (field: Field): boolean => fieldTypeOf(field).isNumber?.(field) === true

/** What `expand` makes of a reference, a list of them, a choice. */
const isExpanded = (field: Field, value: Json): boolean =>
  field.type === 'references'
    ? Array.isArray(value) && isObject(value[0])
    : (field.type === 'reference' || field.type === 'choice') && isObject(value)

function expandedText(value: Json): string {
  if (Array.isArray(value)) return value.map(expandedText).join(', ')
  return isObject(value) ? String(value.label ?? value.id ?? '') : String(value)
}
