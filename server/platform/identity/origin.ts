import type { FastifyRequest } from 'fastify'
import { accessError } from '#engine/access/errors.ts'
import { cookieIn } from '#http/session-cookie.ts'
import { tokenOf } from '#http/token.ts'
import { addressKey } from '../limits/address-key.ts'
import type { Origin } from './desk.ts'
import { tokenHash } from './tokens.ts'

/** What a browser keeps between sessions; an app sends the same as `X-Device`. */
export const deviceCookie = (isHttps: boolean): string => (isHttps ? '__Host-sugu-device' : 'sugu-device')

/** Where a request comes from: address, browser, device, and what kind of session it asks for. */
export const originOf = (request: FastifyRequest, session: Origin['session'] = 'token'): Origin => ({
  address: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
  device: deviceOf(request),
  session,
})

function deviceOf({ headers }: FastifyRequest): string | null {
  const named = headers['x-device']
  if (typeof named === 'string' && /^[\w-]{20,100}$/.test(named)) return named
  const { cookie } = headers
  return cookieIn(cookie, deviceCookie(true)) ?? cookieIn(cookie, deviceCookie(false))
}

/** As the functions over the secrets take it; `fresh` becomes the device's token where it has none that is known. */
export const originRow = (from: Origin, fresh?: string) => ({
  address: addressKey(from.address),
  agent: from.userAgent,
  device: from.device ? tokenHash(from.device) : null,
  ...(fresh !== undefined && { fresh: tokenHash(fresh) }),
})

/** The token of whoever is asking, from the header or the cookie. */
export function heldToken(request: FastifyRequest): string {
  const token = tokenOf(request)
  if (token === null) throw accessError('auth.required')
  return token
}
