import type { FieldType } from '#model/fields/field-type.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem, type Parsed } from '#model/problem.ts'
import { isList } from './stored.ts'

/** A value of one type as the other has it; what cannot be read is a problem. Blank texts were never a value. */
export function convertValue(from: Field, to: Field, value: Json, locale: Locale): Parsed<Json> {
  if (value === null) return { value: null }
  if (typeof value === 'string' && written.has(from.type)) return readText(to, value, locale)
  const parsed = written.has(to.type) ? null : fieldTypeOf(to).parse(to, value)
  if (parsed && !isProblem(parsed)) return parsed
  const text = typeOf(from).write(from, value, locale)
  return readText(to, from.type === 'datetime' && to.type === 'date' ? dayOf(text) : text, locale)
}

/** What people write in their own way; other types' texts have one form, which is tried strictly first. */
const written: ReadonlySet<string> = new Set(['text', 'long_text', 'choice', 'phone', 'email', 'url', 'slug'])

const readText = (to: Field, text: string, locale: Locale): Parsed<Json> =>
  text.trim() === '' ? { value: null } : typeOf(to).read(to, text, locale)

/** The type, free of which field it is for. */
const typeOf = (field: Field): FieldType<Field> => fieldTypeOf(field)

const dayOf = (instant: string): string => instant.slice(0, 10)

/** Links cannot be read out of values, nor the other way round; nor may people write what the server numbers. */
export const convertible = (from: Field, to: Field): boolean =>
  !isList(from) && !isList(to) && to.type !== 'reference' && to.type !== 'auto_number'
