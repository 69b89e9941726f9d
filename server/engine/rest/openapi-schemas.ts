import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { JsonSchema } from '#model/json.ts'
import { inLanguage } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { shownFields } from '../records/select.ts'

/** A row as it is answered, and as it may be sent: whole, new, or in part. */
export const tableSchemas = (ctx: Context, table: Table): Record<string, JsonSchema> => {
  const all = propertiesOf(ctx, shownFields(table))
  const own = propertiesOf(
    ctx,
    table.fields.filter((field) => !field.readonly),
  )
  const required = table.fields
    .filter((field) => field.required && field.default === undefined && !field.readonly)
    .map((field) => field.slug)
  const sent = { type: 'object', additionalProperties: false }
  return {
    [table.slug]: { type: 'object', properties: all, required: Object.keys(all) },
    [`${table.slug}_input`]: { ...sent, properties: own, required },
    [`${table.slug}_change`]: { ...sent, properties: { ...own, version: versionSchema } },
    [`${table.slug}_whole`]: { ...sent, properties: { ...all, ...own, version: versionSchema }, required },
  }
}

const propertiesOf = (ctx: Context, fields: readonly Field[]): Record<string, JsonSchema> =>
  Object.fromEntries(fields.map((field) => [field.slug, fieldSchema(ctx, field)]))

/** The version that was seen: where it has moved since, nothing is written. */
const versionSchema: JsonSchema = { type: 'integer', minimum: 1 }

function fieldSchema(ctx: Context, field: Field): JsonSchema {
  const schema = fieldTypeOf(field).schema(field as never)
  const title = inLanguage(field.label, ctx.language)
  const described = {
    title,
    ...schema,
    ...(field.help && { description: inLanguage(field.help, ctx.language) }),
  }
  return field.id < 0 ? { ...described, readOnly: true } : orNull(described, field)
}

function orNull(schema: JsonSchema, field: Field): JsonSchema {
  const open = { ...schema, ...(field.readonly && { readOnly: true }) }
  if (typeof schema.type !== 'string' || field.type === 'references') return open
  const values = schema.enum as unknown[] | undefined
  return { ...open, type: [schema.type, 'null'], ...(values && { enum: [...values, null] }) }
}

export const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'error'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    error: { type: 'string' },
    errors: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'message'],
          properties: { code: { type: 'string' }, message: { type: 'string' } },
        },
      },
    },
  },
}
