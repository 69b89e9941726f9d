import { randomToken } from '#base/ids.ts'
import type { Site } from '#engine/context.ts'
import { phoneNumber } from '#model/phones.ts'
import { ask } from './ask.ts'
import { type Desk, type Origin, type Profile, type SignedIn, sessionLife, ticketLife } from './desk.ts'
import { identityError } from './errors.ts'
import { hashPassword, isOutdated, nobodysHash, verifyPassword } from './passwords.ts'
import { tokenHash } from './tokens.ts'

export interface Credentials {
  /** E-mail, phone (international, or national in the site's country) or user name. */
  readonly login?: unknown
  readonly password?: unknown
}

/**
 * A session, out of a login and a password. Whatever is wrong, the answer and its time are the same; after too
 * many tries, 423; where the password must change, 403 with a ticket for `changePassword`.
 */
export async function signIn(desk: Desk, site: Site, input: Credentials, from: Origin): Promise<SignedIn> {
  const { login, password } = input
  if (typeof login !== 'string' || typeof password !== 'string' || !login.trim() || !password)
    throw identityError('login.incomplete')
  const names = namesIn(login, site.country)
  return desk.inTurn(`${names.login} ${from.address}`, () => attempt(desk, names, password, from))
}

interface Names {
  /** What the tries are counted by; a phone in its international form, however it was typed. */
  readonly login: string
  readonly phone: string | null
}

function namesIn(login: string, country: string): Names {
  const plain = login.normalize('NFC').replaceAll('\0', '').trim().toLowerCase().slice(0, 254)
  const phone = phoneNumber(plain, country)
  return { login: phone ?? plain, phone }
}

interface Begun {
  readonly locked?: number
  readonly user: number | null
  readonly password: string | null
  readonly mustChange: boolean | null
  readonly administrator: boolean | null
}

async function attempt(desk: Desk, names: Names, password: string, from: Origin): Promise<SignedIn> {
  const begun = await begin(desk, names, from)
  const right = await verifyPassword(password, begun.password ?? nobodysHash)
  const user = right ? await finish(desk, names, begun, password, from) : null
  if (!user) return fail(desk, names, begun, from)
  return user
}

async function begin({ db, limits }: Desk, names: Names, from: Origin): Promise<Begun> {
  const tries = [limits.maxLoginAttempts, limits.lockoutMinutes * 60]
  const begun = (await ask<Begun>(
    db.site(0),
    'begin_sign_in',
    names.login,
    names.phone,
    from.address,
    ...tries,
  ))!
  if (begun.locked === undefined) return begun
  const minutes = Math.ceil(begun.locked / 60)
  throw identityError('login.locked', { minutes }, { more: { retry_after: begun.locked } })
}

async function fail({ db }: Desk, names: Names, begun: Begun, from: Origin): Promise<never> {
  await ask(db.site(0), 'fail_sign_in', names.login, from.address, from.userAgent, begun.user)
  throw identityError('login.invalid')
}

/** Null where the password was changed while it was compared. */
async function finish(desk: Desk, names: Names, begun: Begun, password: string, from: Origin) {
  const token = randomToken()
  const better = isOutdated(begun.password!) ? await hashPassword(password) : null
  const life = begun.mustChange ? ticketLife : sessionLife(desk.limits, begun.administrator === true)
  const user = await ask<Profile>(
    desk.db.site(0),
    'finish_sign_in',
    names.login,
    from.address,
    from.userAgent,
    begun.user,
    begun.password,
    tokenHash(token),
    begun.mustChange ? 'password_change' : 'session',
    ...life,
    better,
  )
  if (user && begun.mustChange)
    throw identityError('password.change_required', {}, { more: { ticket: token } })
  return user && { token, user }
}

/** Ends the session, or all of its owner's; each process sees it at its next request. */
export const signOut = async ({ db }: Desk, token: string, everywhere = false): Promise<void> => {
  await ask(db.site(0), 'end_session', tokenHash(token), everywhere)
}

/** The profile of whoever holds the token. */
export async function me({ db }: Desk, token: string): Promise<Profile> {
  const profile = await ask<Profile>(db.site(0), 'my_profile', tokenHash(token))
  if (!profile) throw identityError('session.ended')
  return profile
}
