import { randomToken } from '#base/ids.ts'
import type { JsonObject } from '#model/json.ts'
import { ask } from '../ask.ts'
import { tokenHash } from '../tokens.ts'
import { factorError } from './errors.ts'
import { type Asking, demandAnother, demandOwner, type Factors, ownerOf } from './factors.ts'
import { challengeSeconds, described, passkeyPlace } from './passkey-signature.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { type Enrolled, enrolled } from './ticket.ts'
import { tellChange } from './told.ts'
import { algorithms, type Passkey, readNewPasskey } from './webauthn.ts'

/** The `publicKey` of `navigator.credentials.create()`. */
export async function offerPasskey(
  factors: Factors,
  asking: Asking,
  password: string | null,
): Promise<JsonObject> {
  const { host } = passkeyPlace(asking)
  const owner = await demandOwner(factors, asking, password)
  const tx = factors.desk.db.site(asking.ctx.site.id)
  const token = tokenHash(asking.token)
  const challenge = randomToken()
  await ask(tx, 'ask_challenge', token, 'enrol', challenge, challengeSeconds)
  const keys = (await ask<Passkey[]>(tx, 'enrolled_passkeys', token, host)) ?? []
  return {
    rp: { id: host, name: asking.ctx.site.name },
    user: {
      id: Buffer.from(`sugu:${owner.user}`).toString('base64url'),
      name: owner.username,
      displayName: owner.username,
    },
    challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: challengeSeconds * 1000,
    excludeCredentials: keys.map(described),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    attestation: 'none',
  }
}

export interface EnrolledPasskey extends Enrolled {
  readonly id: number
}

/** What the browser made is kept, under the name that its owner gives it. */
export async function confirmPasskey(
  factors: Factors,
  asking: Asking,
  name: string,
  credential: JsonObject,
): Promise<EnrolledPasskey> {
  const place = passkeyPlace(asking)
  const owner = await ownerOf(factors, asking)
  const { db } = factors.desk
  const token = tokenHash(asking.token)
  const challenge = await ask<string>(db.site(asking.ctx.site.id), 'take_challenge', token, 'enrol')
  const key = challenge ? readNewPasskey(credential, { ...place, challenge }) : null
  if (!key) throw factorError('passkey.refused')
  const { codes, hashes } = newRecoveryCodes()
  return db.transaction(asking.ctx.site.id, async (tx) => {
    const kept = await ask<{ id: number; isFirst: boolean }>(
      tx,
      'add_passkey',
      token,
      key,
      place.host,
      name,
      hashes,
    )
    if (!kept) throw factorError('passkey.refused')
    await tellChange(tx, asking, owner, 'passkey_added')
    return { id: kept.id, ...(await enrolled(factors, tx, asking, owner, kept.isFirst ? codes : null)) }
  })
}

export async function removePasskey(
  factors: Factors,
  asking: Asking,
  id: number,
  password: string | null,
): Promise<void> {
  const owner = await demandOwner(factors, asking, password)
  await factors.desk.db.transaction(asking.ctx.site.id, async (tx) => {
    const token = tokenHash(asking.token)
    if (!(await ask<boolean>(tx, 'remove_passkey', token, id))) throw factorError('factor.unknown')
    await demandAnother(factors, tx, asking)
    await tellChange(tx, asking, owner, 'passkey_removed')
  })
}
