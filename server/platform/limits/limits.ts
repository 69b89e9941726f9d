import type { Budget } from '#base/budget.ts'
import { httpError } from '#http/errors.ts'

/** What one taking found. */
export interface Taken {
  readonly granted: boolean
  /** How many more may be taken before the window ends. */
  readonly left: number
  /** Until the window ends. */
  readonly seconds: number
}

/**
 * How often something may happen. A window begins with the first taking and ends `budget.seconds` later; of all
 * takings within it exactly `budget.most` are granted, over parallel requests and over processes.
 */
export interface Limits {
  /** `name` says what is counted, `key` for whom: `take('sign_in', addressKey(request.ip), { most: 300, seconds: 60 })`. */
  take(name: string, key: string, budget: Budget): Promise<Taken>
  close(): Promise<void>
}

/** Takes one, or throws 429 with what to wait. No budget: no limit. */
export async function demandBudget(
  limits: Limits,
  name: string,
  key: string,
  budget: Budget | undefined,
): Promise<void> {
  if (!budget) return
  const { granted, seconds } = await limits.take(name, key, budget)
  if (granted) return
  const wait = Math.max(1, Math.ceil(seconds))
  throw httpError('http.too_many', { seconds: wait }, { more: { retry_after: wait } })
}
