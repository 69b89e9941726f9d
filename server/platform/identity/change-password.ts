import { randomToken } from '#base/ids.ts'
import type { Problems } from '#model/problem.ts'
import { ask } from './ask.ts'
import { type Desk, type Origin, type Profile, type SignedIn, sessionLife } from './desk.ts'
import { identityError, passwordProblem } from './errors.ts'
import { passwordProblems, publicPolicy, staffPolicy } from './password-rules.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { tokenHash } from './tokens.ts'

export interface PasswordChange {
  readonly old_password?: unknown
  readonly new_password?: unknown
  readonly new_password_confirm?: unknown
}

interface Mine {
  readonly user: number
  readonly username: string
  readonly email: string | null
  readonly password: string
  readonly kind: 'session' | 'password_change'
  readonly administrator: boolean
}

/**
 * A new password, for whoever holds a session (and knows the old one) or the ticket of a 403. Every session of
 * theirs ends, on every process; the answer carries a new one.
 */
export async function changePassword(
  desk: Desk,
  token: string,
  input: PasswordChange,
  from: Origin,
): Promise<SignedIn> {
  const hash = tokenHash(token)
  const mine = await ask<Mine>(desk.db.site(0), 'my_password', hash)
  if (!mine) throw identityError('session.ended')
  return desk.inTurn(`password of ${mine.user}`, async () => {
    const errors = await problemsOf(mine, input)
    if (Object.keys(errors).length > 0) throw identityError('password.invalid', {}, { errors })
    return change(desk, hash, mine, input.new_password as string, from)
  })
}

async function problemsOf(mine: Mine, input: PasswordChange): Promise<Problems> {
  const { old_password: old, new_password: wanted, new_password_confirm: again } = input
  const errors: Problems = {}
  if (mine.kind === 'session' && !(await isPassword(old, mine))) {
    return { old_password: [passwordProblem(old ? 'password.wrong' : 'password.required')] }
  }
  const policy = mine.administrator ? staffPolicy : publicPolicy
  const weak = passwordProblems(wanted, policy, [mine.username, mine.email])
  if (weak.length > 0) errors.new_password = weak
  else if (await isPassword(wanted, mine)) errors.new_password = [passwordProblem('password.unchanged')]
  if (again !== wanted) errors.new_password_confirm = [passwordProblem('password.not_the_same')]
  return errors
}

const isPassword = async (given: unknown, mine: Mine): Promise<boolean> =>
  typeof given === 'string' && (await verifyPassword(given, mine.password))

async function change(
  desk: Desk,
  hash: string,
  mine: Mine,
  password: string,
  from: Origin,
): Promise<SignedIn> {
  const token = randomToken()
  const life = sessionLife(desk.limits, mine.administrator)
  const user = await ask<Profile>(
    desk.db.site(0),
    'change_password',
    hash,
    mine.password,
    await hashPassword(password),
    tokenHash(token),
    ...life,
    from.address,
    from.userAgent,
  )
  if (!user) throw identityError('session.ended')
  return { token, user }
}
