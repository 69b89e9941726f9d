import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { JsonSchema } from '#model/json.ts'
import { inLanguage, type Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { expandable } from '../records/expand.ts'
import { askedTable, seenTable } from '../records/shown.ts'
import { exportFormats } from '../transfer/export/export-rows.ts'

const query = (name: string, schema: JsonSchema) => ({ name, in: 'query', schema })

export const listParameters = (ctx: Context, table: Table): unknown[] => [
  ...pageParameters,
  ...choosingParameters(ctx, table),
  ...shapeParameters(ctx, table),
  ...askedTable(ctx, table).fields.flatMap(filterParameters),
]

/** An export takes the list's filters too; saying them all again would double the document. */
export const exportParameters = (ctx: Context, table: Table): unknown[] => [
  query('format', { type: 'string', enum: exportFormats }),
  query('header', { type: 'string', enum: ['slug', 'label'] }),
  ...choosingParameters(ctx, table),
  query('fields', { type: 'string' }),
]

/** A summary takes the list's filters too. */
export const summaryParameters = (ctx: Context, table: Table): unknown[] => [
  {
    ...query('group_by', { type: 'string', example: 'id' }),
    description: inLanguage(groupText, ctx.language),
  },
  {
    ...query('measures', { type: 'string', example: 'max:id' }),
    description: inLanguage(measuresText, ctx.language),
  },
  query('ordering', { type: 'string', example: '-count' }),
  query('page_size', { type: 'integer', minimum: 1, maximum: 1000 }),
  ...narrowingParameters(ctx, table),
]

const choosingParameters = (ctx: Context, table: Table): unknown[] => [
  query('ordering', { type: 'string', example: askedTable(ctx, table).order.join(',') || '-id' }),
  ...narrowingParameters(ctx, table),
]

const narrowingParameters = (ctx: Context, table: Table): unknown[] => [
  ...(askedTable(ctx, table).search.length > 0 ? [query('search', { type: 'string', maxLength: 500 })] : []),
  { ...query('where', { type: 'string' }), description: inLanguage(whereText, ctx.language) },
]

const filterParameters = (field: Field): unknown[] =>
  fieldTypeOf(field).operators.map((op) =>
    query(op === 'eq' ? field.slug : `${field.slug}__${op}`, { type: 'string' }),
  )

export function shapeParameters(ctx: Context, table: Table): unknown[] {
  const expanded = seenTable(ctx, table)
    .fields.filter(expandable)
    .map((field) => field.slug)
  return [
    query('fields', { type: 'string' }),
    ...(expanded.length > 0 ? [query('expand', { type: 'string', example: expanded[0] })] : []),
  ]
}

export const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 1 },
}
export const ifMatch = { name: 'If-Match', in: 'header', schema: { type: 'string' } }
export const idempotency = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}
const pageParameters = [
  query('page', { type: 'integer', minimum: 1 }),
  query('page_size', { type: 'integer', minimum: 1, maximum: 100 }),
  query('cursor', { type: 'string' }),
  query('count', { type: 'string', enum: ['exact', 'none'] }),
  query('as_of', { type: 'string', format: 'date-time' }),
  query('trash', { type: 'string', enum: ['1'] }),
]

const whereText: Text = {
  fr: 'Une condition : {"all":[{"field":"…","op":"eq","value":"…"}]}',
  en: 'A condition: {"all":[{"field":"…","op":"eq","value":"…"}]}',
}

const groupText: Text = {
  fr: 'Un ou deux champs, une date par day, week, month, quarter ou year : statut,date_debut:month',
  en: 'One or two fields, a date by day, week, month, quarter or year: statut,date_debut:month',
}

const measuresText: Text = {
  fr: 'sum, avg, min, max ou filled d’un champ : sum:montant_ht,filled:contact',
  en: 'sum, avg, min, max or filled of a field: sum:montant_ht,filled:contact',
}
