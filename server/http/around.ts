import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '#base/config.ts'
import { answerPreflight, corsHeaders } from './cors.ts'
import { demandOwnOrigin } from './csrf.ts'
import { refuseOrRedirect } from './https-only.ts'
import { safeHeaders } from './safe-headers.ts'
import type { Server } from './server.ts'
import { cookieIn, cookieName, csrfToken } from './session-cookie.ts'

/** What the settings decide about browsers. */
export type AroundSettings = Pick<
  Config,
  | 'url'
  | 'https'
  | 'corsOrigins'
  | 'csrfOrigins'
  | 'sslRedirect'
  | 'hstsSeconds'
  | 'hstsSubdomains'
  | 'hstsPreload'
>

export interface Around {
  readonly url: URL
  readonly https: boolean
  readonly sslRedirect: boolean
  /** The name of the cookie that holds a session. */
  readonly cookie: string
  readonly corsOrigins: ReadonlySet<string>
  readonly trustedOrigins: ReadonlySet<string>
  readonly hsts: string | null
  /** Whether a site answers to that name: nobody is sent on to another. */
  knowsHost(host: string): boolean | Promise<boolean>
}

declare module 'fastify' {
  interface FastifyInstance {
    around: Around
  }
}

/** An installation on a private network, which nobody told anything. */
export const privateNetwork: AroundSettings = {
  url: 'http://localhost',
  https: false,
  corsOrigins: [],
  csrfOrigins: [],
  sslRedirect: false,
  hstsSeconds: 0,
  hstsSubdomains: false,
  hstsPreload: false,
}

function aroundOf(settings: AroundSettings, knowsHost: Around['knowsHost']): Around {
  return {
    url: new URL(settings.url),
    https: settings.https,
    sslRedirect: settings.sslRedirect,
    cookie: cookieName(settings),
    corsOrigins: new Set(settings.corsOrigins),
    trustedOrigins: new Set([new URL(settings.url).origin, ...settings.csrfOrigins]),
    hsts: hstsOf(settings),
    knowsHost,
  }
}

function hstsOf({ https, hstsSeconds, hstsSubdomains, hstsPreload }: AroundSettings): string | null {
  if (!https || hstsSeconds === 0) return null
  return `max-age=${hstsSeconds}${hstsSubdomains ? '; includeSubDomains' : ''}${hstsPreload ? '; preload' : ''}`
}

/** What stands around every request of a server, before the routes are made. */
export function putAround(
  server: Server,
  settings: AroundSettings,
  knowsHost: Around['knowsHost'] = () => true,
): void {
  server.decorate('around', aroundOf(settings, knowsHost))
  if (settings.sslRedirect) server.addHook('onRequest', refuseOrRedirect)
  if (settings.corsOrigins.length > 0) server.addHook('onRequest', answerPreflight)
  server.addHook('preHandler', (request, _reply, done) => {
    if (asksForCookie(request)) demandOwnOrigin(request)
    done()
  })
  server.addHook('onSend', (request, reply, payload, done) => {
    dress(server.around, request, reply)
    done(null, payload)
  })
}

/** A stranger's page may not sign a browser in as somebody else either. */
const asksForCookie = ({ body, url }: FastifyRequest): boolean =>
  url.startsWith('/api/users/') &&
  typeof body === 'object' &&
  body !== null &&
  (body as { session?: unknown }).session === 'cookie'

/** The files of pages: kept by whoever likes, so that nothing of a session may stand in them. */
const isForEverybody = (request: FastifyRequest, reply: FastifyReply): boolean => {
  const describes = request.routeOptions.config?.describes
  return describes !== undefined && 'page' in describes && reply.statusCode < 400
}

/** The headers that every answer has, whichever way it came about. */
export function dress(around: Around, request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of safeHeaders(around, request)) {
    if (!reply.hasHeader(name)) void reply.header(name, value)
  }
  if (isForEverybody(request, reply)) return
  const token = cookieIn(request.headers.cookie, around.cookie)
  if (token !== null && !reply.hasHeader('set-cookie')) void reply.header('x-csrf-token', csrfToken(token))
  const isPersonal = token !== null || request.headers.authorization !== undefined
  if (isPersonal || !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  if (around.corsOrigins.size > 0) void reply.headers(corsHeaders(around, request, reply))
}
