import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import Provider, { type Configuration } from 'oidc-provider'

export interface ForeignAccount {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly hd?: string
  readonly given_name?: string
  readonly family_name?: string
}

/** A real OpenID provider on this machine, in Google’s place. */
export interface OpenIdProvider {
  readonly issuer: string
  readonly id: string
  readonly secret: string
  /** Whoever comes next is this one, and consents; null: they give up. */
  person: ForeignAccount | null
  /** Changes what the next exchange of a code answers. */
  tamper: ((tokens: Record<string, string>) => Record<string, string>) | null
  /** Begins once it is known where it may send people back to. */
  open(redirects: readonly string[]): void
}

type Work = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export async function openIdProvider(): Promise<OpenIdProvider> {
  let work: Work = (_request, response) => void response.writeHead(503).end()
  const server = createServer((request, response) => void work(request, response))
  after(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const known = new Map<string, ForeignAccount>()
  const house: OpenIdProvider = {
    issuer,
    id: 'sugu-in-a-test',
    secret: 'a secret that this provider and Sugu share',
    person: null,
    tamper: null,
    open(redirects) {
      const provider = new Provider(issuer, configuration(house, known, redirects))
      work = serving(provider, house, known)
    },
  }
  return house
}

const configuration = (
  { id, secret }: OpenIdProvider,
  known: ReadonlyMap<string, ForeignAccount>,
  redirects: readonly string[],
): Configuration => ({
  clients: [
    {
      client_id: id,
      client_secret: secret,
      redirect_uris: [...redirects],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified', 'hd'],
    profile: ['given_name', 'family_name'],
  },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...known.get(sub), sub }) }),
  cookies: { keys: ['a key for tests'] },
})

function serving(provider: Provider, house: OpenIdProvider, known: Map<string, ForeignAccount>): Work {
  const usual = provider.callback()
  return async (request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/interaction/')) return interact(provider, house, known, request, response)
    if (path === '/token' && house.tamper && !request.headers['x-honest'])
      return lie(house, request, response)
    return void usual(request, response)
  }
}

/** The person at the screen: signs in, consents, or leaves. */
async function interact(
  provider: Provider,
  { person }: OpenIdProvider,
  known: Map<string, ForeignAccount>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (!person) return provider.interactionFinished(request, response, { error: 'access_denied' })
  known.set(person.sub, person)
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: person.sub } })
  const grant = new provider.Grant({ accountId: session!.accountId, clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope))
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
}

async function lie(house: OpenIdProvider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await request.toArray())
  const type = request.headers['content-type'] ?? ''
  const honest = await fetch(`${house.issuer}/token`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, 'x-honest': '1' },
  })
  const tokens = house.tamper!((await honest.json()) as Record<string, string>)
  house.tamper = null
  response.writeHead(honest.status, { 'content-type': 'application/json' }).end(JSON.stringify(tokens))
}
