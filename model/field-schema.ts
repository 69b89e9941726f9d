import { type Field, fieldTypeOf } from './fields/index.ts'
import type { JsonSchema } from './json.ts'
import { inLanguage, type Language } from './language.ts'

/** A field as JSON Schema tells it: its type's own, with what people call it, and null where it may be empty. */
export function fieldSchema(field: Field, language: Language): JsonSchema {
  const described = {
    title: inLanguage(field.label, language),
    ...fieldTypeOf(field).schema(field),
    ...(field.help && { description: inLanguage(field.help, language) }),
  }
  if (field.id < 0) return { ...described, readOnly: true }
  const schema = { ...described, ...(field.readonly && { readOnly: true }) }
  return field.type === 'references' ? schema : orNull(schema)
}

export function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return schema
  const values = schema.enum as unknown[] | undefined
  return { ...schema, type: [schema.type, 'null'], ...(values && { enum: [...values, null] }) }
}
