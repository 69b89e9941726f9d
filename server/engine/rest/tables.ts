import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { findField } from '#model/find-field.ts'
import type { JsonObject } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import { demandAccess } from '../access/access.ts'
import type { Context } from '../context.ts'
import { history, restore } from '../records/history.ts'
import { keptList } from '../records/kept-lists.ts'
import { planOf, runList } from '../records/list.ts'
import { type RowKey, read, rowKey } from '../records/read.ts'
import { create, remove, update } from '../records/save.ts'
import { fieldsShown } from '../records/shown.ts'
import { runVerb, type Verbs } from '../verbs/verbs.ts'
import { allowed } from './allowed.ts'
import { bulk } from './bulk.ts'
import { asJson, bodyOf, idIn } from './call.ts'
import type { Answer, Reception } from './door.ts'
import { restError } from './errors.ts'
import { ifMatch, listAnswer, rowAnswer } from './etag.ts'
import { once } from './idempotency.ts'
import { expandOf, fieldsOf, listQuery, type Params, paramsReader } from './list-params.ts'
import { listJson } from './list-reply.ts'
import { summaryOfRows } from './summary.ts'
import { onTables } from './table-calls.ts'

/** Every table's routes, code-made and run-time: one set of addresses with the table's name in it. */
export function tableRoutes(server: Server, reception: Reception, verbs: Verbs): void {
  const on = onTables(server, reception)
  on('list', listRows)
  on('summary', summaryOfRows)
  on('create', (ctx, table, request) => once(ctx, request, (inner) => createRow(inner, table, request)))
  on('read', readOne)
  on('update', (ctx, table, request) => updateRow(ctx, table, request, false))
  on('replace', (ctx, table, request) => updateRow(ctx, table, request, true))
  on('delete', deleteRow)
  on('bulk', (ctx, table, request) =>
    once(ctx, request, (inner) => bulk(inner, table, bodyOf(request), verbs)),
  )
  on('history', rowHistory)
  on('allowed', async (ctx, table, request) => asJson(await allowed(ctx, table, keyOf(request), verbs)))
  on('restore', (ctx, table, request) => once(ctx, request, (inner) => restoreRow(inner, table, request)))
  on('paper', (ctx, table, request) => printRow(ctx, table, request, verbs))
  on('verb', (ctx, table, request) => once(ctx, request, (inner) => actOnRow(inner, table, request, verbs)))
}

async function listRows(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  const address = addressOf(request, table)
  const plan = keptList(ctx, table, address.query, () =>
    planOf(ctx, table, listQuery(ctx, table, request.query as Params)),
  )
  const { query } = plan
  const page = await runList(ctx, plan)
  if (page.size === 0 && query.page > 1 && query.cursor === null) {
    throw httpError('http.not_found')
  }
  return listAnswer(request, listJson(address, query, page))
}

const addressOf = (request: FastifyRequest, table: Table) => {
  const mark = request.url.indexOf('?')
  const base = `${request.protocol}://${request.host}/api/${table.slug}/`
  return { base, query: mark < 0 ? '' : request.url.slice(mark + 1) }
}

async function readOne(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  const params = request.query as Params
  const query = Object.keys(params).length === 0 ? undefined : readParams(ctx, table, params)
  return rowAnswer(request, await read(ctx, table, keyOf(request), query))
}

function readParams(ctx: Context, table: Table, params: Params) {
  demandAccess(ctx, table, 'read')
  const reader = paramsReader(params, new Set(['fields', 'expand']))
  const query = {
    fields: reader.read('fields', (text) => fieldsOf(ctx, table, text), fieldsShown(ctx, table)),
    expand: reader.read('expand', (text) => expandOf(ctx, table, text), []),
  }
  reader.demandNoProblems()
  return query
}

async function createRow(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  const json = await create(ctx, table, bodyOf(request))
  const { id } = JSON.parse(json) as { id: number }
  const answer = rowAnswer(request, json, 201)
  return { ...answer, headers: { ...answer.headers, location: `${addressOf(request, table).base}${id}/` } }
}

async function updateRow(
  ctx: Context,
  table: Table,
  request: FastifyRequest,
  whole: boolean,
): Promise<Answer> {
  const { version, ...input } = bodyOf(request)
  const wanted = ifMatch(request) ?? versionOf(version)
  return rowAnswer(request, await update(ctx, table, keyOf(request), input, { version: wanted, whole }))
}

function versionOf(version: unknown): number | null {
  if (version === undefined || version === null) return null
  if (typeof version !== 'number' || !Number.isInteger(version)) throw restError('version.bad')
  return version
}

async function deleteRow(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  await remove(ctx, table, keyOf(request), ifMatch(request))
  return { status: 204 }
}

async function rowHistory(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  return { json: JSON.stringify({ results: await history(ctx, table, idOf(request)) }), headers: noStore }
}

const noStore = { 'cache-control': 'no-store' }

async function restoreRow(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  const { version, fields } = bodyOf(request)
  return rowAnswer(request, await restore(ctx, table, idOf(request), versionOf(version), slugsOf(fields)))
}

function slugsOf(fields: unknown): readonly string[] | null {
  if (fields === undefined || fields === null) return null
  if (Array.isArray(fields) && fields.every((slug) => typeof slug === 'string')) return fields
  throw restError('restore.fields')
}

async function actOnRow(ctx: Context, table: Table, request: FastifyRequest, verbs: Verbs): Promise<Answer> {
  const { verb: name } = request.params as { verb: string }
  const verb = verbs.of(table, name)
  if (!verb) throw restError('verb.not_found', { table: table.slug, verb: name.slice(0, 60) })
  return { json: await runVerb(ctx, table, verb, idOf(request), bodyOf(request)), headers: noStore }
}

/** Shown in the browser, under the name that it is kept by when saved. */
async function printRow(ctx: Context, table: Table, request: FastifyRequest, verbs: Verbs): Promise<Answer> {
  const paper = verbs.paper(table)
  if (!paper) throw httpError('http.not_found')
  const expand = paper.expand.flatMap((slug) => findField(table, slug) ?? [])
  const row = await read(ctx, table, idOf(request), { fields: fieldsShown(ctx, table), expand })
  const { name, pdf } = await paper.draw(ctx, JSON.parse(row) as JsonObject, table)
  const kept = `inline; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`
  const headers = { ...noStore, 'content-type': 'application/pdf', 'content-disposition': kept }
  return { stream: Readable.from([pdf]), headers }
}

const keyOf = (request: FastifyRequest): RowKey => rowKey((request.params as { id: string }).id)
const idOf = (request: FastifyRequest): number => idIn((request.params as { id: string }).id)
