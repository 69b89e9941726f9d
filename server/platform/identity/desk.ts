import type { Config } from '#base/config.ts'
import type { SignInSetting } from '#base/sign-in-setting.ts'
import type { Database } from '#db/executor.ts'
import type { Limits } from '../limits/limits.ts'
import { inLineByName } from './in-line.ts'

/** Where people sign in: what all of it needs. One per process. */
export interface Desk {
  readonly db: Database
  readonly limits: DeskSettings
  readonly budgets: Limits | undefined
  /**
   * Tries of one login from one address wait for each other, so that a shop's ten tills that sign in at once are
   * not ten tries. What counts over all processes is counted by the database.
   */
  readonly inTurn: ReturnType<typeof inLineByName>
}

export type DeskSettings = Omit<SignInSetting, 'signInBudget'> &
  Partial<Pick<Config, 'https' | 'adminSecondFactor' | 'signInBudget'>>

/** As an installation has them that sets nothing. */
export const usual: DeskSettings = {
  maxLoginAttempts: 5,
  lockoutMinutes: 15,
  slowdownAfter: 10,
  sessionTimeoutSeconds: 3600,
  publicTokenDays: 30,
  passwordMin: 8,
  staffPasswordMin: 12,
  staffPasswordMinAlone: 15,
  passwordHistory: 5,
  passwordExpiryDays: 0,
}

/** `budgets`: where the sign-ins of an address are counted; without it they are not. */
export const openDesk = (db: Database, limits: Partial<DeskSettings> = {}, budgets?: Limits): Desk => ({
  db,
  limits: { ...usual, ...limits },
  budgets,
  inTurn: inLineByName(),
})

/** Where a person comes from, as the log of sign-ins keeps it. */
export interface Origin {
  readonly address: string
  readonly userAgent: string | null
  /** The device's token, which it keeps between sessions; none from a device that nobody has signed in on. */
  readonly device?: string | null
  /** A browser's cookie lives as long as the sessions of staff, whoever holds it. */
  readonly session?: 'token' | 'cookie'
}

/** What `/api/users/me/` shows: the person's own fields. */
export type Profile = Readonly<Record<string, unknown>> & { readonly id: number; readonly username: string }

export interface SignedIn {
  readonly token: string
  readonly user: Profile
  /** To be kept by the device and sent as `X-Device`; only where it held none that is known. */
  readonly device?: string
}

/** The password was right; a second factor is still asked for, with this ticket. */
export interface HalfSignedIn {
  readonly mfa: 'totp' | 'passkey' | 'enrol'
  readonly ticket: string
}
