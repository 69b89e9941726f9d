import { createHmac } from 'node:crypto'
import type { ProviderSetting } from '#base/provider-setting.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import { providerError } from './errors.ts'
import { type Foreigner, type Provider, patience, type Trip } from './provider.ts'

/**
 * OAuth 2 and the Graph, as https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow has it.
 * An address is not asked for: Facebook does not say who proved it.
 */
export function facebook({ id, secret, addresses }: ProviderSetting): Provider {
  const ask = async (path: string, params: Record<string, string>): Promise<JsonObject> => {
    const answer = await graph(`${addresses.graph!}${path}?${new URLSearchParams(params)}`)
    if (isObject(answer) && answer.error === undefined) return answer
    throw refused(answer)
  }

  const exchange = async (trip: Trip, code: string): Promise<Foreigner> => {
    const given = { client_id: id, client_secret: secret, redirect_uri: trip.redirect, code }
    const { access_token: token } = await ask('/oauth/access_token', given)
    if (typeof token !== 'string') throw refused('no token')
    const proof = createHmac('sha256', secret).update(token).digest('hex')
    const fields = 'id,first_name,last_name'
    return foreigner(await ask('/me', { fields, access_token: token, appsecret_proof: proof }))
  }

  return {
    label: 'Facebook',
    async begin(trip) {
      const url = new URL(addresses.dialog!)
      const asked = { client_id: id, redirect_uri: trip.redirect, state: trip.state, response_type: 'code' }
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
      url.searchParams.set('scope', 'public_profile')
      return url
    },
    async finish(trip, back) {
      const [code, ...more] = back.searchParams.getAll('code')
      if (back.searchParams.get('state') !== trip.state || !code || more.length > 0)
        throw refused(back.searchParams.get('error'))
      return exchange(trip, code)
    },
  }
}

function foreigner({ id, first_name: first, last_name: last }: JsonObject): Foreigner {
  if (typeof id !== 'string' || !/^\d{1,32}$/.test(id)) throw refused('no id')
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  return { subject: id, email: null, vouched: false, firstName: text(first), lastName: text(last) }
}

/** The address holds secrets: it goes into no error. */
async function graph(address: string): Promise<unknown> {
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(patience) })
    return await answer.json()
  } catch (cause) {
    const why = (cause as Error).name
    throw providerError('provider.unreachable', { provider: 'Facebook' }, { cause: new Error(why) })
  }
}

const refused = (cause: unknown): Error =>
  providerError('provider.refused', { provider: 'Facebook' }, { cause: new Error(kindOf(cause)) })

const kindOf = (cause: unknown): string =>
  isObject(cause) && isObject(cause.error)
    ? `${cause.error.type} ${cause.error.code}`
    : String(cause).slice(0, 100)
