import type { FastifyRequest } from 'fastify'
import { httpError } from '#http/errors.ts'
import type { Context } from '../context.ts'
import { localeOf } from '../context.ts'
import { detectFormat, openSheet } from '../transfer/files/open-sheet.ts'
import { bytesInMemory } from '../transfer/files/sheet.ts'
import { type Proposal, proposeFields } from '../transfer/propose-fields.ts'
import { asJson, type Call, call } from './call.ts'
import { proposalAnswer } from './definition-schemas.ts'

const megabyte = 1024 * 1024
/** A workbook is read whole, for its contents stand at its end; of a text in columns, the beginning says enough. */
const mostBytes = { whole: 32 * megabyte, text: megabyte }

/** What table would hold a file: nothing is kept of it, nothing is made. */
export const proposeCall: Call = call({
  at: 'POST /api/meta/proposals/',
  summary: {
    fr: 'Les champs qu’il faudrait pour tenir un fichier : rien n’est fait',
    en: 'The fields that would hold a file: nothing is done',
  },
  detail: {
    fr: 'Le corps est multipart/form-data, avec un fichier CSV, XLSX ou JSON dans « file ». Les premières lignes disent les types.',
    en: 'The body is multipart/form-data, with a CSV, XLSX or JSON file in "file". The first rows tell the types.',
  },
  to: 'site_admin',
  key: 'each',
  answers: { 200: () => proposalAnswer },
  problems: httpError.named('body.no_file', 'body.type', 'body.too_large'),
  reply: async ({ ctx, request }) => asJson(await proposal(ctx, request)),
})

async function proposal(ctx: Context, request: FastifyRequest): Promise<Proposal> {
  const bytes = await firstBytes(request)
  return proposeFields(await openSheet(bytesInMemory(bytes)), localeOf(ctx))
}

async function firstBytes(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw httpError('body.type', { wanted: 'multipart/form-data' })
  const part = await request.file()
  if (!part) throw httpError('body.no_file')
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of part.file as AsyncIterable<Buffer>) {
    size += piece.length
    if (size <= mostBytes.whole) pieces.push(piece)
  }
  return whatCounts(Buffer.concat(pieces), size)
}

function whatCounts(bytes: Buffer, size: number): Buffer {
  const isText = size === 0 || detectFormat(bytes.subarray(0, 4096)) === 'csv'
  if (!isText && size > mostBytes.whole)
    throw httpError('body.too_large', { limit: mostBytes.whole / megabyte })
  if (!isText || size <= mostBytes.text) return bytes
  // Cut at the end of a line, lest half a row or half a letter be read.
  return bytes.subarray(0, bytes.lastIndexOf(10, mostBytes.text) + 1)
}
