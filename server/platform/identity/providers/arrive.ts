import type { FastifyRequest } from 'fastify'
import { AppError } from '#base/errors.ts'
import type { Context } from '#engine/context.ts'
import { asJson } from '#engine/rest/call.ts'
import type { Answer } from '#engine/rest/door.ts'
import { entry } from '../entry.ts'
import { ticketCookie } from '../factors/asking.ts'
import { demandTurn } from '../locked.ts'
import { originOf } from '../origin.ts'
import { comeIn, link } from './come-in.ts'
import { type Errand, errandIn, errandOver } from './errand.ts'
import { providerError } from './errors.ts'
import type { Named } from './leave.ts'
import { saying } from './next-page.ts'
import type { Providers } from './providers.ts'

/** Back from the provider: with an identity, or without. */
export async function arrive(
  providers: Providers,
  ctx: Context,
  named: Named,
  request: FastifyRequest,
): Promise<Answer> {
  const { https } = request.server.around
  const errand = errandIn(providers.seal, https, request.headers.cookie)
  if (errand?.provider !== named.name) throw providerError('provider.stale')
  await demandTurn(providers.desk, originOf(request))
  const answer = await outcome(providers, ctx, named, request, errand).catch((error: unknown) => {
    if (errand.next === null || !(error instanceof AppError)) throw error
    return goOn(saying(errand.next, 'error', error.problem.code), [])
  })
  const cookies = [answer.headers?.['set-cookie'] ?? [], errandOver(https)].flat()
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookies } }
}

async function outcome(
  providers: Providers,
  ctx: Context,
  { name, provider }: Named,
  request: FastifyRequest,
  errand: Errand,
): Promise<Answer> {
  const { next, person } = errand
  const back = new URL(request.url, errand.redirect)
  const who = await provider.finish(errand, new URL(errand.redirect + back.search))
  const from = originOf(request, next === null ? 'token' : 'cookie')
  if (person !== null) {
    await link(providers, { ctx, from }, name, who, person)
    return next === null ? asJson({ provider: name, linked: true }) : goOn(next, [])
  }
  const done = await comeIn(providers, { ctx, from }, name, who)
  const answer = entry(request, from, done)
  if (next === null) return answer
  if ('mfa' in done) return goOn(saying(next, 'mfa', done.mfa), [keptTicket(request, done.ticket)])
  return goOn(next, [answer.headers!['set-cookie']!].flat())
}

const goOn = (page: string, cookies: string[]): Answer => ({
  status: 302,
  headers: { location: page, 'set-cookie': cookies, 'cache-control': 'no-store' },
})

/** Out of the address and of the page's reach; for the calls about second factors alone. */
function keptTicket({ server }: FastifyRequest, ticket: string): string {
  const { https } = server.around
  return `${ticketCookie(https)}=${ticket}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600${https ? '; Secure' : ''}`
}
