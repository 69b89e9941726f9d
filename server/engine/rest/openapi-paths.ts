import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { JsonSchema } from '#model/json.ts'
import { inLanguage, type Text } from '#model/language.ts'
import type { Action, Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import type { Context } from '../context.ts'
import { expandable } from '../records/expand.ts'
import type { Verb, Verbs } from '../verbs/verbs.ts'

export type Paths = Record<string, Record<string, unknown>>

/** The addresses of a table, as far as the caller may use them. */
export function tablePaths(ctx: Context, table: Table, verbs: Verbs): Paths {
  const may = (action: Action) => accessWhere(ctx, table, action) !== null
  const asked: Asked = { ctx, table, may, operation: operationOf(ctx, table) }
  const root = `/api/${table.slug}/`
  const paths: Paths = {
    [root]: listAndCreate(asked),
    [`${root}{id}/`]: oneRow(asked),
    ...Object.fromEntries(
      Object.entries(beside(asked)).map(([path, operations]) => [root + path, operations]),
    ),
  }
  for (const verb of verbs.all(table)) {
    if (accessWhere(ctx, table, verb.name, verb.allow))
      paths[`${root}{id}/${verb.name}/`] = { post: verbOperation(ctx, table, verb) }
  }
  return Object.fromEntries(
    Object.entries(paths).filter(([, operations]) => Object.keys(operations).length > 0),
  )
}

interface Asked {
  readonly ctx: Context
  readonly table: Table
  may(action: Action): boolean
  readonly operation: ReturnType<typeof operationOf>
}

const listAndCreate = ({ ctx, table, may, operation }: Asked) => ({
  ...(may('read') && {
    get: operation('list', { parameters: listParameters(ctx, table), answer: pageSchema(table) }),
  }),
  ...(may('create') && {
    post: operation('create', { parameters: [idempotency], body: ref(`${table.slug}_input`), status: 201 }),
  }),
})

const oneRow = ({ table, may, operation }: Asked) => ({
  ...(may('read') && { get: operation('read', { parameters: [idParameter, ...shapeParameters(table)] }) }),
  ...(may('update') && {
    patch: operation('update', { parameters: [idParameter, ifMatch], body: ref(`${table.slug}_change`) }),
    put: operation('replace', { parameters: [idParameter, ifMatch], body: ref(`${table.slug}_whole`) }),
  }),
  ...(may('delete') && { delete: operation('delete', { parameters: [idParameter, ifMatch], status: 204 }) }),
})

/** What lies beside the rows: several at once, the past, files. */
const beside = ({ ctx, may, operation }: Asked): Paths => ({
  ...((may('update') || may('delete')) && {
    'bulk/': { post: operation('bulk', { parameters: [idempotency], body: bulkSchema, answer: bulkAnswer }) },
  }),
  ...(may('read') && {
    '{id}/history/': { get: operation('history', { parameters: [idParameter], answer: anyObject }) },
    'export/': {
      get: { ...operation('export', { parameters: [formatParameter] }), responses: fileResponse(ctx) },
    },
  }),
  ...(may('update') && {
    '{id}/restore/': {
      post: operation('restore', { parameters: [idParameter, idempotency], body: restoreSchema }),
    },
  }),
  ...(may('create') && {
    'import/': {
      post: { ...operation('import', { status: 202, answer: anyObject }), requestBody: importBody },
    },
  }),
})

interface Described {
  readonly parameters?: readonly unknown[]
  readonly body?: JsonSchema
  readonly answer?: JsonSchema
  readonly status?: number
}

const operationOf = (ctx: Context, table: Table) => (name: keyof typeof summaries, described: Described) => ({
  operationId: `${table.slug}_${name}`,
  tags: [table.slug],
  summary: `${say(ctx, summaries[name])} — ${inLanguage(table.label, ctx.language)}`,
  parameters: described.parameters ?? [],
  ...(described.body && {
    requestBody: { required: true, content: { 'application/json': { schema: described.body } } },
  }),
  responses: responsesOf(
    ctx,
    described.status ?? 200,
    described.status === 204 ? null : (described.answer ?? ref(table.slug)),
  ),
})

function verbOperation(ctx: Context, table: Table, verb: Verb) {
  const properties = Object.fromEntries(
    verb.input.map((field) => [field.slug, fieldTypeOf(field).schema(field as never)]),
  )
  const required = verb.input.filter((field) => field.required).map((field) => field.slug)
  return {
    operationId: `${table.slug}_${verb.name}`,
    tags: [table.slug],
    summary: inLanguage(verb.label, ctx.language),
    parameters: [idParameter, idempotency],
    requestBody: {
      content: {
        'application/json': { schema: { type: 'object', additionalProperties: false, properties, required } },
      },
    },
    responses: responsesOf(ctx, 200, ref(table.slug)),
  }
}

export const responsesOf = (ctx: Context, status: number, schema: JsonSchema | null) => ({
  [status]: { description: say(ctx, done), ...(schema && { content: { 'application/json': { schema } } }) },
  default: { $ref: '#/components/responses/Problem' },
})

function listParameters(ctx: Context, table: Table): unknown[] {
  const filters = table.fields.flatMap((field) => filterParameters(field))
  const search = table.search.length > 0 ? [query('search', { type: 'string', maxLength: 500 })] : []
  return [
    ...pageParameters,
    query('ordering', { type: 'string', example: table.order.join(',') || '-id' }),
    ...search,
    query('where', { type: 'string', description: say(ctx, whereText) }),
    ...shapeParameters(table),
    ...filters,
  ]
}

const filterParameters = (field: Field): unknown[] =>
  fieldTypeOf(field).operators.map((op) =>
    query(op === 'eq' ? field.slug : `${field.slug}__${op}`, { type: 'string' }),
  )

function shapeParameters(table: Table): unknown[] {
  const expanded = table.fields.filter(expandable).map((field) => field.slug)
  return [
    query('fields', { type: 'string' }),
    ...(expanded.length > 0 ? [query('expand', { type: 'string', example: expanded[0] })] : []),
  ]
}

const query = (name: string, schema: JsonSchema) => ({ name, in: 'query', schema })
const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }
const ifMatch = { name: 'If-Match', in: 'header', schema: { type: 'string' } }
const idempotency = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}
const formatParameter = query('format', { type: 'string', enum: ['csv', 'xlsx', 'json'] })
const pageParameters = [
  query('page', { type: 'integer', minimum: 1 }),
  query('page_size', { type: 'integer', minimum: 1, maximum: 100 }),
  query('cursor', { type: 'string' }),
  query('count', { type: 'string', enum: ['exact', 'none'] }),
  query('as_of', { type: 'string', format: 'date-time' }),
  query('trash', { type: 'string', enum: ['1'] }),
]

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const anyObject: JsonSchema = { type: 'object' }
const restoreSchema: JsonSchema = { type: 'object', properties: { version: { type: 'integer', minimum: 1 } } }
const bulkSchema: JsonSchema = {
  type: 'object',
  required: ['action'],
  properties: {
    action: { type: 'string' },
    ids: { type: 'array', items: { type: 'integer' }, maxItems: 10000 },
    where: { type: 'object' },
    values: { type: 'object' },
    dry_run: { type: 'boolean' },
  },
}
const bulkAnswer: JsonSchema = {
  type: 'object',
  properties: { action: { type: 'string' }, count: { type: 'integer' }, dry_run: { type: 'boolean' } },
}
const importBody = {
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: {
          file: { type: 'string', contentMediaType: 'application/octet-stream' },
          options: { type: 'string' },
        },
        required: ['file'],
      },
    },
  },
}
const fileResponse = (ctx: Context) => ({
  200: {
    description: say(ctx, done),
    content: {
      'text/csv': {},
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {},
      'application/json': {},
    },
  },
  default: { $ref: '#/components/responses/Problem' },
})

function pageSchema(table: Table): JsonSchema {
  const link = { type: ['string', 'null'] }
  const info = {
    current_page: { type: 'integer' },
    total_pages: { type: ['integer', 'null'] },
    page_size: { type: 'integer' },
  }
  return {
    type: 'object',
    required: ['count', 'next', 'previous', 'results', 'page_info'],
    properties: {
      count: { type: ['integer', 'null'] },
      count_is_capped: { type: 'boolean' },
      next: link,
      previous: link,
      results: { type: 'array', items: ref(table.slug) },
      page_info: { type: 'object', properties: info },
    },
  }
}

export const say = (ctx: Context, text: Text): string => inLanguage(text, ctx.language)
const done: Text = { fr: 'Fait.', en: 'Done.' }
const whereText: Text = {
  fr: 'Une condition : {"all":[{"field":"…","op":"eq","value":"…"}]}',
  en: 'A condition: {"all":[{"field":"…","op":"eq","value":"…"}]}',
}
const summaries = {
  list: { fr: 'Lister', en: 'List' },
  create: { fr: 'Ajouter', en: 'Add' },
  read: { fr: 'Lire', en: 'Read' },
  update: { fr: 'Modifier', en: 'Change' },
  replace: { fr: 'Remplacer', en: 'Replace' },
  delete: { fr: 'Mettre à la corbeille', en: 'Move to the trash' },
  bulk: { fr: 'Agir sur plusieurs lignes', en: 'Act on several rows' },
  history: { fr: 'Historique', en: 'History' },
  restore: { fr: 'Restaurer', en: 'Restore' },
  export: { fr: 'Exporter', en: 'Export' },
  import: { fr: 'Importer', en: 'Import' },
} as const satisfies Record<string, Text>
