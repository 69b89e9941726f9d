import type { FastifyRequest } from 'fastify'
import type { Server } from '#http/server.ts'
import type { JsonObject } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import { isAdministrator } from '../access/access.ts'
import { accessError } from '../access/errors.ts'
import { actorName, type Context, localeOf } from '../context.ts'
import {
  applyPlan,
  findDropped,
  makeTable,
  planChanges,
  readChange,
  type Structure,
  undoLast,
  type Who,
} from '../schema/structure.ts'
import type { Verbs } from '../verbs/verbs.ts'
import { describe, isNetworkOwner, mayChangeStructure } from './describe.ts'
import { type Answer, answering, type Reception } from './door.ts'
import { restError } from './errors.ts'
import { onceApart } from './idempotency.ts'
import { type DescribedPaths, isOpen, openapi } from './openapi.ts'
import { bodyOf, idOf, tableOf } from './tables.ts'

const noStore = { 'cache-control': 'no-store' }
const asJson = (value: unknown, status = 200): Answer => ({
  status,
  json: JSON.stringify(value),
  headers: noStore,
})

/** What there is, and how it is changed: definitions, plans, the OpenAPI. */
export function metaRoutes(
  server: Server,
  reception: Reception,
  structure: Structure,
  verbs: Verbs,
  others: readonly DescribedPaths[],
): void {
  const on = (path: string, answer: (ctx: Context, request: FastifyRequest) => unknown) =>
    server.get(
      path,
      answering(reception, async (ctx, request) => asJson(await answer(ctx, request))),
    )
  on('/api/', (ctx, request) => contents(ctx, request, verbs))
  on('/api/schema/', (ctx, request) => openapi(ctx, verbs, others, urlOf(request)))
  on(`${root}/`, (ctx) => ({ results: openTables(ctx, verbs).map((table) => describe(ctx, table, verbs)) }))
  on(`${root}/:table/`, (ctx, request) => describe(ctx, openTable(ctx, request, verbs), verbs))
  on('/api/meta/changes/:id/', (ctx, request) => readChange(structure, whoIs(ctx), idOf(request)))
  structureRoutes(server, reception, structure, verbs)
}

const root = '/api/meta/tables'

/** A change under a key happens once. A plan changes nothing, so it needs none. */
function structureRoutes(server: Server, reception: Reception, structure: Structure, verbs: Verbs): void {
  const on = (path: string, work: (ctx: Context, request: FastifyRequest) => Promise<Answer>) =>
    server.post(
      path,
      answering(reception, (ctx, request) => onceApart(ctx, request, () => work(ctx, request))),
    )
  on(`${root}/`, (ctx, request) => makeOne(ctx, request, structure, verbs))
  on(`${root}/:table/apply/`, (ctx, request) => applyOne(ctx, request, structure, verbs))
  on(`${root}/:table/undo/`, async (ctx, request) =>
    asJson(
      await undoLast(structure, whoIs(ctx), await undoable(ctx, request, structure, verbs), {
        acceptLoss: bodyOf(request).accept_loss === true,
      }),
    ),
  )
  const plan = async (ctx: Context, request: FastifyRequest) =>
    asJson(await planChanges(structure, whoIs(ctx), changeable(ctx, request, verbs), bodyOf(request)))
  server.post(`${root}/:table/plan/`, answering(reception, plan))
}

const urlOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

function contents(ctx: Context, request: FastifyRequest, verbs: Verbs) {
  const url = urlOf(request)
  const tables = openTables(ctx, verbs).map((table) => [table.slug, `${url}/api/${table.slug}/`])
  return {
    site: ctx.site.name,
    schema: `${url}/api/schema/`,
    docs: `${url}/api/docs/`,
    tables: Object.fromEntries(tables),
  }
}

const openTables = (ctx: Context, verbs: Verbs): readonly Table[] =>
  ctx.catalog.tablesOf(ctx.site.id).filter((table) => isOpen(ctx, table, verbs))

/** A table that the caller may do nothing with is not there for them. */
function openTable(ctx: Context, request: FastifyRequest, verbs: Verbs): Table {
  const table = tableOf(ctx, request)
  if (!isOpen(ctx, table, verbs)) throw restError('table.not_found', { table: table.slug })
  return table
}

function changeable(ctx: Context, request: FastifyRequest, verbs: Verbs): Table {
  if (ctx.actor.kind === 'anonymous') throw accessError('auth.required')
  const table = openTable(ctx, request, verbs)
  if (!mayChangeStructure(ctx, table)) throw accessError('auth.forbidden')
  return table
}

/** A table that was dropped is gone from the catalog; its dropping can still be undone. */
async function undoable(ctx: Context, request: FastifyRequest, structure: Structure, verbs: Verbs) {
  const { table: slug } = request.params as { table: string }
  const isThere = ctx.catalog.find(ctx.site.id, slug) !== undefined
  const couldBe = /^\w{1,60}$/.test(slug) && isAdministrator(ctx.actor)
  if (isThere || !couldBe) return changeable(ctx, request, verbs)
  return (await findDropped(structure, whoIs(ctx), slug)) ?? changeable(ctx, request, verbs)
}

async function makeOne(
  ctx: Context,
  request: FastifyRequest,
  structure: Structure,
  verbs: Verbs,
): Promise<Answer> {
  if (ctx.actor.kind === 'anonymous') throw accessError('auth.required')
  if (!isAdministrator(ctx.actor)) throw accessError('auth.forbidden')
  const table = await makeTable(structure, whoIs(ctx), bodyOf(request))
  return asJson(describe({ ...ctx, catalog: structure.catalog() }, table, verbs), 201)
}

async function applyOne(
  ctx: Context,
  request: FastifyRequest,
  structure: Structure,
  verbs: Verbs,
): Promise<Answer> {
  const table = changeable(ctx, request, verbs)
  const { plan, accept_loss: acceptLoss }: JsonObject = bodyOf(request)
  const applied = await applyPlan(structure, whoIs(ctx), table, Number(plan), acceptLoss === true)
  return asJson(applied, applied.status === 'running' ? 202 : 200)
}

const whoIs = (ctx: Context): Who => ({
  siteId: ctx.site.id,
  actor: actorName(ctx.actor),
  networkOwner: isNetworkOwner(ctx),
  locale: { ...localeOf(ctx), language: ctx.site.language },
  language: ctx.language,
})
