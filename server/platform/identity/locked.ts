import { addressKey } from '../limits/address-key.ts'
import { demandBudget } from '../limits/limits.ts'
import type { Desk, Origin } from './desk.ts'
import { identityError } from './errors.ts'

/** What tries are counted under, where no device is known. */
export const addressOf = ({ address }: Origin): string => addressKey(address)

/** How many tries, how long the lock, and from when on strangers wait. */
export const triesOf = ({ limits }: Desk) => ({
  most: limits.maxLoginAttempts,
  lock: limits.lockoutMinutes * 60,
  free: limits.slowdownAfter,
})

export const lockedFor = (seconds: number) =>
  identityError('login.locked', { minutes: Math.ceil(seconds / 60) }, { more: { retry_after: seconds } })

/** The ceiling of an address, whoever it comes in as, and by whichever door; 429 above it. */
export async function demandTurn({ budgets, limits }: Desk, from: Origin): Promise<void> {
  if (budgets) await demandBudget(budgets, 'sign_in', addressOf(from), limits.signInBudget)
}
