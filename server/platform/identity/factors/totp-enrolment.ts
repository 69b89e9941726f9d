import { callError } from '#engine/rest/call.ts'
import { ask } from '../ask.ts'
import { tokenHash } from '../tokens.ts'
import { factorError, factorProblem } from './errors.ts'
import { type Asking, demandAnother, demandOwner, type Factors, ownerOf } from './factors.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { type Enrolled, enrolled } from './ticket.ts'
import { tellChange } from './told.ts'
import { base32, newSecret, plainCode, sealedFor, stepOf, totpAddress } from './totp.ts'

export interface OfferedTotp {
  /** To be typed where the address cannot be scanned. */
  readonly secret: string
  readonly uri: string
}

/** A secret for the application; it counts once a code of it has come back. */
export async function offerTotp(
  factors: Factors,
  asking: Asking,
  password: string | null,
): Promise<OfferedTotp> {
  const { user, username } = await demandOwner(factors, asking, password)
  const { desk, seal } = factors
  const { ctx, token } = asking
  const secret = newSecret()
  await ask(desk.db.site(ctx.site.id), 'offer_totp', tokenHash(token), seal.close(secret, sealedFor(user)))
  return { secret: base32(secret), uri: totpAddress(secret, ctx.site.name, username) }
}

/** The application works: from now on its codes are asked for. */
export async function confirmTotp(factors: Factors, asking: Asking, code: string): Promise<Enrolled> {
  const owner = await ownerOf(factors, asking)
  const { desk, seal } = factors
  const { ctx, token } = asking
  const sealed = await ask<string>(desk.db.site(ctx.site.id), 'offered_totp', tokenHash(token))
  const secret = sealed && seal.open(sealed, sealedFor(owner.user))
  if (!secret) throw factorError('factor.not_offered')
  const step = stepOf(plainCode(code), secret, ctx.now)
  if (step === null)
    throw callError('form.invalid', {}, { errors: { code: [factorProblem('factor.wrong_code')] } })
  const { codes, hashes } = newRecoveryCodes()
  return desk.db.transaction(ctx.site.id, async (tx) => {
    const done = await ask<{ isFirst: boolean }>(tx, 'confirm_totp', tokenHash(token), sealed, step, hashes)
    if (!done) throw factorError('factor.not_offered')
    await tellChange(tx, asking, owner, 'totp_added')
    return enrolled(factors, tx, asking, owner, done.isFirst ? codes : null)
  })
}

export async function removeTotp(factors: Factors, asking: Asking, password: string | null): Promise<void> {
  const owner = await demandOwner(factors, asking, password)
  await factors.desk.db.transaction(asking.ctx.site.id, async (tx) => {
    if (!(await ask<boolean>(tx, 'remove_totp', tokenHash(asking.token)))) throw factorError('factor.unknown')
    await demandAnother(factors, tx, asking)
    await tellChange(tx, asking, owner, 'totp_removed')
  })
}
