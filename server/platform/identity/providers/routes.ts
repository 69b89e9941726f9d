import { asJson, type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Answer, Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { text } from '#model/define-table.ts'
import { form } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import type { Language } from '#model/language.ts'
import { accountError } from '../accounts/errors.ts'
import { ask } from '../ask.ts'
import { entered } from '../entry.ts'
import { passwordInput, withEither } from '../factors/asking.ts'
import { demandOwner, type Factors } from '../factors/factors.ts'
import { changeProblems } from '../factors/totp-calls.ts'
import { arrive } from './arrive.ts'
import { providerError } from './errors.ts'
import { demandProvider, leave } from './leave.ts'
import { providerNames } from './provider.ts'
import type { Providers } from './providers.ts'
import { unlink } from './unlink.ts'

/** Coming in with an account at Google or Facebook. */
export const providerRoutes = (
  server: Server,
  reception: Reception,
  providers: Providers,
  factors: Factors,
): void =>
  mountCalls(server, reception, group, [
    offered(providers),
    begin(providers),
    comeBack(providers),
    beginLink(providers, factors),
    removeLink(providers, factors),
  ])

const group: Group = { name: { fr: 'Google et Facebook', en: 'Google and Facebook' } }

const offered = ({ desk, offered }: Providers): Call =>
  call({
    at: 'GET /api/users/oauth/',
    summary: { fr: 'Par où l’on peut aussi se connecter', en: 'Where else one may sign in' },
    to: 'anyone',
    answers: { 200: () => is.object({ results: is.list(offer) }) },
    run: async ({ ctx: { actor, site } }) => {
      const linked =
        actor.kind === 'user'
          ? ((await ask<{ provider: string }[]>(desk.db.site(site.id), 'my_providers', actor.id)) ?? [])
          : []
      const isLinked = (name: string) => linked.some(({ provider }) => provider === name)
      return { results: Object.keys(offered).map((name) => ({ provider: name, linked: isLinked(name) })) }
    },
  })

const offer = is.object({ provider: is.oneOf(...providerNames), linked: is.yes })

const begin = (providers: Providers): Call =>
  call({
    at: 'GET /api/users/oauth/{provider}/',
    summary: { fr: 'Se connecter par Google ou Facebook', en: 'Sign in with Google or Facebook' },
    detail: {
      fr: 'Le navigateur part chez le fournisseur. `?next=/une/page/` : il y revient avec une session dans un cookie, ou avec `mfa=` ou `error=` dans l’adresse ; sans lui, la réponse finale est celle de la connexion. 404 où l’administrateur n’a pas donné de clés.',
      en: 'The browser leaves for the provider. `?next=/a/page/`: it comes back there with a session in a cookie, or with `mfa=` or `error=` in the address; without it, the final answer is that of signing in. 404 where the operator gave no keys.',
    },
    to: 'anyone',
    answers: { 302: null },
    problems: [
      ...providerError.named('provider.bad_next', 'provider.unreachable'),
      ...httpError.named('http.not_found'),
    ],
    reply: async ({ params, request }) => {
      const named = demandProvider(providers, params.provider)
      const { next = null } = request.query as Record<string, unknown>
      if (next !== null && typeof next !== 'string') throw providerError('provider.bad_next')
      const { url, cookie } = await leave(providers, named, request, { next, person: null })
      return { status: 302, headers: { location: url, 'set-cookie': cookie, 'cache-control': 'no-store' } }
    },
  })

const comeBack = (providers: Providers): Call =>
  call({
    at: 'GET /api/users/oauth/{provider}/callback/',
    summary: { fr: 'Le retour de Google ou de Facebook', en: 'The way back from Google or Facebook' },
    to: 'anyone',
    answers: { 200: arrived, 302: null },
    problems: [
      ...providerError.named(
        'provider.stale',
        'provider.refused',
        'provider.unreachable',
        'provider.address_taken',
        'provider.linked_elsewhere',
      ),
      ...accountError.named('registration.closed'),
      ...httpError.named('http.not_found', 'http.too_many'),
    ],
    reply: ({ ctx, params, request }) =>
      arrive(providers, ctx, demandProvider(providers, params.provider), request),
  })

const arrived = (language: Language) => ({
  anyOf: [...entered(language).anyOf, is.object({ provider: is.oneOf(...providerNames), linked: is.yes })],
})

const beginLink = (providers: Providers, factors: Factors): Call =>
  call({
    at: 'POST /api/users/oauth/{provider}/link/',
    summary: { fr: 'Lier un compte Google ou Facebook', en: 'Link a Google or Facebook account' },
    detail: {
      fr: 'Donne l’adresse où envoyer le navigateur, celui-là même qui a demandé.',
      en: 'Gives the address to send the browser to, the very one that asked.',
    },
    to: 'signed_in',
    key: 'each',
    body: form({
      password: passwordInput,
      next: text({ label: { fr: 'Page où revenir', en: 'Page to come back to' }, max: 2000 }),
    }),
    answers: { 200: () => is.object({ url: is.address }) },
    problems: [
      ...changeProblems,
      ...providerError.named('provider.bad_next', 'provider.unreachable'),
      ...httpError.named('http.not_found'),
    ],
    reply: async ({ ctx, params, body: { password, next }, request }): Promise<Answer> => {
      const named = demandProvider(providers, params.provider)
      const { user } = await demandOwner(factors, withEither(ctx, request), password)
      const { url, cookie } = await leave(providers, named, request, { next, person: user })
      const answer = asJson({ url })
      return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } }
    },
  })

const removeLink = (providers: Providers, factors: Factors): Call =>
  call({
    at: 'DELETE /api/users/oauth/{provider}/',
    summary: { fr: 'Délier un compte Google ou Facebook', en: 'Unlink a Google or Facebook account' },
    to: 'signed_in',
    body: form({ password: passwordInput }),
    answers: { 204: null },
    problems: [
      ...changeProblems,
      ...providerError.named('provider.not_linked', 'provider.last_way'),
      ...httpError.named('http.not_found'),
    ],
    run: async ({ ctx, params, body, request }) => {
      const named = demandProvider(providers, params.provider)
      const asking = withEither(ctx, request)
      await unlink(providers, asking, await demandOwner(factors, asking, body.password), named)
    },
  })
