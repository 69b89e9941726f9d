import { oneTimePassword } from '#base/ids.ts'
import { DatabaseError } from '#db/errors.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { demandRole } from '#engine/access/access.ts'
import { siteView } from '#engine/catalog/storage.ts'
import { actorName, type Context, localeOf } from '#engine/context.ts'
import type { ValuesOf } from '#model/form.ts'
import type { JsonObject } from '#model/json.ts'
import type { Problems } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { usernameProblem } from './accounts/usernames.ts'
import { sayTaken } from './administrators.ts'
import { callSql } from './ask.ts'
import { usual } from './desk.ts'
import { identityError, personProblem } from './errors.ts'
import { newPerson } from './forms.ts'
import { type PasswordLengths, passwordProblems, policyFor } from './password-rules.ts'
import { hashPassword } from './passwords.ts'

export interface NewPerson {
  readonly id: number
  /** To be handed over: it must be changed at the first sign-in. Null where the administrator chose one. */
  readonly oneTimePassword: string | null
}

/**
 * A person and their membership of the site, made by its administrator: what `newPerson` takes. In the context's
 * transaction.
 */
export async function makePerson(
  ctx: Context,
  input: JsonObject,
  lengths: PasswordLengths = usual,
): Promise<NewPerson> {
  demandRole(ctx.actor, 'site_admin')
  const { password, groups, admin, ...person } = await checkPerson(ctx, input, lengths)
  const secret = password ?? oneTimePassword()
  const written = callSql(
    'add_person',
    { ...person, est_verifie: false },
    await hashPassword(secret),
    password === null,
    admin,
    groups,
    actorName(ctx.actor),
  )
  const { answers } = await ctx.tx.run(statement(written)).catch(sayTaken)
  return { id: Number(answers[0]!.rows[0]![0]), oneTimePassword: password === null ? secret : null }
}

export interface NewMember {
  readonly user: number
  readonly groups: readonly number[]
  readonly admin: boolean
}

/**
 * Makes somebody who is already there a member of the context's site. For the network owner, since others do not see
 * who is there.
 */
export async function addMember(ctx: Context, { user, groups, admin }: NewMember): Promise<Membership> {
  if (ctx.actor.kind !== 'system') demandRole(ctx.actor, 'network_owner')
  const unknown = await unknownGroups(ctx, groups)
  if (unknown.length > 0)
    throw wrong({ groups: [personProblem('group.unknown', { ids: unknown.join(', ') })] })
  const added = callSql('add_member', user, admin, groups, actorName(ctx.actor))
  const { answers } = await ctx.tx.run(statement(added)).catch((error: unknown) => {
    if (!(error instanceof DatabaseError) || error.code !== '23505') throw error
    throw wrong({ user: [personProblem('person.member_already')] })
  })
  const id = answers[0]!.rows[0]![0]
  if (id === null) throw wrong({ user: [personProblem('person.unknown')] })
  return { id: Number(id), user, groups, admin, ended: false }
}

export interface Membership {
  readonly id: number
  readonly user: number
  readonly groups: readonly number[]
  readonly admin: boolean
  readonly ended: boolean
}

const wrong = (errors: Problems): Error => identityError('person.invalid', {}, { errors })

/** All that is wrong at once: with the form, the groups and the password. */
async function checkPerson(
  ctx: Context,
  input: JsonObject,
  lengths: PasswordLengths,
): Promise<ValuesOf<typeof newPerson>> {
  const read = newPerson.parse(input, localeOf(ctx))
  const sound = 'values' in read ? read.values : read.sound
  const { groups = [], password } = sound
  const { username, email } = sound as Row
  const errors: Problems = 'values' in read ? {} : { ...read.problems }
  const unknown = await unknownGroups(ctx, groups)
  if (unknown.length > 0) errors.groups = [personProblem('group.unknown', { ids: unknown.join(', ') })]
  const reserved = typeof username === 'string' && usernameProblem(username)
  if (reserved) errors.username = [reserved]
  const own = [username, email].map((word) => (typeof word === 'string' ? word : null))
  const weak = password == null ? [] : passwordProblems(password, policyFor(lengths, 'staff'), own)
  if (weak.length > 0) errors.password = weak
  if ('values' in read && Object.keys(errors).length === 0) return read.values
  throw wrong(errors)
}

async function unknownGroups(ctx: Context, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const groups = ctx.catalog.find(ctx.site.id, 'groups')!
  const { answers } = await ctx.tx.run(
    statement(
      sql`select id from ${raw(siteView(groups))} where site_id = ${ctx.site.id} and id = any(${ids}::bigint[])`,
    ),
  )
  const known = new Set(answers[0]!.rows.map((row) => Number(row[0])))
  return ids.filter((id) => !known.has(id))
}
