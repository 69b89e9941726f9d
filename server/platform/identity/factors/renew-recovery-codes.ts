import { ask } from '../ask.ts'
import { tokenHash } from '../tokens.ts'
import { factorError } from './errors.ts'
import { type Asking, demandOwner, type Factors } from './factors.ts'
import { newRecoveryCodes } from './recovery-codes.ts'
import { tellChange } from './told.ts'

/** Ten new ones; the old ones open nothing any more. */
export async function renewRecoveryCodes(
  factors: Factors,
  asking: Asking,
  password: string | null,
): Promise<readonly string[]> {
  const owner = await demandOwner(factors, asking, password)
  const { codes, hashes } = newRecoveryCodes()
  await factors.desk.db.transaction(asking.ctx.site.id, async (tx) => {
    const done = await ask<boolean>(tx, 'new_recovery_codes', tokenHash(asking.token), hashes)
    if (!done) throw factorError('factor.none')
    await tellChange(tx, asking, owner, 'codes_renewed')
  })
  return codes
}
