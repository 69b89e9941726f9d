import { randomToken } from '#base/ids.ts'
import type { Executor } from '#db/executor.ts'
import type { Language } from '#model/language.ts'
import { tellOfDevice } from './alerts.ts'
import { ask } from './ask.ts'
import type { Desk, DeskSettings, HalfSignedIn, Origin, Profile, SignedIn } from './desk.ts'
import { identityError } from './errors.ts'
import { originRow } from './origin.ts'
import { tokenHash } from './tokens.ts'

export { demandPassword } from './confirm.ts'
export { heldToken, originOf } from './origin.ts'

/**
 * A new session for somebody who has proved who they are by other means than a password alone: a second factor, a
 * provider, a registration. Whether they are staff decides how long it lives. The attempt is written down, the device
 * becomes known, and an alert is sent where it was not.
 */
export async function openSession(desk: Desk, tx: Executor, person: number, from: Origin): Promise<SignedIn> {
  const keys = newKeys()
  const lives = livesOf(desk.limits, from)
  const entered = await ask<Entered>(
    tx,
    'enter',
    person,
    tokenHash(keys.token),
    lives,
    originRow(from, keys.device),
  )
  if (!entered) throw identityError('session.ended')
  return signedIn(tx, entered, keys, from)
}

/** What the database answers to whoever comes in. */
export interface Entered {
  readonly user: Profile
  /** The device got a token of ours. */
  readonly device: boolean
  /** The person has come in before, but never from this device. */
  readonly alert: boolean
  /** The site's. */
  readonly language: Language
}

/** The same, to whoever is only halfway. */
export interface Ticket {
  readonly ticket: 'password_change' | 'second_factor'
  readonly factors: readonly string[]
  readonly user: Profile
  readonly language: Language
}

/** Made before they are needed: the database keeps their hashes alone. */
export interface Keys {
  readonly token: string
  readonly device: string
}

export const newKeys = (): Keys => ({ token: randomToken(), device: randomToken(16) })

/** What somebody holds who has come in; in the transaction in which they did. */
export async function signedIn(tx: Executor, entered: Entered, keys: Keys, from: Origin): Promise<SignedIn> {
  const { user, device, alert, language } = entered
  if (alert) await tellOfDevice(tx, user, from, language)
  return { token: keys.token, user, ...(device && { device: keys.device }) }
}

/** The factor that is asked for first; an administrator who must have one, and has none, is to enrol the first. */
export const halfway = (factors: readonly string[], ticket: string): HalfSignedIn => ({
  mfa: (factors[0] ?? 'enrol') as HalfSignedIn['mfa'],
  ticket,
})

/** What a right password leads to: passwords that are too old, factors that must be there, how long a session lives. */
export const rulesOf = ({ limits }: Desk, from: Origin) => ({
  expiry: limits.passwordExpiryDays,
  administratorsNeedFactors: limits.adminSecondFactor ?? false,
  lives: livesOf(limits, from),
})

type Life = readonly [idle: number, whole: number]

const hour = 3600
const day = 24 * hour

/** Seconds that a session lives without being used, and at most, by what its holder is. */
export function livesOf(limits: DeskSettings, from: Pick<Origin, 'session'>): Record<string, Life> {
  const idle = limits.sessionTimeoutSeconds
  const staff: Life = [idle, day]
  const kept: Life = [limits.publicTokenDays * day, 365 * day]
  return { public: from.session === 'cookie' ? staff : kept, staff, administrator: [idle, 12 * hour] }
}
