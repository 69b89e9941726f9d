import type { JsonSchema } from '#model/json.ts'
import { inLanguage, type Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import type { Context } from '../context.ts'
import type { Verbs } from '../verbs/verbs.ts'
import { type Paths, say, tablePaths } from './openapi-paths.ts'
import { problemSchema, tableSchemas } from './openapi-schemas.ts'

/** Paths that are not a table's: each part of the platform describes its own. */
export interface DescribedPaths {
  readonly paths: Paths
  readonly schemas: Record<string, JsonSchema>
}

/** OpenAPI 3.1 of all that the caller may use here, run-time tables included. */
export function openapi(ctx: Context, verbs: Verbs, others: readonly DescribedPaths[], url: string) {
  const tables = ctx.catalog.tablesOf(ctx.site.id).filter((table) => isOpen(ctx, table, verbs))
  const title = `${ctx.site.name} API`
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description: say(ctx, about) },
    servers: [{ url }],
    security: [{ token: [] }, {}],
    tags: tables.map((table) => ({ name: table.slug, description: inLanguage(table.label, ctx.language) })),
    paths: Object.assign(
      {},
      ...others.map((other) => other.paths),
      ...tables.map((table) => tablePaths(ctx, table, verbs)),
    ),
    components: {
      schemas: Object.assign(
        { Problem: problemSchema },
        ...others.map((other) => other.schemas),
        ...tables.map((table) => tableSchemas(ctx, table)),
      ),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: say(ctx, tokenText) } },
      responses: {
        Problem: {
          description: say(ctx, problemText),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

export const isOpen = (ctx: Context, table: Table, verbs: Verbs): boolean =>
  (['read', 'create', 'update', 'delete'] as const).some(
    (action) => accessWhere(ctx, table, action) !== null,
  ) || verbs.all(table).some((verb) => accessWhere(ctx, table, verb.name, verb.allow) !== null)

const about: Text = {
  fr: 'Tout ce que vous pouvez faire ici, tables créées à l’écran comprises.',
  en: 'All that you may do here, tables made on screen included.',
}
const tokenText: Text = {
  fr: 'Le jeton que donne POST /api/users/login/ : « Authorization : Token … » ou « Bearer … ».',
  en: 'The token that POST /api/users/login/ gives: “Authorization: Token …” or “Bearer …”.',
}
const problemText: Text = { fr: 'Ce qui ne va pas, et que faire.', en: 'What is wrong, and what to do.' }
