import type { Described, DescribedCall } from '#http/description.ts'
import type { JsonSchema } from '#model/json.ts'
import { inLanguage, type Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { holds, isPresent } from '../access/access.ts'
import type { Context } from '../context.ts'
import type { Verbs } from '../verbs/verbs.ts'
import { openTables } from './open-tables.ts'
import { addTable, callOperation, gatherPaths, type Paths } from './openapi-paths.ts'
import { problemSchema, tableSchemas } from './openapi-schemas.ts'
import type { TableCallName } from './table-calls.ts'

/** OpenAPI 3.1 of all that the caller may use here, run-time tables included. */
export function openapi(ctx: Context, verbs: Verbs, described: Described, url: string) {
  const tables = openTables(ctx, verbs)
  const calls = described.calls.filter(
    ({ call }) => holds(ctx.actor, call.to) && (call.to === 'anyone' || call.byToken || isPresent(ctx.actor)),
  )
  return {
    openapi: '3.1.0',
    info: { title: `${ctx.site.name} API`, version: '1', description: say(ctx, about) },
    servers: [{ url }],
    security: [{ token: [] }, {}],
    tags: tagsOf(ctx, calls, tables),
    paths: pathsOf(ctx, verbs, tables, { ...described, calls }),
    components: {
      schemas: Object.assign(
        { Problem: problemSchema },
        ...tables.map((table) => tableSchemas(ctx, table)),
      ) as Record<string, JsonSchema>,
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

/** An address that is its own comes before the same as a table's. */
function pathsOf(
  ctx: Context,
  verbs: Verbs,
  tables: readonly Table[],
  { calls, perTable }: Described,
): Paths {
  const { paths, add } = gatherPaths()
  const names = perTable as readonly TableCallName[]
  for (const one of calls) add(one.method, one.path, callOperation(ctx, one))
  for (const table of tables) addTable(add, ctx, table, { verbs, names })
  return paths
}

/** In the order of the page: what calls belong to, the tables, the server itself. */
function tagsOf(ctx: Context, calls: readonly DescribedCall[], tables: readonly Table[]) {
  const groups = [...new Set(calls.map(({ call }) => call.group))].map(({ name, detail, last }) => ({
    last,
    tag: { name: say(ctx, name), ...(detail && { description: say(ctx, detail) }) },
  }))
  return [
    ...groups.filter(({ last }) => !last).map(({ tag }) => tag),
    ...tables.map(({ slug, label }) => ({ name: slug, description: say(ctx, label) })),
    ...groups.filter(({ last }) => last).map(({ tag }) => tag),
  ]
}

const say = (ctx: Context, text: Text): string => inLanguage(text, ctx.language)

const about: Text = {
  fr: 'Tout ce que vous pouvez faire ici, tables créées à l’écran comprises.',
  en: 'All that you may do here, tables made on screen included.',
}
const tokenText: Text = {
  fr: 'Le jeton que donne POST /api/users/login/ : « Authorization : Token … » ou « Bearer … ». Un navigateur peut demander `session : "cookie"` ; chaque écriture renvoie alors le `X-CSRF-Token` de la dernière réponse.',
  en: 'The token that POST /api/users/login/ gives: “Authorization: Token …” or “Bearer …”. A browser may ask for `session: "cookie"`; each write then sends back the `X-CSRF-Token` of the last answer.',
}
const problemText: Text = { fr: 'Ce qui ne va pas, et que faire.', en: 'What is wrong, and what to do.' }
