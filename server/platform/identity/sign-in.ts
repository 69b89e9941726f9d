import type { Executor } from '#db/executor.ts'
import type { Site } from '#engine/context.ts'
import { phoneNumber } from '#model/phones.ts'
import { ask } from './ask.ts'
import type { Desk, HalfSignedIn, Origin, Profile, SignedIn } from './desk.ts'
import { identityError } from './errors.ts'
import { demandTurn, lockedFor, triesOf } from './locked.ts'
import { originRow } from './origin.ts'
import { hashPassword, isOutdated, nobodysHash, verifyPassword } from './passwords.ts'
import { type Entered, halfway, type Keys, newKeys, rulesOf, signedIn, type Ticket } from './sessions.ts'
import { tokenHash } from './tokens.ts'

export interface Credentials {
  /** E-mail, phone (international, or national in the site's country) or user name. */
  readonly login: string
  readonly password: string
}

/**
 * A session, out of a login and a password; or, where a second factor is asked for, half of one. Whatever is wrong, the
 * answer and its time are the same; after too many tries, 423; where the password must change, 403 with a ticket for
 * `changePassword`.
 */
export async function signIn(
  desk: Desk,
  site: Site,
  input: Credentials,
  from: Origin,
): Promise<SignedIn | HalfSignedIn> {
  await demandTurn(desk, from)
  const names = namesIn(input.login, site.country)
  const at: Attempt = { desk, site: site.id, names, from, keys: newKeys() }
  return desk.inTurn(`${names.login} ${from.address}`, () => attempt(at, input.password))
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

interface Attempt {
  readonly desk: Desk
  readonly site: number
  readonly names: Names
  readonly from: Origin
  readonly keys: Keys
}

interface Begun {
  readonly locked?: number
  readonly user: number | null
  /** Of nobody in particular where there is no such account. */
  readonly password: string | null
  /** What the try was counted by, besides the login. */
  readonly place: string
}

async function attempt(at: Attempt, password: string): Promise<SignedIn | HalfSignedIn> {
  const begun = await begin(at)
  const matches = await verifyPassword(password, begun.password ?? nobodysHash)
  if (matches && begun.user !== null) {
    const better = isOutdated(begun.password!) ? await hashPassword(password) : null
    const done = await at.desk.db.transaction(at.site, (tx) => finish(at, tx, { ...begun, better }))
    if (done) return come(done)
  }
  const origin = originRow(at.from, at.keys.device)
  await ask(at.desk.db.site(at.site), 'fail_sign_in', at.names.login, origin, begun.user)
  throw identityError('login.invalid')
}

async function begin({ desk, site, names, from, keys }: Attempt): Promise<Begun> {
  const origin = originRow(from, keys.device)
  const house = desk.db.site(site)
  const begun = await ask<Begun>(house, 'begin_sign_in', names.login, names.phone, origin, triesOf(desk))
  if (begun!.locked !== undefined) throw lockedFor(begun!.locked)
  return begun!
}

/** What the database answers to a right password. */
type Finished = Entered | Ticket

type Done = SignedIn | HalfSignedIn | { readonly mustChange: string }

/** Null where the password was changed while it was compared. */
async function finish(at: Attempt, tx: Executor, compared: object): Promise<Done | null> {
  const { desk, names, from, keys } = at
  const done = await ask<Finished>(
    tx,
    'finish_sign_in',
    names.login,
    originRow(from, keys.device),
    compared,
    tokenHash(keys.token),
    rulesOf(desk, from),
  )
  if (!done || !('ticket' in done)) return done && signedIn(tx, done, keys, from)
  return done.ticket === 'second_factor' ? halfway(done.factors, keys.token) : { mustChange: keys.token }
}

/** Thrown once the ticket is written. */
function come(done: Done): SignedIn | HalfSignedIn {
  if (!('mustChange' in done)) return done
  throw identityError('password.change_required', {}, { more: { ticket: done.mustChange } })
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
