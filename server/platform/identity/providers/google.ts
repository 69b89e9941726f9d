import * as oauth from 'oauth4webapi'
import type { ProviderSetting } from '#base/provider-setting.ts'
import { providerError } from './errors.ts'
import { type Foreigner, type Provider, patience, type Trip } from './provider.ts'

/** OpenID Connect: code, PKCE, nonce; the identity is signed, and the signature looked at. */
export function google(setting: ProviderSetting): Provider {
  const server = discovery(new URL(setting.addresses.issuer!))
  return {
    label: 'Google',
    async begin(trip) {
      const { authorization_endpoint: address } = await server().catch(refuse)
      const url = new URL(address!)
      url.search = String(new URLSearchParams(await asked(setting.id, trip)))
      return url
    },
    finish: async (trip, back) =>
      server()
        .then((known) => exchange(setting, known, trip, back))
        .then(foreigner, refuse),
  }
}

/** Its address is ours, not a setting: only a test's provider is plain. */
const optionsAt = (issuer: URL) => ({
  signal: () => AbortSignal.timeout(patience),
  [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
})

const discovery = (issuer: URL) =>
  kept(async () => {
    const answer = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...optionsAt(issuer) })
    return oauth.processDiscoveryResponse(issuer, answer)
  })

const asked = async (id: string, { redirect, state, nonce, verifier }: Trip) => ({
  client_id: id,
  redirect_uri: redirect,
  response_type: 'code',
  scope: 'openid email profile',
  state,
  nonce,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
})

async function exchange(
  { id, secret }: ProviderSetting,
  server: oauth.AuthorizationServer,
  { state, nonce, verifier, redirect }: Trip,
  back: URL,
): Promise<oauth.IDToken> {
  const client = { client_id: id }
  const options = optionsAt(new URL(server.issuer))
  const params = oauth.validateAuthResponse(server, client, back, state)
  const auth = oauth.ClientSecretPost(secret)
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    auth,
    params,
    redirect,
    verifier,
    options,
  )
  const checks = { expectedNonce: nonce, requireIdToken: true }
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, checks)
  await oauth.validateApplicationLevelSignature(server, answer, options)
  return oauth.getValidatedIdTokenClaims(tokens)!
}

/** https://developers.google.com/identity/gsi/web/guides/verify-google-id-token says when Google hosts an address. */
function foreigner(claims: oauth.IDToken): Foreigner {
  const text = (name: string): string | null => {
    const value = claims[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const email = claims.email_verified === true ? text('email') : null
  return {
    subject: claims.sub,
    email,
    vouched: email !== null && (/@gmail\.com$/i.test(email) || text('hd') !== null),
    firstName: text('given_name') ?? text('name'),
    lastName: text('family_name'),
  }
}

/** Whether it was the machine or what it said. */
function refuse(cause: unknown): never {
  const isSilence = cause instanceof TypeError || (cause as Error).name === 'TimeoutError'
  throw providerError(
    isSilence ? 'provider.unreachable' : 'provider.refused',
    { provider: 'Google' },
    { cause },
  )
}

const keptFor = 3_600_000

/** Asked for once an hour; what failed, again. */
function kept<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: { readonly answer: Promise<T>; readonly until: number } | undefined
  return () => {
    if (known && performance.now() < known.until) return known.answer
    const answer = ask()
    known = { answer, until: performance.now() + keptFor }
    answer.catch(() => {
      known = undefined
    })
    return answer
  }
}
