import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Around, type AroundSettings, dress, privateNetwork, putAround } from './around.ts'
import { demandDescriptions } from './description.ts'
import { httpError } from './errors.ts'
import { readJsonOf } from './json-body.ts'
import { sendInPieces } from './large-answers.ts'
import { methodsOf } from './methods.ts'
import { problemReply } from './problem-reply.ts'
import { closeSilent } from './silent-connections.ts'
import { type Patience, refuseSlowBodies } from './slow-senders.ts'

export interface HttpOptions {
  /** Told of errors that are ours to mend, with the request's id. */
  readonly onError: (error: unknown, request: FastifyRequest) => void
  readonly trustedProxies: readonly string[]
  readonly around?: AroundSettings
  readonly knowsHost?: Around['knowsHost']
  /** With those who send slowly. */
  readonly patience?: Patience | undefined
}

export type Server = FastifyInstance

/** 1 MB, unless a route says more. */
const bodyLimit = 1_048_576

/** Milliseconds for the head of a request; for its body, see `slow-senders.ts`. */
const headersTimeout = 15_000
/** Milliseconds in which nothing at all moves on a connection. */
const silence = 600_000
/** Further ones are closed at once: what they would hold is bounded. */
const mostConnections = 10_000

export function createServer(options: HttpOptions): Server {
  const server: Server = fastify({
    bodyLimit,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    requestTimeout: 0,
    keepAliveTimeout: 72_000,
    connectionTimeout: silence,
    http: { headersTimeout, requestTimeout: 0, connectionsCheckingInterval: 2_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    logger: false,
    onProtoPoisoning: 'error',
    exposeHeadRoutes: true,
    clientErrorHandler,
    frameworkErrors: (error, request, reply) => {
      dress(server.around, request, reply)
      sendProblem(error, request, reply, options)
    },
  })
  server.removeContentTypeParser(['text/plain', 'application/json'])
  server.addContentTypeParser('application/json', { parseAs: 'string' }, readJsonOf(server))
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, options))
  const methods = methodsOf(server)
  demandDescriptions(server)
  putAround(server, options.around ?? privateNetwork, options.knowsHost)
  server.setNotFoundHandler((request, reply) => {
    const allowed = methods(request.url.split('?', 1)[0]!)
    if (allowed.length > 0) void reply.header('allow', allowed.join(', '))
    const error =
      allowed.length > 0 ? httpError('http.method', { method: request.method }) : httpError('http.not_found')
    sendProblem(error, request, reply, options)
  })
  server.server.maxConnections = mostConnections
  sendInPieces(server)
  refuseSlowBodies(server, options.patience)
  closeSilent(server)
  return server
}

function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
): void {
  const { status, body, headers, ours } = problemReply(error, languageOf(request))
  if (ours) options.onError(error, request)
  void reply.code(status).headers(headers).type('application/problem+json; charset=utf-8').send(body)
}

/** `fr` unless the caller would rather have English. */
export function languageOf(request: { headers: Record<string, string | string[] | undefined> }): 'fr' | 'en' {
  const header = request.headers['accept-language']
  if (typeof header !== 'string' || header === 'fr') return 'fr'
  let best: 'fr' | 'en' = 'fr'
  let weight = 0
  for (const part of header.slice(0, 200).split(',')) {
    const [tag = '', q] = part
      .trim()
      .toLowerCase()
      .split(/;\s*q=/)
    const language = tag.startsWith('en') ? 'en' : tag.startsWith('fr') ? 'fr' : null
    const wanted = q === undefined ? 1 : Number(q) || 0
    if (language && wanted > weight) [best, weight] = [language, wanted]
  }
  return best
}

/** What is not HTTP at all is answered in one line and let go. */
function clientErrorHandler(
  error: Error & { code?: string },
  socket: { writable: boolean; destroy(): void; end(text: string): void },
): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
