import { type Caller, expecting } from './caller.ts'

/** What a test needs of an OpenAPI document. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
export interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}
export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly schema: Schema
}
export interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
}

/** One address with one method. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

export const readOpenApi = async (who: Caller): Promise<OpenApi> => expecting(200, who.get('/api/schema/'))

export const routesOf = ({ paths }: OpenApi): Route[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )

/** The fields of the body that a route takes as JSON; none where it takes no object. */
export function bodyFields(document: OpenApi, { requestBody }: Operation): readonly string[] {
  const schema = requestBody?.content['application/json']?.schema
  return schema ? Object.keys(propertiesOf(document, schema)) : []
}

function propertiesOf(document: OpenApi, schema: Schema): Readonly<Record<string, Schema>> {
  const name = schema.$ref?.split('/').at(-1)
  const named = name === undefined ? undefined : document.components.schemas[name]
  const parts = [...(schema.allOf ?? []), ...(named ? [named] : [])].map((part) =>
    propertiesOf(document, part),
  )
  return Object.assign({}, ...parts, schema.properties)
}
