import type { Problem } from '#model/problem.ts'
import { passwordProblem } from './errors.ts'

/** Longer ones are refused rather than cut; nobody types them, and hashing them would cost everybody. */
const longest = 256

/** What a password must be: for the public, or for those whom a site trusts with more. */
export interface PasswordPolicy {
  readonly min: number
}
export const publicPolicy: PasswordPolicy = { min: 8 }
export const staffPolicy: PasswordPolicy = { min: 12 }

/** Nobody is asked for figures and capitals: length, and not being guessed, are what counts. */
export function passwordProblems(
  password: unknown,
  policy: PasswordPolicy,
  ownWords: readonly (string | null | undefined)[] = [],
): Problem[] {
  if (typeof password !== 'string' || password === '') return [passwordProblem('password.required')]
  const length = [...password].length
  if (length < policy.min) return [passwordProblem('password.too_short', { min: policy.min })]
  if (length > longest) return [passwordProblem('password.too_long', { max: longest })]
  if (ownWords.some((word) => isContained(word, password))) return [passwordProblem('password.own_words')]
  return new Set(password).size < 4 ? [passwordProblem('password.too_simple')] : []
}

function isContained(word: string | null | undefined, password: string): boolean {
  const own = word?.split('@')[0]?.toLowerCase() ?? ''
  const left = password.toLowerCase().replace(own, '')
  return own.length >= 3 && left.length < password.length && left.length < 8
}
