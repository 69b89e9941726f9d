import type { Executor } from '#db/executor.ts'
import type { Problems } from '#model/problem.ts'
import { tellOfPassword } from './alerts.ts'
import { ask } from './ask.ts'
import { isTheirs } from './confirm.ts'
import type { Desk, HalfSignedIn, Origin, SignedIn } from './desk.ts'
import { identityError, passwordProblem } from './errors.ts'
import { originRow } from './origin.ts'
import { newPasswordProblems, type PasswordFacts } from './password-policy.ts'
import { hashPassword } from './passwords.ts'
import { type Entered, halfway, newKeys, rulesOf, signedIn, type Ticket } from './sessions.ts'
import { tokenHash } from './tokens.ts'

export interface PasswordChange {
  readonly old_password?: unknown
  readonly new_password?: unknown
  readonly new_password_confirm?: unknown
}

interface Mine extends PasswordFacts {
  readonly password: string
  readonly kind: 'session' | 'password_change'
}

/** Who changes it: the holder of a session or ticket, from somewhere, at a site. */
export interface Changing {
  readonly desk: Desk
  readonly token: string
  readonly from: Origin
  readonly site?: number
}

/**
 * A new password, for whoever holds a session (and knows the old one) or the ticket of a 403. Every session of
 * theirs ends, on every process; the answer carries a new one, or asks for the second factor that is still due.
 */
export async function changePassword(
  changing: Changing,
  input: PasswordChange,
): Promise<SignedIn | HalfSignedIn> {
  const { desk, token } = changing
  const house = desk.db.site(0)
  const mine = await ask<Mine>(house, 'my_password', tokenHash(token), desk.limits.passwordHistory)
  if (!mine) throw identityError('session.ended')
  return desk.inTurn(`password of ${mine.user}`, async () => {
    const errors = await problemsOf(changing, mine, input)
    if (Object.keys(errors).length > 0) throw identityError('password.invalid', {}, { errors })
    const hashed = await hashPassword(input.new_password as string)
    return desk.db.transaction(changing.site ?? 0, (tx) => change(tx, changing, mine, hashed))
  })
}

async function problemsOf({ desk, from }: Changing, mine: Mine, input: PasswordChange): Promise<Problems> {
  const { old_password: old, new_password: wanted, new_password_confirm: again } = input
  const errors: Problems = {}
  const given = typeof old === 'string' ? old : ''
  if (mine.kind === 'session' && !(await isTheirs(desk, mine.user, given, from))) {
    return { old_password: [passwordProblem(given ? 'password.wrong' : 'password.required')] }
  }
  const weak = await newPasswordProblems(desk.limits, mine, wanted)
  if (weak.length > 0) errors.new_password = weak
  if (again !== wanted) errors.new_password_confirm = [passwordProblem('password.not_the_same')]
  return errors
}

type Changed = Entered | Ticket

async function change(
  tx: Executor,
  { desk, token, from }: Changing,
  mine: Mine,
  hashed: string,
): Promise<SignedIn | HalfSignedIn> {
  const keys = newKeys()
  const changed = await ask<Changed>(
    tx,
    'change_password',
    tokenHash(token),
    mine.password,
    hashed,
    tokenHash(keys.token),
    rulesOf(desk, from),
    originRow(from, keys.device),
  )
  if (!changed) throw identityError('session.ended')
  await tellOfPassword(tx, changed.user, from, changed.language)
  return 'ticket' in changed ? halfway(changed.factors, keys.token) : signedIn(tx, changed, keys, from)
}
