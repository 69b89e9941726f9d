import type { Config } from '#base/config.ts'
import type { Database } from '#db/executor.ts'
import { inLineByName } from './in-line.ts'

/** Where people sign in: what all of it needs. One per process. */
export interface Desk {
  readonly db: Database
  readonly limits: Limits
  /**
   * Tries of one login from one address wait for each other, so that a shop's ten tills that sign in at once are
   * not ten tries. What counts over all processes is counted by the database.
   */
  readonly inTurn: ReturnType<typeof inLineByName>
}

export type Limits = Pick<Config, 'maxLoginAttempts' | 'lockoutMinutes' | 'sessionTimeoutSeconds'>

export const openDesk = (db: Database, limits: Limits): Desk => ({ db, limits, inTurn: inLineByName() })

/** Where a person comes from, as the log of sign-ins keeps it. */
export interface Origin {
  readonly address: string
  readonly userAgent: string | null
}

/** What `/api/users/me/` shows: the person's own fields. */
export type Profile = Readonly<Record<string, unknown>> & { readonly id: number; readonly username: string }

export interface SignedIn {
  readonly token: string
  readonly user: Profile
}

const hour = 3600

/** How long a session lives without being used, and at most. */
export const sessionLife = (
  limits: Limits,
  administrator: boolean,
): readonly [idle: number, whole: number] => [limits.sessionTimeoutSeconds, (administrator ? 12 : 24) * hour]

/** A ticket to choose a new password with. */
export const ticketLife = [600, 600] as const
