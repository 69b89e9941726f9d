import type { FastifyRequest } from 'fastify'
import { describedBy, type Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { is } from '#model/json-schema.ts'
import type { Context } from '../context.ts'
import { choicesOf } from '../records/choices.ts'
import type { Structure } from '../schema/structure.ts'
import type { Verbs } from '../verbs/verbs.ts'
import { type Call, call, mountCalls } from './call.ts'
import { definitionAnswer } from './definition-schemas.ts'
import { describe } from './describe.ts'
import type { Reception } from './door.ts'
import { restError } from './errors.ts'
import { openTable, openTables } from './open-tables.ts'
import { openapi } from './openapi.ts'
import { proposeCall } from './proposals.ts'
import { recomputing } from './recomputing.ts'
import { structureCalls } from './structure-calls.ts'

/** What there is, and how it is changed: definitions, plans, the OpenAPI. */
export function metaRoutes(server: Server, reception: Reception, structure: Structure, verbs: Verbs): void {
  mountCalls(server, reception, beginning, [contentsCall(verbs), schemaCall(server, verbs)])
  mountCalls(server, reception, structures, [
    ...definitionCalls(verbs),
    ...structureCalls(structure, verbs),
    proposeCall,
  ])
}

export const beginning: Group = {
  name: { fr: 'Documentation', en: 'Documentation' },
}

const structures: Group = {
  name: { fr: 'Structure', en: 'Structure' },
  detail: {
    fr: 'Les tables elles-mêmes : les lire, en créer, les changer',
    en: 'The tables themselves: to read, to make and to change them',
  },
}

const contentsCall = (verbs: Verbs): Call =>
  call({
    at: 'GET /api/',
    summary: { fr: 'Les tables ouvertes à qui demande', en: 'The tables that are open to whoever asks' },
    to: 'anyone',
    answers: {
      200: () =>
        is.object({ site: is.text, schema: is.address, docs: is.address, tables: is.byName(is.address) }),
    },
    run: ({ ctx, request }) => contents(ctx, request, verbs),
  })

const schemaCall = (server: Server, verbs: Verbs): Call =>
  call({
    at: 'GET /api/schema/',
    summary: { fr: 'Cette description, en OpenAPI 3.1', en: 'This description, as OpenAPI 3.1' },
    to: 'anyone',
    answers: {
      200: () => is.object({ openapi: is.text, info: { type: 'object' }, paths: { type: 'object' } }),
    },
    run: ({ ctx, request }) => openapi(ctx, verbs, describedBy(server), urlOf(request)),
  })

const definitionCalls = (verbs: Verbs): Call[] => [
  call({
    at: 'GET /api/meta/tables/',
    summary: { fr: 'Définitions des tables', en: 'Definitions of the tables' },
    to: 'anyone',
    answers: { 200: () => is.object({ results: is.list(definitionAnswer) }) },
    run: ({ ctx }) => ({ results: openTables(ctx, verbs).map((table) => describe(ctx, table, verbs)) }),
  }),
  call({
    at: 'GET /api/meta/tables/{table}/',
    summary: { fr: 'Définition d’une table', en: 'Definition of a table' },
    to: 'anyone',
    answers: { 200: () => definitionAnswer },
    problems: restError.named('table.not_found'),
    run: async ({ ctx, params }) => {
      const table = openTable(ctx, params.table, verbs)
      const behind = await recomputing(ctx, table)
      return { ...describe(ctx, table, verbs), ...(behind && { recomputing: behind }) }
    },
  }),
  call({
    at: 'GET /api/meta/tables/{table}/choices/',
    summary: {
      fr: 'Les valeurs des choix qu’une autre table tient',
      en: 'The values of the choices that another table holds',
    },
    to: 'anyone',
    answers: { 200: () => is.byName(is.list(offered)) },
    problems: restError.named('table.not_found'),
    run: ({ ctx, params }) => choicesOf(ctx, openTable(ctx, params.table, verbs)),
  }),
]

const offered = is.object({ value: is.text, label: is.text, color: is.orNull(is.text) })

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
