import type { FastifyRequest } from 'fastify'

/** Asked from this machine, and not through a proxy, which says for whom. */
export const isHere = (request: FastifyRequest): boolean =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
  request.headers['x-forwarded-for'] === undefined
