import type { FastifyRequest } from 'fastify'
import { asJson } from '#engine/rest/call.ts'
import type { Answer } from '#engine/rest/door.ts'
import { demandOwnOrigin } from '#http/csrf.ts'
import { cookieHeaders } from '#http/session-cookie.ts'
import type { Input } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import type { Language } from '#model/language.ts'
import { problemsOf } from '#model/problem.ts'
import type { HalfSignedIn, Origin, SignedIn } from './desk.ts'
import { profile } from './forms.ts'
import { deviceCookie, originOf } from './origin.ts'

/** What every door takes and answers: a token for an app, a cookie for a browser. */

const problem = problemsOf({
  'session.kind': {
    fr: 'Dites « token » pour une application, « cookie » pour un navigateur.',
    en: 'Say "token" for an app, "cookie" for a browser.',
  },
})

export const sessionKind: Input<'token' | 'cookie'> & { readonly default: 'token' } = {
  label: { fr: 'Session', en: 'Session' },
  help: {
    fr: '« token » : la réponse porte un jeton. « cookie » : le navigateur le garde, hors de portée des scripts.',
    en: '"token": the answer carries a token. "cookie": the browser keeps it, out of reach of scripts.',
  },
  default: 'token',
  schema: { type: 'string', enum: ['token', 'cookie'] },
  parse: (input) =>
    input === 'token' || input === 'cookie' ? { value: input } : { problem: problem('session.kind') },
}

/** Where the request comes from; a cookie is given to our own pages only. */
export function entering(request: FastifyRequest, session: Origin['session']): Origin {
  if (session === 'cookie') demandOwnOrigin(request)
  return originOf(request, session)
}

/** Some four hundred days, the longest that browsers keep one. */
const deviceSeconds = 400 * 24 * 3600

/** `more`: what else the door has to say, such as the recovery codes of a first factor. */
export function entry(
  request: FastifyRequest,
  { session }: Origin,
  done: SignedIn | HalfSignedIn,
  more: object = {},
): Answer {
  if (session !== 'cookie' || 'mfa' in done) return asJson({ ...done, ...more })
  const { https } = request.server.around
  const headers = cookieHeaders({ https }, done.token)
  const kept = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${deviceSeconds}${https ? '; Secure' : ''}`
  const device = done.device === undefined ? [] : [`${deviceCookie(https)}=${done.device}; ${kept}`]
  const cookies = [headers['set-cookie']!, ...device]
  return {
    ...asJson({ user: done.user, ...more }),
    headers: { ...noStore, ...headers, 'set-cookie': cookies },
  }
}

/** The session's cookie goes with the session. */
export const leaving = (request: FastifyRequest): Answer => ({
  status: 204,
  headers: request.headers.authorization === undefined ? cookieHeaders(request.server.around, null) : {},
})

const noStore = { 'cache-control': 'no-store' }

/** A token comes with a token's session, `device` where the device held none that is known. */
export const entered = (language: Language) => ({
  anyOf: [
    is.object({ user: profile(language) }, { token: is.text, device: is.text }),
    is.object({ mfa: is.oneOf('totp', 'passkey', 'enrol'), ticket: is.text }),
  ],
})
