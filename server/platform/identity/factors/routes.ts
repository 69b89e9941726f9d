import { accessError } from '#engine/access/errors.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { form, secret } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { ask } from '../ask.ts'
import { entered, entry, sessionKind } from '../entry.ts'
import { identityError } from '../errors.ts'
import { heldToken } from '../sessions.ts'
import { tokenHash } from '../tokens.ts'
import { credentialInput, ticketInput, withTicket } from './asking.ts'
import { factorError } from './errors.ts'
import type { Factors } from './factors.ts'
import { passkeyCalls } from './passkey-calls.ts'
import { askSignature } from './passkey-signature.ts'
import { secondStep } from './second-step.ts'
import { totpCalls } from './totp-calls.ts'

/** Second factors: having them, and showing them. */
export const factorRoutes = (server: Server, reception: Reception, factors: Factors): void =>
  mountCalls(
    server,
    reception,
    group,
    [secondLogin, signatureOptions, mine, ...totpCalls, ...passkeyCalls].map((declare) => declare(factors)),
  )

const group: Group = { name: { fr: 'Second facteur', en: 'Second factor' } }

const secondLogin = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/login/mfa/',
    summary: { fr: 'Se connecter : second facteur', en: 'Sign in: second factor' },
    detail: {
      fr: 'Avec le « ticket » de la connexion : un code de l’application, un code de secours, ou la réponse d’une clé d’accès. Un code ne sert qu’une fois ; cinq essais de l’application, puis 423.',
      en: 'With the “ticket” of signing in: a code of the application, a recovery code, or the answer of a passkey. A code serves once; five tries of the application, then 423.',
    },
    to: 'anyone',
    key: 'each',
    body: form({
      ticket: ticketInput,
      code: secret({ label: { fr: 'Code', en: 'Code' } }),
      passkey: credentialInput,
      session: sessionKind,
    }),
    answers: { 200: entered },
    problems: [
      ...accessError.named('auth.required'),
      ...identityError.named('session.ended', 'login.locked'),
      ...factorError.named('factor.wrong', 'passkey.wrong', 'passkey.not_here'),
      ...httpError.named('csrf.origin', 'http.too_many'),
    ],
    reply: async ({ ctx, body: { ticket, session, ...shown }, request }) => {
      const asking = withTicket(ctx, request, ticket, session)
      return entry(request, asking.from, await secondStep(factors, asking, shown))
    },
  })

const signatureOptions = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/login/mfa/options/',
    summary: { fr: 'Se connecter : demander une clé d’accès', en: 'Sign in: ask for a passkey' },
    detail: {
      fr: 'Donne ce que le navigateur attend : `PublicKeyCredential.parseRequestOptionsFromJSON()`, puis `navigator.credentials.get()`.',
      en: 'Gives what the browser waits for: `PublicKeyCredential.parseRequestOptionsFromJSON()`, then `navigator.credentials.get()`.',
    },
    to: 'anyone',
    key: 'each',
    body: form({ ticket: ticketInput }),
    answers: { 200: () => is.byName(is.anything) },
    problems: [
      ...accessError.named('auth.required'),
      ...identityError.named('session.ended'),
      ...factorError.named('passkey.not_here'),
    ],
    run: ({ ctx, body, request }) => askSignature(factors, withTicket(ctx, request, body.ticket, 'token')),
  })

const mine = ({ desk }: Factors): Call =>
  call({
    at: 'GET /api/users/mfa/',
    summary: { fr: 'Mes seconds facteurs', en: 'My second factors' },
    to: 'signed_in',
    answers: { 200: () => mineAnswer },
    run: async ({ ctx, request }) => {
      const mine = await ask<object>(desk.db.site(ctx.site.id), 'my_factors', tokenHash(heldToken(request)))
      if (!mine) throw identityError('session.ended')
      return mine
    },
  })

const passkey = is.object({
  id: is.whole,
  name: is.text,
  host: is.text,
  created_at: is.instant,
  last_used_at: is.orNull(is.instant),
})

const mineAnswer = is.object({
  totp: is.orNull(is.object({ since: is.instant })),
  passkeys: is.list(passkey),
  recovery_codes_left: is.whole,
})
