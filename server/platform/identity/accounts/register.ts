import { type Context, inTransaction } from '#engine/context.ts'
import { form, secret } from '#model/form.ts'
import type { Problems } from '#model/problem.ts'
import { audit } from '../../audit/audit.ts'
import { addressKey } from '../../limits/address-key.ts'
import { demandBudget } from '../../limits/limits.ts'
import { sayTaken } from '../administrators.ts'
import { ask } from '../ask.ts'
import type { Origin, SignedIn } from '../desk.ts'
import { sessionKind } from '../entry.ts'
import { passwordProblem } from '../errors.ts'
import { own } from '../forms.ts'
import { passwordProblems, policyFor } from '../password-rules.ts'
import { hashPassword } from '../passwords.ts'
import { openSession } from '../sessions.ts'
import type { Accounts } from './accounts.ts'
import { accountError, accountProblem } from './errors.ts'
import { usernameFor, usernameProblem } from './usernames.ts'
import { beginVerification } from './verify.ts'

const { username, email, first_name, last_name, telephone } = own

export const registrationForm = form({
  username: { ...username!, required: false },
  email: email!,
  first_name: first_name!,
  last_name: last_name!,
  telephone: telephone!,
  password: secret({ label: { fr: 'Mot de passe', en: 'Password' }, required: true }),
  password_confirm: secret({
    label: { fr: 'Le mot de passe, encore une fois', en: 'The password, once more' },
    required: true,
  }),
  session: sessionKind,
})

type Text = string | null

export interface Registration {
  readonly username: Text
  readonly email: Text
  readonly first_name: Text
  readonly last_name: Text
  readonly telephone: Text
  readonly password: string
  readonly password_confirm: string
}

/**
 * An account that somebody makes themselves, and a first session. It gives no right on any table but what anybody who
 * is signed in has: members are made by administrators.
 */
export async function register(
  accounts: Accounts,
  ctx: Context,
  wanted: Registration,
  from: Origin,
): Promise<SignedIn> {
  const { desk, limits, settings } = accounts
  if (settings.registration === 'closed') throw accountError('registration.closed')
  await demandBudget(limits, 'accounts', addressKey(from.address), settings.accountBudget)
  const errors = problemsIn(accounts, wanted)
  if (Object.keys(errors).length > 0) throw accountError('registration.invalid', {}, { errors })
  const { password, password_confirm: _, ...person } = wanted
  const hashed = await hashPassword(password)
  const profile = { ...person, username: person.username ?? usernameFor(person.first_name, person.last_name) }
  return inTransaction(ctx, async (inner) => {
    const id = (await ask<number>(inner.tx, 'register_person', profile, hashed).catch(sayTaken))!
    const about = `user:${id}`
    await audit(inner.tx, { kind: 'account.registered', actor: about, about, address: from.address })
    await beginVerification(accounts, inner, id, person.email === null ? 'telephone' : 'email')
    return openSession(desk, inner.tx, id, from)
  })
}

function problemsIn({ desk }: Accounts, wanted: Registration): Problems {
  const { username, email, first_name, last_name, telephone, password, password_confirm: again } = wanted
  const errors: Problems = {}
  const reserved = usernameProblem(username)
  if (reserved) errors.username = [reserved]
  if (email === null && telephone === null) errors.email = [accountProblem('contact.required')]
  const words = [username, email, first_name, last_name, telephone]
  const weak = passwordProblems(password, policyFor(desk.limits, 'public'), words)
  if (weak.length > 0) errors.password = weak
  if (again !== password) errors.password_confirm = [passwordProblem('password.not_the_same')]
  return errors
}
