import type { Executor } from '#db/executor.ts'
import { ask } from '../ask.ts'
import type { SignedIn } from '../desk.ts'
import { identityError } from '../errors.ts'
import { openSession } from '../sessions.ts'
import { tokenHash } from '../tokens.ts'
import type { Asking, Factors, Owner } from './factors.ts'

/** The ticket's end, and the session that it was for. Of two that come with it, one passes. */
export async function passTicket(
  { desk }: Factors,
  tx: Executor,
  { token, from }: Asking,
): Promise<SignedIn> {
  const person = await ask<number>(tx, 'end_ticket', tokenHash(token))
  if (person === null) throw identityError('session.ended')
  return openSession(desk, tx, person, from)
}

/** What enrolling answers. */
export interface Enrolled {
  /** With the first factor; shown once. */
  readonly codes: readonly string[] | null
  /** Where a factor was asked for on the way in: the way is free now. */
  readonly signedIn: SignedIn | null
}

export const enrolled = async (
  factors: Factors,
  tx: Executor,
  asking: Asking,
  { kind }: Owner,
  codes: readonly string[] | null,
): Promise<Enrolled> => ({
  codes,
  signedIn: kind === 'second_factor' ? await passTicket(factors, tx, asking) : null,
})
