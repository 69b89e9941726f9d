import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { boolean } from '#model/define-table.ts'
import { form, freeForm } from '#model/form.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import type { Table } from '#model/table.ts'
import { accessWhere, demandAccess, demandPresence } from '../access/access.ts'
import type { Context } from '../context.ts'
import { demandFresh, Stale } from '../records/freshness.ts'
import { begun, pages } from '../records/pages.ts'
import { askedTable } from '../records/shown.ts'
import { todayAt } from '../records/where-scope.ts'
import {
  type ExportFormat,
  exportFormats,
  exportHeaders,
  exportRows,
} from '../transfer/export/export-rows.ts'
import { importAgain } from '../transfer/import/again.ts'
import { enqueueImport } from '../transfer/import/import-job.ts'
import { parseImportOptions } from '../transfer/import/options.ts'
import { importError } from '../transfer/import/problems.ts'
import { listImports, readImport, refusedRows } from '../transfer/import/read-import.ts'
import { startImport } from '../transfer/import/start-import.ts'
import { undoImport } from '../transfer/import/undo-import.ts'
import { asJson, call, mountCalls } from './call.ts'
import type { Answer, Reception } from './door.ts'
import { onceRead } from './idempotency.ts'
import { listQuery, oneOf, type Params, paramsReader } from './list-params.ts'
import { onTables } from './table-calls.ts'
import { againBody, importAnswer } from './table-schemas.ts'

/** 200 MB: what a workbook of a million rows weighs, and no more than a disk can lend. */
const fileSize = 200 * 1024 * 1024

export interface Transfers {
  /** Told before the first row leaves. */
  exported(ctx: Context, table: Table, how: Exported): Promise<unknown>
}

export interface Exported {
  readonly format: ExportFormat
  readonly fields: string[]
  /** Names of what narrowed or ordered it; their values may be anybody's. */
  readonly parameters: string[]
  readonly address: string
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
  const on = onTables(server, reception)
  on('export', (ctx, table, request) => exportTable(ctx, table, request, transfers))
  on('import', (ctx, table, request) =>
    importFile(ctx, importable(ctx, table), request).catch((error: unknown) => {
      // What is stale is asked once more, with the file still to be read.
      if (!(error instanceof Stale)) letGo(request)
      throw error
    }),
  )
  on('imports', async (ctx, table) => asJson({ results: await listImports(ctx, importable(ctx, table)) }))
  mountCalls(server, reception, imports, importCalls)
}

const imports: Group = { name: { fr: 'Imports', en: 'Imports' } }

const importCalls = [
  call({
    at: 'GET /api/imports/{id}/',
    summary: {
      fr: 'Où en est un import, et ce qu’il a trouvé à redire',
      en: 'How far an import is, and what it found wrong',
    },
    to: 'signed_in',
    answers: { 200: () => importAnswer },
    problems: importError.named('import.not_found'),
    run: ({ ctx, params }) => readImport(ctx, params.id),
  }),
  call({
    at: 'GET /api/imports/{id}/refused/',
    summary: {
      fr: 'Les lignes refusées, chacune avec sa raison : un fichier à corriger et à renvoyer',
      en: 'The rows that were not taken, each with its reason: a file to mend and send again',
    },
    to: 'signed_in',
    answers: { 200: { media: ['text/csv'] } },
    problems: importError.named('import.not_found'),
    reply: ({ ctx, params }) => refusedFile(ctx, params.id),
  }),
  call({
    at: 'POST /api/imports/{id}/again/',
    summary: {
      fr: 'Reprendre un essai, avec d’autres options ou pour de bon, sans renvoyer le fichier',
      en: 'Take a dry run up again, with other options or in earnest, without sending the file again',
    },
    to: 'signed_in',
    key: 'once',
    body: freeForm(againBody),
    answers: { 202: () => is.object({ import: is.whole }) },
    problems: importError.named('import.not_found', 'import.not_again', 'import.table_gone'),
    run: async ({ ctx, params, body }) => {
      await importAgain(ctx, params.id, ({ table_id }) =>
        parseImportOptions(body, askedTable(ctx, ctx.catalog.byId(table_id)!)),
      )
      return { import: params.id }
    },
  }),
  call({
    at: 'POST /api/imports/{id}/undo/',
    summary: { fr: 'Annuler un import', en: 'Undo an import' },
    to: 'signed_in',
    key: 'apart',
    body: form({
      force: boolean({
        label: { fr: 'Même les lignes modifiées depuis', en: 'Rows that were changed since too' },
      }),
    }),
    answers: { 200: () => importAnswer },
    problems: importError.named('import.not_found', 'import.nothing_written', 'import.table_gone'),
    run: ({ ctx, params, body }) => undoImport(ctx, params.id, { force: body.force === true }),
  }),
]

/** The imports of a table are for those who may add to it. */
function importable(ctx: Context, table: Table): Table {
  demandPresence(ctx.actor)
  if (!accessWhere(ctx, table, 'create')) demandAccess(ctx, table, 'update')
  return table
}

async function refusedFile(ctx: Context, id: number): Promise<Answer> {
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

async function exportTable(
  ctx: Context,
  table: Table,
  request: FastifyRequest,
  transfers: Transfers,
): Promise<Answer> {
  const { format: _format, header: _header, ...params } = request.query as Record<string, unknown>
  const reader = paramsReader(request.query as Params)
  const format: ExportFormat = reader.read('format', oneOf(exportFormats), 'csv')
  const header = reader.read('header', oneOf(['slug', 'label'] as const), 'slug')
  reader.demandNoProblems()
  const query = listQuery(ctx, table, params)
  const rows = await begun(pages(ctx, table, { ...query, expand: [] }))
  // A stale context would be told, and run again.
  await demandFresh(ctx)
  const fields = query.fields.map((field) => field.slug)
  await transfers.exported(ctx, table, {
    format,
    fields,
    parameters: Object.keys(params),
    address: request.ip,
  })
  const stream = Readable.from(exportRows(ctx, table, query.fields, rows, { format, header }))
  return { stream, headers: { ...exportHeaders(table, format, todayAt(ctx)), 'cache-control': 'no-store' } }
}

async function importFile(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  await demandFresh(ctx)
  const { file, fields } = await uploaded(request)
  const options = parseImportOptions(fields, askedTable(ctx, table))
  const seen = createHash('sha256').update(JSON.stringify([request.url, fields, file.filename]))
  const bytes = readBy(file.file, seen)
  const body = { digest: () => seen.digest('base64url'), drain: () => drain(bytes) }
  return onceRead(ctx, request, body, async () => {
    const upload = { name: file.filename, bytes, options, language: ctx.language }
    const id = await startImport(ctx, table, { ...upload, ready: enqueueImport })
    return asJson({ import: id }, 202)
  })
}

/** What is left of an upload that is refused passes by; else it would hold up whatever follows on its connection. */
function letGo({ raw }: FastifyRequest): void {
  raw.unpipe()
  raw.resume()
}

async function* readBy(bytes: AsyncIterable<Uint8Array>, seen: Hash): AsyncGenerator<Uint8Array> {
  for await (const part of bytes) {
    seen.update(part)
    yield part
  }
}

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
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
