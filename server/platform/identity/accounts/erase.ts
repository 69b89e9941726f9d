import { type Context, inTransaction } from '#engine/context.ts'
import { send } from '../../messages/send.ts'
import { ask } from '../ask.ts'
import type { Origin } from '../desk.ts'
import { needsNoPassword } from '../factors/factors.ts'
import { demandPassword } from '../sessions.ts'
import { type Accounts, personIn } from './accounts.ts'
import { accountError } from './errors.ts'

interface Gone {
  readonly state?: 'last_owner'
  readonly email: string | null
  readonly phone: string | null
}

/** Takes the person out of all that is kept, and leaves what others need to stand: rows, references, what happened. */
export async function eraseMe(
  accounts: Accounts,
  ctx: Context,
  { password, token }: { readonly password: string | null; readonly token: string },
  from: Origin,
): Promise<void> {
  const person = personIn(ctx)
  if (!(await needsNoPassword(accounts.desk, ctx, token)))
    await demandPassword(accounts.desk, person, password ?? '', from)
  await inTransaction(ctx, async ({ tx, language, now }) => {
    const gone = (await ask<Gone>(tx, 'erase_person', person))!
    if (gone.state === 'last_owner') throw accountError('person.last_owner')
    const { email, phone } = gone
    const to = email !== null ? { email } : phone !== null ? { phone } : null
    if (to)
      await send(tx, { to, kind: 'erased', language, data: { at: now.toISOString(), phone: phone ?? '' } })
  })
}
