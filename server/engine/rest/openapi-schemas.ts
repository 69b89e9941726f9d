import { fieldSchema } from '#model/field-schema.ts'
import type { Field } from '#model/fields/index.ts'
import type { JsonSchema } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { fieldsShown, isOpen } from '../records/shown.ts'

/** A row as it is answered, and as it may be sent: whole, new, or in part. */
export const tableSchemas = (ctx: Context, table: Table): Record<string, JsonSchema> => {
  const all = propertiesOf(ctx, fieldsShown(ctx, table))
  const written = (action: 'create' | 'update') =>
    table.fields.filter((field) => !field.readonly && isOpen(ctx, table, field, action))
  const [given, own] = [written('create'), written('update')].map((fields) => propertiesOf(ctx, fields))
  const requiredOf = (fields: readonly Field[]) =>
    fields.filter((field) => field.required && field.default === undefined).map((field) => field.slug)
  const sent = { type: 'object', additionalProperties: false }
  return {
    [table.slug]: { type: 'object', properties: all, required: Object.keys(all) },
    [`${table.slug}_input`]: { ...sent, properties: given, required: requiredOf(written('create')) },
    [`${table.slug}_change`]: { ...sent, properties: { ...own, version: versionSchema } },
    [`${table.slug}_whole`]: {
      ...sent,
      properties: { ...all, ...own, version: versionSchema },
      required: requiredOf(written('update')),
    },
  }
}

const propertiesOf = (ctx: Context, fields: readonly Field[]): Record<string, JsonSchema> =>
  Object.fromEntries(fields.map((field) => [field.slug, fieldSchema(field, ctx.language)]))

/** The version that was seen: where it has moved since, nothing is written. */
const versionSchema: JsonSchema = { type: 'integer', minimum: 1 }

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
