import type { Problem } from '#model/problem.ts'
import { folded, isCommon } from './common-passwords.ts'
import type { DeskSettings } from './desk.ts'
import { passwordProblem } from './errors.ts'

/** Longer ones are refused rather than cut; nobody types them, and hashing them would cost everybody. */
const longest = 256

/** What a password must be: for the public, or for those whom a site trusts with more. */
export interface PasswordPolicy {
  readonly min: number
}

/** Nobody's, a member's, an administrator's: as `store.standing` tells them apart. */
export type Standing = 'public' | 'staff' | 'administrator'

export type PasswordLengths = Pick<DeskSettings, 'passwordMin' | 'staffPasswordMin' | 'staffPasswordMinAlone'>

/** Staff need fewer characters where the password is not all that stands between a thief and the house. */
export function policyFor(
  lengths: PasswordLengths,
  standing: Standing,
  hasSecondFactor = false,
): PasswordPolicy {
  if (standing === 'public') return { min: lengths.passwordMin }
  const { staffPasswordMin, staffPasswordMinAlone } = lengths
  return { min: hasSecondFactor ? staffPasswordMin : Math.max(staffPasswordMin, staffPasswordMinAlone) }
}

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
  if (new Set(password).size < 4) return [passwordProblem('password.too_simple')]
  return isCommon(password) ? [passwordProblem('password.common')] : []
}

/** With figures and a few letters around it. Another word beside it is another matter: « newpass123 » of « new ». */
function isContained(word: string | null | undefined, password: string): boolean {
  const own = folded(word?.split('@')[0] ?? '')
  if (own.length < 3) return false
  const whole = folded(password)
  const left = whole.replaceAll(own, '')
  return left.length < Math.min(whole.length, 8) && left.replace(/[^\p{L}]/gu, '').length < 4
}
