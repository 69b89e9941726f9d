import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

/**
 * Facebook's part, written from its documentation: « Manually Build a Login Flow », « Securing Graph API Requests »
 * (« Require App Secret » on) and « Handling Errors ».
 */
export interface Facebook {
  readonly id: string
  readonly secret: string
  readonly addresses: { readonly dialog: string; readonly graph: string }
  /** Whoever comes next; null: they press « Annuler ». */
  person: FacebookPerson | null
  /** Does not answer in JSON. */
  isBroken: boolean
  /** What the Graph was asked, without its secrets. */
  readonly asked: string[]
}

export interface FacebookPerson {
  readonly id: string
  readonly first_name?: string
  readonly last_name?: string
  readonly email?: string
}

interface Grant {
  readonly person: FacebookPerson
  readonly redirect: string
}

export async function facebookSimulator(): Promise<Facebook> {
  const grants = new Map<string, Grant>()
  const tokens = new Map<string, FacebookPerson>()
  const server = createServer((request, response) => serve(house, grants, tokens, request, response))
  after(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const house: Facebook = {
    id: '1234567890',
    secret: '0123456789abcdef0123456789abcdef',
    addresses: { dialog: `${own}/v24.0/dialog/oauth`, graph: `${own}/v24.0` },
    person: null,
    isBroken: false,
    asked: [],
  }
  return house
}

function serve(
  house: Facebook,
  grants: Map<string, Grant>,
  tokens: Map<string, FacebookPerson>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname, searchParams: given } = new URL(request.url!, house.addresses.graph)
  if (pathname === '/v24.0/dialog/oauth') {
    dialog(house, grants, given, response)
    return
  }
  house.asked.push(`${request.method} ${pathname} ${[...given.keys()].sort().join(' ')}`)
  if (house.isBroken) {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Sorry')
    return
  }
  const answer = pathname.endsWith('/me') ? me(house, tokens, given) : exchange(house, grants, tokens, given)
  const status = 'error' in answer ? 400 : 200
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

function dialog(
  house: Facebook,
  grants: Map<string, Grant>,
  given: URLSearchParams,
  response: ServerResponse,
): void {
  const redirect = given.get('redirect_uri') ?? ''
  const back = new URL(redirect)
  back.searchParams.set('state', given.get('state') ?? '')
  if (house.person && given.get('client_id') === house.id) {
    const code = randomBytes(40).toString('base64url')
    grants.set(code, { person: house.person, redirect })
    back.searchParams.set('code', code)
  } else {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_reason', 'user_denied')
    back.searchParams.set('error_description', 'Permissions error')
  }
  response.writeHead(302, { location: `${back}#_=_` }).end()
}

const oauthError = (message: string, code: number, subcode?: number) => ({
  error: { message, type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'A1b2C3' },
})

function exchange(
  { id, secret }: Facebook,
  grants: Map<string, Grant>,
  tokens: Map<string, FacebookPerson>,
  given: URLSearchParams,
): object {
  const code = given.get('code') ?? ''
  const grant = grants.get(code)
  if (given.get('client_id') !== id || given.get('client_secret') !== secret)
    return oauthError('Error validating client secret.', 1)
  if (!grant) return oauthError('This authorization code has been used.', 100, 36009)
  if (given.get('redirect_uri') !== grant.redirect)
    return oauthError(
      'Error validating verification code. Please make sure your redirect_uri is identical',
      100,
      36008,
    )
  grants.delete(code)
  const token = `EAA${randomBytes(60).toString('base64url')}`
  tokens.set(token, grant.person)
  return { access_token: token, token_type: 'bearer', expires_in: 5_183_944 }
}

function me(
  { secret }: Facebook,
  tokens: ReadonlyMap<string, FacebookPerson>,
  given: URLSearchParams,
): object {
  const token = given.get('access_token') ?? ''
  const person = tokens.get(token)
  const proof = createHmac('sha256', secret).update(token).digest('hex')
  if (given.get('appsecret_proof') !== proof)
    return oauthError('API calls from the server require an appsecret_proof argument', 100)
  if (!person) return oauthError('Invalid OAuth access token.', 190)
  const wanted = (given.get('fields') ?? 'id,name').split(',')
  return Object.fromEntries(Object.entries(person).filter(([name]) => wanted.includes(name)))
}
