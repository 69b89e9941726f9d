import type { DescribedCall, Files, Schema } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { JsonSchema } from '#model/json.ts'
import { inLanguage } from '#model/language.ts'
import type { Action, Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import { accessError } from '../access/errors.ts'
import type { Context } from '../context.ts'
import { type Verb, type Verbs, verbWhere } from '../verbs/verbs.ts'
import { callError } from './call.ts'
import { restError } from './errors.ts'
import { answered, type Operation, refused } from './openapi-answers.ts'
import { type AskedTable, type TableCallName, type Told, tableCalls } from './table-calls.ts'
import { idempotency, idParameter } from './table-parameters.ts'
import { ref } from './table-schemas.ts'

/** By address, then by method in small letters. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

/** Takes an operation in, unless the same address (whatever its parameters are called) has been told of before. */
export type AddPath = (method: string, path: string, operation: Operation) => void

export function gatherPaths(): { readonly paths: Paths; readonly add: AddPath } {
  const paths: Record<string, Record<string, Operation>> = {}
  const told = new Set<string>()
  const add: AddPath = (method, path, operation) => {
    const address = `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`
    if (told.has(address)) return
    told.add(address)
    paths[path] ??= {}
    paths[path][method.toLowerCase()] = operation
  }
  return { paths, add }
}

export function callOperation(ctx: Context, { method, path, call }: DescribedCall): Operation {
  const { group, summary, detail, to, byToken, body, answers, problems = [], keyed } = call
  const say = (text: typeof summary) => inLanguage(text, ctx.language)
  const goesWithout = [
    ...(body
      ? [...callError.named('form.invalid'), ...httpError.named('body.invalid', 'body.not_object')]
      : []),
    ...(to === 'anyone' ? [] : accessError.named('auth.required')),
    ...(to === 'anyone' || to === 'signed_in' ? [] : accessError.named('auth.forbidden')),
    ...(to === 'anyone'
      ? []
      : accessError.named(...(byToken ? [] : (['auth.in_person'] as const)), 'auth.see_only')),
    ...(keyed ? restError.named('idempotency.other_body', 'idempotency.under_way') : []),
  ]
  return {
    operationId: nameOf(method, path),
    tags: [say(group.name)],
    summary: say(summary),
    ...(detail && { description: say(detail) }),
    security: to === 'anyone' ? [] : [{ token: [] }],
    parameters: [...pathParameters(path), ...(keyed ? [idempotency] : [])],
    ...(body && { requestBody: jsonBody(body(ctx.language)) }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, one]) => [status, answerOf(ctx, one)])),
      ...refused(ctx.language, [...problems, ...goesWithout]),
    },
  }
}

/** `post-users-login`: tables' names hold no hyphen, so that none is the same. */
const nameOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...path.replace(/^\/api\/(?=.)/, '').match(/\w+/g)!].join('-')

const answerOf = (ctx: Context, one: Schema | Files | null) =>
  typeof one === 'function'
    ? answered(ctx.language, one(ctx.language))
    : answered(ctx.language, one && {}, one?.media)

const pathParameters = (path: string): unknown[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) =>
    name === 'id'
      ? idParameter
      : { name, in: 'path', required: true, schema: { type: 'string', maxLength: 200 } },
  )

const jsonBody = (schema: JsonSchema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const inOrder = Object.keys(tableCalls) as TableCallName[]

/** The addresses of a table, as far as the caller may use them. */
export function addTable(
  add: AddPath,
  ctx: Context,
  table: Table,
  { verbs, names }: { verbs: Verbs; names: readonly TableCallName[] },
): void {
  const may = (action: Action) => accessWhere(ctx, table, action) !== null
  for (const name of inOrder.filter((one) => names.includes(one))) {
    const told = tableCalls[name].tell({ ctx, table, may, verbs })
    const [method, path] = tableCalls[name].at.replace('{table}', table.slug).split(' ') as [string, string]
    if (told) add(method, path, tableOperation({ ctx, table }, name, told))
  }
  if (!names.includes('verb')) return
  for (const verb of verbs.all(table)) {
    if (verbWhere(ctx, table, verb))
      add('POST', `/api/${table.slug}/{id}/${verb.name}/`, verbOperation(ctx, table, verb))
  }
}

const tableOperation = (
  { ctx, table }: Pick<AskedTable, 'ctx' | 'table'>,
  name: TableCallName,
  told: Told,
): Operation => ({
  operationId: `${table.slug}_${name}`,
  tags: [table.slug],
  summary: `${inLanguage(tableCalls[name].summary, ctx.language)} — ${inLanguage(table.label, ctx.language)}`,
  parameters: told.parameters ?? [],
  ...(told.body && { requestBody: jsonBody(told.body) }),
  ...(told.form && {
    requestBody: { required: true, content: { 'multipart/form-data': { schema: told.form } } },
  }),
  responses: {
    [told.status ?? 200]: answered(ctx.language, told.answer, told.media),
    ...refused(ctx.language, []),
  },
})

function verbOperation(ctx: Context, table: Table, verb: Verb): Operation {
  const schemaOf = (field: Field) => fieldTypeOf(field).schema(field)
  const properties = Object.fromEntries(verb.input.map((field) => [field.slug, schemaOf(field)]))
  const required = verb.input.filter((field) => field.required).map((field) => field.slug)
  return {
    operationId: `${table.slug}_${verb.name}`,
    tags: [table.slug],
    summary: inLanguage(verb.label, ctx.language),
    parameters: [idParameter, idempotency],
    requestBody: jsonBody({ type: 'object', additionalProperties: false, properties, required }),
    responses: { 200: answered(ctx.language, ref(table.slug)), ...refused(ctx.language, []) },
  }
}
