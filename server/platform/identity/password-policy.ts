import type { Executor } from '#db/executor.ts'
import type { Problem } from '#model/problem.ts'
import { ask } from './ask.ts'
import { passwordProblem } from './errors.ts'
import { type PasswordLengths, passwordProblems, policyFor, type Standing } from './password-rules.ts'
import { verifyPassword } from './passwords.ts'

/** What somebody's new password is judged by: `store.password_facts`. */
export interface PasswordFacts {
  readonly user: number
  readonly standing: Standing
  readonly factors: readonly string[]
  /** The hash of today's; null for who never had one. */
  readonly password: string | null
  /** Those before, the latest first. */
  readonly past: readonly string[]
  /** The person's own and their sites'. */
  readonly words: readonly string[]
}

/** Of somebody who proved by other means that they may choose: the code of a reset. */
export const passwordFacts = (tx: Executor, person: number, past: number): Promise<PasswordFacts | null> =>
  ask<PasswordFacts>(tx, 'password_facts', person, past)

/** What is wrong with it; empty: it may be theirs. */
export async function newPasswordProblems(
  lengths: PasswordLengths,
  facts: PasswordFacts,
  wanted: unknown,
): Promise<Problem[]> {
  const { standing, factors, words } = facts
  const weak = passwordProblems(wanted, policyFor(lengths, standing, factors.length > 0), words)
  if (weak.length > 0) return weak
  const password = wanted as string
  if (facts.password !== null && (await verifyPassword(password, facts.password)))
    return [passwordProblem('password.unchanged')]
  return standing !== 'public' && (await isAny(password, facts.past))
    ? [passwordProblem('password.used_before', { count: facts.past.length })]
    : []
}

async function isAny(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(password, hash)) return true
  return false
}
