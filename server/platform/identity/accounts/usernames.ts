import { randomInt } from 'node:crypto'
import { fold } from '#model/fold.ts'
import type { Problem } from '#model/problem.ts'
import { accountProblem } from './errors.ts'

/** What stands in an address of `/api/users/` where a user name could. */
const routeWords: ReadonlySet<string> = new Set(
  'login logout register me password verify mfa oauth pin bulk count create export history import imports new restore schema search stream trash compte_effacé'.split(
    ' ',
  ),
)

export const usernameProblem = (username: string | null | undefined): Problem | null =>
  username && (routeWords.has(username.toLowerCase()) || /^compte_effacé_/i.test(username))
    ? accountProblem('username.reserved')
    : null

/** For who chose none. Never out of the e-mail or the phone: a user name is for everybody to see. */
export function usernameFor(firstName: string | null, lastName: string | null): string {
  const words = [firstName, lastName].map((name) => fold(name ?? '').replace(/[^a-z0-9]+/g, ''))
  const name = words
    .filter((word) => word !== '')
    .join('.')
    .slice(0, 100)
  return `${/^[a-z]/.test(name) ? name : 'membre'}.${randomInt(10_000, 1_000_000)}`
}
