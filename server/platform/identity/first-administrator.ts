import { oneTimePassword } from '#base/ids.ts'
import type { Owner } from '#db/owner.ts'
import { isMarked, markHouseOnce } from '../sites/once.ts'
import { writeAdministrator } from './administrators.ts'
import { hashPassword } from './passwords.ts'

export interface FirstAdministrator {
  readonly username: string
  /** To be shown once: nobody can read it again. Null where the operator chose the password. */
  readonly oneTimePassword: string | null
}

const mark = 'first_administrator'
const username = 'admin'

/**
 * Makes the network owner at first start: `admin`, with the operator's password or with one that has to be changed
 * at the first sign-in. Null: it was made before, or another process is making it.
 */
export async function firstAdministrator(
  owner: Owner,
  { adminPassword }: { readonly adminPassword: string | undefined },
): Promise<FirstAdministrator | null> {
  if (await isMarked(owner, mark)) return null
  const password = adminPassword ?? oneTimePassword()
  const hashed = await hashPassword(password)
  const mustChange = adminPassword === undefined
  const made = await owner.transaction(async (tx) => {
    if (!(await markHouseOnce(tx, mark))) return false
    await writeAdministrator(tx, { username }, hashed, mustChange)
    return true
  })
  return made ? { username, oneTimePassword: mustChange ? password : null } : null
}
