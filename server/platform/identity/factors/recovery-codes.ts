import { oneTimePassword } from '#base/ids.ts'
import { tokenHash } from '../tokens.ts'

const howMany = 10

export interface RecoveryCodes {
  /** Shown once. */
  readonly codes: readonly string[]
  /** What is kept: of 80 random bits, a plain hash tells nothing. */
  readonly hashes: readonly string[]
}

export function newRecoveryCodes(): RecoveryCodes {
  const codes = Array.from({ length: howMany }, oneTimePassword)
  return { codes, hashes: codes.map(recoveryHash) }
}

/** However it was typed: capitals, spaces, without its dashes. */
export const recoveryHash = (typed: string): string =>
  tokenHash(typed.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
