import type { FastifyRequest } from 'fastify'
import { accessError } from '#engine/access/errors.ts'
import type { Context } from '#engine/context.ts'
import { cookieIn } from '#http/session-cookie.ts'
import { tokenOf } from '#http/token.ts'
import { type Input, secret } from '#model/form.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import type { Origin } from '../desk.ts'
import { entering } from '../entry.ts'
import { factorProblem } from './errors.ts'
import type { Asking } from './factors.ts'

/** What the calls about factors take. */
export const ticketInput = secret({
  label: { fr: 'Ticket', en: 'Ticket' },
  help: {
    fr: 'Celui que la connexion a donné, pour qui n’a pas encore de session',
    en: 'What signing in gave, for those who have no session yet',
  },
})

export const passwordInput = secret({
  label: { fr: 'Mot de passe actuel', en: 'Current password' },
  help: {
    fr: 'Obligatoire avec une session, sauf pour un compte qui n’en a pas.',
    en: 'Obligatory with a session, but for an account that has none.',
  },
})

export const credentialInput: Input<JsonObject> = {
  label: { fr: 'Réponse du navigateur', en: 'Answer of the browser' },
  help: { fr: 'Telle que la donne `toJSON()`', en: 'As `toJSON()` gives it' },
  schema: { type: 'object' },
  parse: (input) =>
    isObject(input) ? { value: input } : { problem: factorProblem('factor.not_a_credential') },
}

/** A ticket that came by cookie, from a provider's way back: a page of ours cannot read it, and need not. */
export const ticketCookie = (isHttps: boolean): string => (isHttps ? '__Host-sugu-ticket' : 'sugu-ticket')

const ticketIn = ({ headers, server }: FastifyRequest): string | null =>
  cookieIn(headers.cookie, ticketCookie(server.around.https))

/** Whoever is halfway in. */
export const withTicket = (
  ctx: Context,
  request: FastifyRequest,
  given: string | null,
  session: Origin['session'],
): Asking => askingBy(ctx, request, given ?? ticketIn(request), session)

/** Whoever is in, or halfway without a factor. */
export const withEither = (
  ctx: Context,
  request: FastifyRequest,
  given: string | null = null,
  session: Origin['session'] = 'token',
): Asking => askingBy(ctx, request, given ?? tokenOf(request) ?? ticketIn(request), session)

function askingBy(
  ctx: Context,
  request: FastifyRequest,
  token: string | null,
  session: Origin['session'],
): Asking {
  if (token === null) throw accessError('auth.required')
  return { ctx, token, from: entering(request, session), origin: ownOrigin(request) }
}

/** As browsers write it: behind a proxy too, which says nothing of https where nobody trusts it. */
export const ownOrigin = ({ server, protocol, host }: FastifyRequest): string =>
  new URL(`${server.around.https ? 'https' : protocol}://${host}`).origin
