import { ask } from './ask.ts'
import type { Desk, Origin } from './desk.ts'
import { identityError, passwordProblem } from './errors.ts'
import { addressOf, lockedFor, triesOf } from './locked.ts'
import { verifyPassword } from './passwords.ts'

interface Begun {
  readonly locked?: number
  readonly password: string | null
}

/**
 * Somebody who is signed in gives their password once more: before their factors change, a PIN is set, their account
 * is erased. Wrong ones are counted like those of a sign-in. Throws `confirm.invalid`, which names the field.
 */
export async function demandPassword(
  desk: Desk,
  person: number,
  password: string,
  from: Origin,
  field = 'password',
): Promise<void> {
  if (await isTheirs(desk, person, password, from)) return
  const problem = passwordProblem(password === '' ? 'password.required' : 'password.wrong')
  throw identityError('confirm.invalid', {}, { errors: { [field]: [problem] } })
}

/** Counted under a name that no login can have. */
const nameOf = (person: number): string => ` password ${person}`

export const isTheirs = (desk: Desk, person: number, password: string, from: Origin): Promise<boolean> =>
  desk.inTurn(nameOf(person), async () => {
    if (password === '') return false
    const house = desk.db.site(0)
    const place = addressOf(from)
    const begun = (await ask<Begun>(house, 'begin_confirm', person, nameOf(person), place, triesOf(desk)))!
    if (begun.locked !== undefined) throw lockedFor(begun.locked)
    if (begun.password === null || !(await verifyPassword(password, begun.password))) return false
    await ask(house, 'finish_confirm', nameOf(person), place)
    return true
  })
