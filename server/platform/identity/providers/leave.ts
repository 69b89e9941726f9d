import type { FastifyRequest } from 'fastify'
import { httpError } from '#http/errors.ts'
import { ownOrigin } from '../factors/asking.ts'
import { errandCookie, newErrand } from './errand.ts'
import { nextPage } from './next-page.ts'
import { type Provider, type ProviderName, providerNames } from './provider.ts'
import type { Providers } from './providers.ts'

export interface Named {
  readonly name: ProviderName
  readonly provider: Provider
}

/** One that this installation has keys for. */
export function demandProvider({ offered }: Providers, named: string): Named {
  const name = providerNames.find((one) => one === named)
  const provider = name && offered[name]
  if (!name || !provider) throw httpError('http.not_found')
  return { name, provider }
}

/** Where to: the page to come back to, and whose account is to be linked. */
export interface Purpose {
  readonly next: string | null
  readonly person: number | null
}

/** Off to the provider; the browser keeps what it needs to come back with. */
export async function leave(
  { seal }: Providers,
  { name, provider }: Named,
  request: FastifyRequest,
  { next, person }: Purpose,
): Promise<{ url: string; cookie: string }> {
  const { https, trustedOrigins } = request.server.around
  const own = ownOrigin(request)
  const errand = newErrand({
    provider: name,
    next: next === null ? null : nextPage(next, own, trustedOrigins),
    person,
    redirect: `${own}/api/users/oauth/${name}/callback/`,
  })
  const url = await provider.begin(errand)
  return { url: url.href, cookie: errandCookie(seal, https, errand) }
}
