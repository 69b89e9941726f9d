import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Answer } from './door.ts'
import { restError } from './errors.ts'

/** A row's tag: its version, and a digest of the answer, which rights and expansions change. */
export function rowAnswer(request: FastifyRequest, json: string, status = 200): Answer {
  return tagged(request, json, `"${versionOf(json)}.${digest(json)}"`, status)
}

export const listAnswer = (request: FastifyRequest, json: Buffer): Answer =>
  tagged(request, json, `"${digest(json)}"`, 200)

function tagged(request: FastifyRequest, json: string | Buffer, etag: string, status: number): Answer {
  const headers = {
    etag,
    'cache-control': 'no-cache',
    vary: 'accept-language, authorization, cookie, x-site',
  }
  const known = request.headers['if-none-match']
  if (
    known !== undefined &&
    request.method === 'GET' &&
    known.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)
  ) {
    return { status: 304, headers }
  }
  return { status, json, headers }
}

const digest = (json: string | Buffer): string => hash('sha1', json, 'base64url').slice(0, 12)

/** The engine writes it near the end of every row. */
const versionOf = (json: string): string => {
  const at = json.lastIndexOf('"version":')
  return at < 0 ? '0' : /\d+/.exec(json.slice(at + 10, at + 22))![0]
}

/** `If-Match: "3"`, `"3.abc"` or `*`: the version alone counts. */
export function ifMatch(request: FastifyRequest): number | null {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return null
  const version = /^(?:W\/)?"(\d{1,9})(?:\.[\w-]*)?"$/.exec(header)?.[1]
  if (version === undefined) throw restError('version.bad')
  return Number(version)
}
