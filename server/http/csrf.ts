import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { httpError } from './errors.ts'
import { csrfToken } from './session-cookie.ts'

/** The page that asks is ours, or one of CSRF_TRUSTED_ORIGINS, and it has read an answer of ours. */
export function demandOwnPage(request: FastifyRequest, token: string): void {
  demandOwnOrigin(request)
  const shown = request.headers['x-csrf-token'] ?? request.headers['x-csrftoken']
  if (typeof shown !== 'string' || !isSame(shown, csrfToken(token))) throw httpError('csrf.missing')
}

/** Where the browser says from where it asks. Those that say nothing are no browsers, or very old ones. */
export function demandOwnOrigin(request: FastifyRequest): void {
  const origin = originOf(request)
  if (origin !== null && !isOurs(request, origin))
    throw httpError('csrf.origin', { origin: origin.slice(0, 200) })
}

function originOf({ headers }: FastifyRequest): string | null {
  if (headers.origin !== undefined) return headers.origin
  if (headers.referer !== undefined)
    return URL.canParse(headers.referer) ? new URL(headers.referer).origin : 'null'
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none' ? null : String(site)
}

function isOurs(request: FastifyRequest, origin: string): boolean {
  const { around, host } = { around: request.server.around, host: request.host.toLowerCase() }
  if (around.trustedOrigins.has(origin)) return true
  return origin === `https://${host}` || (!around.https && origin === `http://${host}`)
}

const isSame = (shown: string, right: string): boolean => {
  const [a, b] = [Buffer.from(shown), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
