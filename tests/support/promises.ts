import { Compile } from 'typebox/schema'
import type { Json, JsonObject } from '#model/json.ts'
import { isObject } from '#model/json.ts'
import type { OpenApi, Parameter, Route, Schema } from './openapi.ts'

/** A request made from what a document says of a route. */
export interface Sent {
  readonly path: string
  readonly body?: string
  /** Rows come in another shape than usual. */
  readonly reshaped?: boolean
}

/** A call of its own: a table's names hold no hyphen. */
export const isCall = ({ operation }: Route): boolean => operation.operationId.includes('-')

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`

/** The route as it is; each of its parameters with its example; and bodies of any kind, where it takes one. */
export function requestsFor({ method, path, operation }: Route, id: string): Sent[] {
  const plain = path
    .replace('{id}', id)
    .replace('{table}', 'fiche')
    .replace(/\{\w+\}/g, 'x')
  if (operation.requestBody) return bodies.map((body) => ({ path: plain, body: JSON.stringify(body) }))
  const asked = (operation.parameters ?? []).filter((one) => one.in === 'query' && method === 'GET')
  const each = asked.map((one) => ({
    path: `${plain}?${one.name}=${exampleOf(one, id)}`,
    reshaped: one.name === 'fields' || one.name === 'expand',
  }))
  return [{ path: plain }, ...each]
}

const bodies: readonly Json[] = [{}, { exemple: 1 }, []]

function exampleOf({ schema }: Parameter, id: string): string {
  const { example, enum: values, type } = schema as Schema & { example?: string; enum?: string[] }
  const value = example ?? values?.[0] ?? (type === 'integer' ? id : type === 'boolean' ? 'true' : 'exemple')
  return encodeURIComponent(value)
}

/** What any call may be refused with: it is told once, under `default`. */
const general =
  /^(auth\.bad_header|session\.ended|host\.unknown|site\.unknown|http\.\w+|body\.\w+|row\.not_found|table\.not_found|idempotency\.bad_key)$/

/** In what an answer is not what the document promises of it. */
export function broken(document: OpenApi, { operation }: Route, status: number, body: Json): string[] {
  const { responses } = operation as unknown as { responses: Record<string, Response> }
  const told = responses[status]
  if (!told) return isTold(responses, body) ? [] : [`${status} ${codeOf(body)} is not told`]
  const schema = Object.values(told.content ?? {})[0]?.schema
  if (!schema) return [`${status} comes with nothing`]
  const isCommon = status >= 400 && general.test(codeOf(body))
  const judge = Compile(inlined(document, schema) as object)
  if (isCommon || judge.Check(body)) return []
  return judge.Errors(body)[1].map(({ instancePath, message }) => `${instancePath} ${message}`)
}

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonObject }>>
}

const codeOf = (body: Json): string => (isObject(body) ? String(body.code) : '')

/** A table's addresses tell of their refusals together, under `default`; a call of its own names them. */
const isTold = (responses: Record<string, Response>, body: Json): boolean => {
  const names = Object.keys(responses).some((status) => Number(status) >= 400)
  return isObject(body) && 'code' in body && (!names || general.test(codeOf(body)))
}

/** The schema with what it refers to in place of the references. */
function inlined(document: OpenApi, value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => inlined(document, item))
  if (!isObject(value)) return value
  if (typeof value.$ref === 'string') {
    const name = value.$ref.split('/').at(-1)!
    return inlined(document, document.components.schemas[name] as unknown as Json)
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inlined(document, one!)]))
}
