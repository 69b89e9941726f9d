import type { Config } from '#base/config.ts'
import { accessError } from '#engine/access/errors.ts'
import type { Context } from '#engine/context.ts'
import type { Limits } from '../../limits/limits.ts'
import type { Desk } from '../desk.ts'

/** What people do with their own accounts needs these. One per process. */
export interface Accounts {
  readonly desk: Desk
  readonly limits: Limits
  readonly settings: AccountSettings
}

export type AccountSettings = Pick<
  Config,
  'secretKey' | 'registration' | 'passwordResetSeconds' | 'accountBudget'
>

/** Who is asking, where only a person can. */
export function personIn({ actor }: Context): number {
  if (actor.kind !== 'user') throw accessError('auth.required')
  return actor.id
}
