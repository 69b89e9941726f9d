import { Readable } from 'node:stream'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import { accessWhere, demandAccess } from '../access/access.ts'
import type { Context } from '../context.ts'
import { begun, pages } from '../records/pages.ts'
import { todayAt } from '../records/where-scope.ts'
import {
  type ExportFormat,
  exportFormats,
  exportHeaders,
  exportRows,
} from '../transfer/export/export-rows.ts'
import { parseImportOptions } from '../transfer/import/options.ts'
import { listImports, readImport, refusedRows } from '../transfer/import/read-import.ts'
import { startImport } from '../transfer/import/start-import.ts'
import { undoImport } from '../transfer/import/undo-import.ts'
import { type Answer, answering, type Reception } from './door.ts'
import { onceApart } from './idempotency.ts'
import { listQuery, oneOf, type Params, paramsReader } from './list-params.ts'
import { bodyOf, idOf, tableOf } from './tables.ts'

/** 200 MB: what a workbook of a million rows weighs, and no more than a disk can lend. */
const fileSize = 200 * 1024 * 1024

export interface Transfers {
  /** Leaves the work to whoever does jobs, in the transaction that makes the import ready. */
  enqueue(ctx: Context, importId: number): Promise<unknown>
}

/** Files in, files out. */
export async function transferRoutes(
  server: Server,
  reception: Reception,
  transfers: Transfers,
): Promise<void> {
  await server.register(multipart, {
    limits: { fileSize, files: 1, fields: 20, fieldSize: 100_000, parts: 25 },
    throwFileSizeLimit: true,
  })
  const on = (work: (ctx: Context, request: FastifyRequest) => Promise<Answer>) => answering(reception, work)

  server.get(
    '/api/:table/export/',
    on((ctx, request) => exportTable(ctx, tableOf(ctx, request), request)),
  )
  server.post(
    '/api/:table/import/',
    on((ctx, request) =>
      onceApart(ctx, request, () => importFile(ctx, importable(ctx, request), request, transfers)),
    ),
  )
  server.get(
    '/api/:table/imports/',
    on(async (ctx, request) => asJson({ results: await listImports(ctx, importable(ctx, request)) })),
  )
  server.get('/api/imports/:id/refused/', on(refusedFile))
  server.get(
    '/api/imports/:id/',
    on(async (ctx, request) => asJson(await readImport(ctx, idOf(request)))),
  )
  server.post(
    '/api/imports/:id/undo/',
    on(async (ctx, request) =>
      asJson(await undoImport(ctx, idOf(request), { force: bodyOf(request).force === true })),
    ),
  )
}

/** The imports of a table are for those who may add to it. */
function importable(ctx: Context, request: FastifyRequest): Table {
  const table = tableOf(ctx, request)
  if (!accessWhere(ctx, table, 'create')) demandAccess(ctx, table, 'update')
  return table
}

/** The rows that were not taken, each with what is wrong: a file to mend and send again. */
async function refusedFile(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const id = idOf(request)
  const stream = Readable.from(await refusedRows(ctx, id))
  const disposition = `attachment; filename="import-${id}.csv"`
  return {
    stream,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': disposition,
      'cache-control': 'no-store',
    },
  }
}

async function exportTable(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  const { format: _format, header: _header, ...params } = request.query as Record<string, unknown>
  const reader = paramsReader(request.query as Params)
  const format: ExportFormat = reader.read('format', oneOf(exportFormats), 'csv')
  const header = reader.read('header', oneOf(['slug', 'label'] as const), 'slug')
  reader.demandNoProblems()
  const query = listQuery(ctx, table, params)
  const rows = await begun(pages(ctx, table, { ...query, expand: [] }))
  const stream = Readable.from(exportRows(ctx, table, query.fields, rows, { format, header }))
  return { stream, headers: { ...exportHeaders(table, format, todayAt(ctx)), 'cache-control': 'no-store' } }
}

async function importFile(
  ctx: Context,
  table: Table,
  request: FastifyRequest,
  transfers: Transfers,
): Promise<Answer> {
  const { file, fields } = await uploaded(request)
  const options = parseImportOptions(fields, table)
  const upload = { name: file.filename, bytes: file.file, options, language: ctx.language }
  const id = await startImport(ctx, table, { ...upload, ready: transfers.enqueue })
  return asJson({ import: id }, 202)
}

/** The options come before the file, as parts of the form or as parameters of the address. */
async function uploaded(request: FastifyRequest): Promise<{ file: MultipartFile; fields: JsonObject }> {
  if (!request.isMultipart()) throw httpError('body.type', { wanted: 'multipart/form-data' })
  const fields: JsonObject = { ...(request.query as JsonObject) }
  for await (const part of request.parts() as AsyncIterableIterator<Multipart>) {
    if (part.type === 'file') return { file: part, fields }
    Object.assign(
      fields,
      part.fieldname === 'options' ? optionsIn(part.value) : { [part.fieldname]: part.value },
    )
  }
  throw httpError('body.no_file')
}

function optionsIn(value: unknown): JsonObject {
  try {
    const options: unknown = JSON.parse(String(value))
    if (isObject(options)) return options
  } catch {}
  throw httpError('body.invalid')
}

const asJson = (value: unknown, status = 200): Answer => ({
  status,
  json: JSON.stringify(value),
  headers: { 'cache-control': 'no-store' },
})
