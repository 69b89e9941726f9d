import { randomToken } from '#base/ids.ts'
import type { JsonObject } from '#model/json.ts'
import { ask } from '../ask.ts'
import { identityError } from '../errors.ts'
import { tokenHash } from '../tokens.ts'
import { factorError } from './errors.ts'
import type { Asking, Factors } from './factors.ts'
import { type Asked, type Passkey, readSignature } from './webauthn.ts'

/** How long the browser's question may stand open. */
export const challengeSeconds = 300

/** Where passkeys are made and shown: browsers keep each to one name, and have none at a bare address or over http. */
export function passkeyPlace({ origin }: Asking): Omit<Asked, 'challenge'> {
  const { protocol, hostname } = new URL(origin)
  const isName = /[a-z]/.test(hostname) && !hostname.includes(':')
  if (!isName || (protocol !== 'https:' && !/^(.+\.)?localhost$/.test(hostname)))
    throw factorError('passkey.not_here', { origin })
  return { origin, host: hostname }
}

/** The `publicKey` of `navigator.credentials.get()`. */
export async function askSignature({ desk }: Factors, asking: Asking): Promise<JsonObject> {
  const { host } = passkeyPlace(asking)
  const tx = desk.db.site(asking.ctx.site.id)
  const ticket = tokenHash(asking.token)
  const challenge = randomToken()
  if (!(await ask<boolean>(tx, 'ask_challenge', ticket, 'sign_in', challenge, challengeSeconds)))
    throw identityError('session.ended')
  const keys = (await ask<Passkey[]>(tx, 'ticket_passkeys', ticket, host)) ?? []
  return {
    challenge,
    rpId: host,
    timeout: challengeSeconds * 1000,
    userVerification: 'preferred',
    allowCredentials: keys.map(described),
  }
}

/** As a browser wants to know a key. */
export const described = ({ credential, transports }: Passkey): JsonObject => ({
  type: 'public-key',
  id: credential,
  transports: [...transports],
})

/** One of the ticket holder's keys has signed the last challenge; throws otherwise. */
export async function signedPasskey(
  { desk }: Factors,
  asking: Asking,
  given: JsonObject,
): Promise<{ credential: string; counter: number }> {
  const place = passkeyPlace(asking)
  const tx = desk.db.site(asking.ctx.site.id)
  const ticket = tokenHash(asking.token)
  const challenge = await ask<string>(tx, 'take_challenge', ticket, 'sign_in')
  const keys = (await ask<Passkey[]>(tx, 'ticket_passkeys', ticket, place.host)) ?? []
  const key = keys.find(({ credential }) => credential === given.id)
  const counter = challenge && key ? readSignature(given, { ...place, challenge }, key) : null
  if (!key || counter === null) throw factorError('passkey.wrong')
  return { credential: key.credential, counter }
}
