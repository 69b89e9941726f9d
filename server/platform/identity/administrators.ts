import { oneTimePassword } from '#base/ids.ts'
import { DatabaseError } from '#db/errors.ts'
import type { Owner, OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import { phoneNumber } from '#model/phones.ts'
import { defaultSlug } from '../sites/sites.ts'
import { callSql } from './ask.ts'
import { identityError, personProblem } from './errors.ts'
import { hashPassword } from './passwords.ts'

/** What `sugu admin create|password|unlock|factors` do, with the owner's connection and without any mail. */

export interface NewAdministrator {
  readonly username: string
  readonly email?: string
}

/** A further network owner. Answers the one-time password. */
export async function createAdministrator(owner: Owner, person: NewAdministrator): Promise<string> {
  const password = oneTimePassword()
  const hashed = await hashPassword(password)
  await owner.transaction((tx) => writeAdministrator(tx, person, hashed, true)).catch(sayTaken)
  return password
}

/** A new one-time password; whatever sessions the person had are over, and so is what shut them out. */
export async function resetPassword(owner: Owner, login: string): Promise<string> {
  const password = oneTimePassword()
  const hashed = await hashPassword(password)
  await owner.transaction(async (tx) => {
    const id = await personOf(tx, login)
    await tx.run(
      statement(sql`select store.set_password(${id}, ${hashed}, true)`),
      statement(sql`update store.credentials set disabled_at = null where user_id = ${id}`),
      statement(sql`select store.unlock(${id}, 'system:operator')`),
      statement(sql`select store.audit_by('password.reset', 'system:operator', ${id})`),
    )
  })
  return password
}

/** Forgets what was tried with the person's logins, from everywhere. */
export async function unlock(owner: Owner, login: string): Promise<void> {
  await owner.transaction(async (tx) => {
    const id = await personOf(tx, login)
    await tx.run(statement(sql`select store.unlock(${id}, 'system:operator')`))
  })
}

/** For somebody who has lost telephone and recovery codes; whatever sessions they had are over. */
export async function forgetFactors(owner: Owner, login: string): Promise<void> {
  await owner.transaction(async (tx) => {
    const id = await personOf(tx, login)
    await tx.run(
      statement(sql`select store.forget_factors(${id})`),
      statement(sql`update store.sessions set ended_at = now() where user_id = ${id} and ended_at is null`),
      statement(sql`select site.raise_access()`),
      statement(sql`select store.audit_by('factors.changed', 'system:operator', ${id})`),
    )
  })
}

/** Network owner, and administrator of the default site. */
export async function writeAdministrator(
  tx: OwnerTx,
  person: NewAdministrator,
  hashed: string,
  mustChange: boolean,
): Promise<void> {
  const [, made] = await tx.run(
    statement(
      sql`select set_config('sugu.site', (select id::text from store.sites where slug = ${defaultSlug}), true)`,
    ),
    statement(callSql('add_person', { ...person }, hashed, mustChange, true, [], 'system:administrators')),
  )
  await tx.run(statement(sql`insert into store.network_owners (user_id) values (${made!.rows[0]![0]})`))
}

/** By user name, e-mail or international phone. */
async function personOf(tx: OwnerTx, login: string): Promise<string> {
  const name = login.trim().toLowerCase()
  const phone = phoneNumber(name) ?? name
  const [found] = await tx.run(
    statement(sql`select id from store.users
      where lower(username) = ${name} or lower(email) = ${name} or telephone = ${phone} order by id limit 1`),
  )
  const row = found!.rows[0]
  if (!row) throw identityError('person.not_found', { login })
  return row[0]!
}

export function sayTaken(error: unknown): never {
  if (!(error instanceof DatabaseError) || error.code !== '23505') throw error
  const field = /users_(username|email)/.exec(error.constraint ?? '')?.[1] ?? 'telephone'
  const errors = { [field]: [personProblem('person.taken')] }
  throw identityError('person.invalid', {}, { errors, cause: error })
}
