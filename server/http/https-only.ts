import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Around } from './around.ts'
import { httpError } from './errors.ts'
import { isHere } from './here.ts'

/** For those who watch over the process: they ask from beside it, in plain http. */
const watched = ['/healthz', '/readyz', '/metrics']

/**
 * A read goes on over https; a write is refused, for what it holds has just crossed the network in clear and should
 * not do so each time. A name that no site answers to is left to the reception, which refuses it.
 */
export async function refuseOrRedirect(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  if (request.protocol === 'https' || isExempt(request)) return undefined
  const { around } = request.server
  if (!(await around.knowsHost(request.hostname)))
    throw httpError('host.unknown', { host: request.hostname.slice(0, 100) })
  // A redirection would come back the same way, for ever.
  if (isProxied(request) && request.headers['x-forwarded-proto'] === undefined)
    throw httpError('https.untold')
  const url = `${httpsOrigin(around, request)}${pathOf(request)}`
  if (request.method !== 'GET' && request.method !== 'HEAD') throw httpError('https.required', { url })
  return reply.code(308).header('location', url).send()
}

const isExempt = (request: FastifyRequest): boolean =>
  watched.includes(request.url.split('?', 1)[0]!) || (isHere(request) && isLocal(request.hostname))

const isProxied = ({ headers }: FastifyRequest): boolean => headers['x-forwarded-for'] !== undefined

const isLocal = (host: string): boolean => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

/** Behind the port that was asked for, plain http answers: https has its own, or the one that SUGU_URL names. */
const httpsOrigin = ({ url }: Around, { hostname }: FastifyRequest): string =>
  hostname === url.hostname ? url.origin.replace(/^http:/, 'https:') : `https://${hostname}`

/** `//elsewhere.example` would be read as an address of another host by whoever resolves it. */
const pathOf = ({ url }: FastifyRequest): string => (url.startsWith('/') ? url.replace(/^\/+/, '/') : '/')
