import { ask } from '../ask.ts'
import type { Asking, Owner } from '../factors/factors.ts'
import { tellChange } from '../factors/told.ts'
import { providerError } from './errors.ts'
import type { Named } from './leave.ts'
import type { Providers } from './providers.ts'

/** The account there opens this one no more. */
export async function unlink(
  { desk }: Providers,
  asking: Asking,
  owner: Owner,
  { name, provider }: Named,
): Promise<void> {
  await desk.db.transaction(asking.ctx.site.id, async (tx) => {
    const done = await ask<boolean>(tx, 'unlink_foreign', owner.user, name)
    if (done === null) throw providerError('provider.not_linked', { provider: provider.label })
    if (!done) throw providerError('provider.last_way')
    await tellChange(tx, asking, owner, `${name}_unlinked`)
  })
}
