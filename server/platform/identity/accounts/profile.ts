import { type Context, inTransaction, localeOf } from '#engine/context.ts'
import { formInPart, secret } from '#model/form.ts'
import type { JsonObject } from '#model/json.ts'
import type { Problems } from '#model/problem.ts'
import { sameJson } from '#model/same-json.ts'
import { send } from '../../messages/send.ts'
import { sayTaken } from '../administrators.ts'
import { ask } from '../ask.ts'
import type { Origin, Profile } from '../desk.ts'
import { needsNoPassword } from '../factors/factors.ts'
import { own } from '../forms.ts'
import { demandPassword } from '../sessions.ts'
import { type Accounts, personIn } from './accounts.ts'
import type { Channel } from './codes.ts'
import { accountError, accountProblem } from './errors.ts'
import { usernameProblem } from './usernames.ts'
import { beginVerification } from './verify.ts'

/** What opens the account, or lets it be opened again: changing it asks for the password. */
const guarded = ['username', 'email', 'telephone'] as const

export const profileForm = formInPart({
  ...own,
  password: secret({
    label: { fr: 'Mot de passe', en: 'Password' },
    help: {
      fr: 'Seulement pour changer de nom d’utilisateur, d’e-mail ou de téléphone',
      en: 'Only to change the user name, the e-mail or the phone',
    },
  }),
})

/** What was read may be sent back: what is as it was is no change, even where it cannot be changed. */
export async function changeProfile(
  accounts: Accounts,
  ctx: Context,
  input: JsonObject,
  token: string,
  from: Origin,
): Promise<Profile> {
  const person = personIn(ctx)
  const was = (await ask<JsonObject>(ctx.tx, 'own_profile', person))!
  const { password, ...changes } = read(ctx, was, input)
  refuse(problemsIn(was, changes))
  const isGuarded = guarded.some((name) => name in changes)
  if (isGuarded && !(await needsNoPassword(accounts.desk, ctx, token))) {
    if (typeof password !== 'string') refuse({ password: [accountProblem('profile.password_needed')] })
    await demandPassword(accounts.desk, person, String(password), from)
  }
  return inTransaction(ctx, async (inner) => {
    const profile = (await ask<Profile>(inner.tx, 'write_profile', person, changes).catch(sayTaken))!
    await tellOfContacts(accounts, inner, person, was, changes, from)
    return profile
  })
}

function read(ctx: Context, was: JsonObject, input: JsonObject): JsonObject {
  const changed = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !sameJson(was[name], value)),
  )
  const fixed = Object.keys(changed).filter((name) => name in was && !(name in own))
  if (fixed.length > 0)
    refuse(Object.fromEntries(fixed.map((name) => [name, [accountProblem('profile.readonly')]])))
  const parsed = profileForm.parse(changed, localeOf(ctx))
  if ('problems' in parsed) throw accountError('profile.invalid', {}, { errors: parsed.problems })
  const values = parsed.values as JsonObject
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !sameJson(was[name], value)))
}

function problemsIn(was: JsonObject, changes: JsonObject): Problems {
  const errors: Problems = {}
  const reserved = usernameProblem(changes.username as string | undefined)
  if (reserved) errors.username = [reserved]
  const after = { ...was, ...changes }
  const lost = (['email', 'telephone'] as const).filter((name) => name in changes && changes[name] === null)
  if (after.email === null && after.telephone === null)
    for (const name of lost) errors[name] = [accountProblem('contact.required')]
  return errors
}

function refuse(errors: Problems): void {
  if (Object.keys(errors).length > 0) throw accountError('profile.invalid', {}, { errors })
}

/** The former contact hears of it; the new one gets a code. */
async function tellOfContacts(
  accounts: Accounts,
  ctx: Context,
  person: number,
  was: JsonObject,
  changes: JsonObject,
  from: Origin,
): Promise<void> {
  for (const channel of ['email', 'telephone'] as const satisfies Channel[]) {
    if (!(channel in changes)) continue
    const former = was[channel]
    if (typeof former === 'string') {
      const to = channel === 'email' ? { email: former } : { phone: former }
      const data = { at: ctx.now.toISOString(), address: from.address }
      await send(ctx.tx, { to, kind: 'contact_changed', language: ctx.language, data })
    }
    if (changes[channel] !== null) await beginVerification(accounts, ctx, person, channel)
  }
}
