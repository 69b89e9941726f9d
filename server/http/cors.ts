import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Around } from './around.ts'

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const asked =
  'accept-language, authorization, content-type, idempotency-key, if-match, if-none-match, x-csrf-token, x-device, x-site'
const shown = 'content-disposition, etag, location, retry-after, x-csrf-token'

/** A browser asks first whether another address's page may: the list of CORS_ALLOWED_ORIGINS answers. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const isPreflight =
    request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
  if (!isPreflight || !isAllowed(request.server.around, request)) {
    done()
    return
  }
  void reply
    .code(204)
    .headers({ 'access-control-allow-methods': methods, 'access-control-allow-headers': asked })
    .header('access-control-max-age', '600')
    .send()
}

/** Each answer differs by who asks, and says so to caches. */
export function corsHeaders(
  around: Around,
  request: FastifyRequest,
  reply: FastifyReply,
): Record<string, string> {
  const vary = [reply.getHeader('vary'), 'origin'].filter(Boolean).join(', ')
  if (!isAllowed(around, request)) return { vary }
  return {
    vary,
    'access-control-allow-origin': request.headers.origin!,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': shown,
    'cross-origin-resource-policy': 'cross-origin',
  }
}

const isAllowed = ({ corsOrigins }: Around, { headers }: FastifyRequest): boolean =>
  headers.origin !== undefined && corsOrigins.has(headers.origin)
