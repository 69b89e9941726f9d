import { randomToken } from '#base/ids.ts'
import type { Executor } from '#db/executor.ts'
import type { JsonObject } from '#model/json.ts'
import { audit } from '../../audit/audit.ts'
import { addressKey } from '../../limits/address-key.ts'
import { demandBudget } from '../../limits/limits.ts'
import { accountError } from '../accounts/errors.ts'
import { usernameFor } from '../accounts/usernames.ts'
import { ask } from '../ask.ts'
import type { HalfSignedIn, SignedIn } from '../desk.ts'
import type { Asking } from '../factors/factors.ts'
import { tellChange } from '../factors/told.ts'
import { originRow } from '../origin.ts'
import { nobodysHash } from '../passwords.ts'
import { halfway, openSession } from '../sessions.ts'
import { tokenHash } from '../tokens.ts'
import { providerError } from './errors.ts'
import type { Foreigner, ProviderName } from './provider.ts'
import type { Providers } from './providers.ts'

type Visitor = Pick<Asking, 'ctx' | 'from'>

interface Known {
  readonly user?: number
  /** Just now. */
  readonly linked?: boolean
  /** An account here has the address, and may be somebody else's. */
  readonly taken?: boolean
}

/** Whoever their provider says they are: their account here, linked or made where there is none. */
export async function comeIn(
  providers: Providers,
  visitor: Visitor,
  name: ProviderName,
  who: Foreigner,
): Promise<SignedIn | HalfSignedIn> {
  const { db } = providers.desk
  return db.transaction(visitor.ctx.site.id, async (tx) => {
    const { subject, email, vouched } = who
    const known = await ask<Known>(tx, 'foreign_account', name, subject, email, vouched)
    const provider = providers.offered[name]!.label
    if (known?.taken) throw providerError('provider.address_taken', { provider })
    const person = known?.user ?? (await register(providers, tx, visitor, name, who))
    if (known?.linked) await tellChange(tx, visitor, { user: person, email }, `${name}_linked`)
    return (
      (await ticketFor(providers, tx, visitor, person)) ??
      openSession(providers.desk, tx, person, visitor.from)
    )
  })
}

async function register(
  { desk, settings }: Providers,
  tx: Executor,
  { from }: Visitor,
  name: ProviderName,
  { subject, email, firstName, lastName }: Foreigner,
): Promise<number> {
  if (settings.registration === 'closed') throw accountError('registration.closed')
  if (desk.budgets)
    await demandBudget(desk.budgets, 'accounts', addressKey(from.address), settings.accountBudget)
  const profile: JsonObject = {
    username: usernameFor(firstName, lastName),
    email,
    first_name: firstName?.slice(0, 150) ?? null,
    last_name: lastName?.slice(0, 150) ?? null,
  }
  const id = (await ask<number>(tx, 'add_foreign_person', name, subject, profile, nobodysHash))!
  const about = `user:${id}`
  await audit(tx, { kind: 'account.registered', actor: about, about, address: from.address })
  return id
}

/** Somebody with a second factor shows it, wherever they come from. */
async function ticketFor(
  { desk }: Providers,
  tx: Executor,
  { from }: Visitor,
  person: number,
): Promise<HalfSignedIn | null> {
  const ticket = randomToken()
  const origin = originRow(from, randomToken())
  const needed = desk.limits.adminSecondFactor ?? false
  const factors = await ask<string[]>(tx, 'foreign_ticket', person, tokenHash(ticket), origin, needed)
  return factors && halfway(factors, ticket)
}

/** Links it to somebody who is signed in, and has asked for that. */
export async function link(
  { desk, offered }: Providers,
  visitor: Visitor,
  name: ProviderName,
  who: Foreigner,
  person: number,
): Promise<void> {
  await desk.db.transaction(visitor.ctx.site.id, async (tx) => {
    const profile = await ask<{ email: string | null }>(tx, 'link_foreign', person, name, who.subject)
    if (!profile) throw providerError('provider.linked_elsewhere', { provider: offered[name]!.label })
    await tellChange(tx, visitor, { user: person, email: profile.email }, `${name}_linked`)
  })
}
