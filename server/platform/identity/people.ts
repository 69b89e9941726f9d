import { oneTimePassword } from '#base/ids.ts'
import { DatabaseError } from '#db/errors.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { isAdministrator } from '#engine/access/access.ts'
import { accessError } from '#engine/access/errors.ts'
import { siteView } from '#engine/catalog/storage.ts'
import { actorName, type Context } from '#engine/context.ts'
import { whereEnv } from '#engine/records/where-scope.ts'
import { checkRow } from '#model/check-row.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import type { Problems } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { sayTaken } from './administrators.ts'
import { callSql } from './ask.ts'
import { identityError, personProblem } from './errors.ts'
import { passwordProblems, publicPolicy, staffPolicy } from './password-rules.ts'
import { hashPassword } from './passwords.ts'

export interface NewPerson {
  readonly id: number
  /** To be handed over: it must be changed at the first sign-in. Null where the administrator chose one. */
  readonly oneTimePassword: string | null
}

/**
 * A person and their membership of the site, made by its administrator: the fields of `users`, and `password`,
 * `groups` (ids), `admin`. In the context's transaction.
 */
export async function makePerson(ctx: Context, input: unknown): Promise<NewPerson> {
  demand(ctx, isAdministrator(ctx.actor))
  const { password, groups = [], admin = false, ...person }: JsonObject = isObject(input) ? input : {}
  const wanted = { groups: idsIn(groups), admin: admin === true, password: password ?? undefined }
  const profile = await checkPerson(ctx, person, wanted)
  const secret = typeof wanted.password === 'string' ? wanted.password : oneTimePassword()
  const mustChange = wanted.password === undefined
  const written = callSql(
    'add_person',
    profile,
    await hashPassword(secret),
    mustChange,
    wanted.admin,
    wanted.groups,
    actorName(ctx.actor),
  )
  const { answers } = await ctx.tx.run(statement(written)).catch(sayTaken)
  return { id: Number(answers[0]!.rows[0]![0]), oneTimePassword: mustChange ? secret : null }
}

/**
 * Makes somebody who is already there a member of the context's site: `{user, groups, admin}`. For the network
 * owner, since others do not see who is there.
 */
export async function addMember(ctx: Context, input: unknown): Promise<Membership> {
  demand(ctx, ctx.actor.kind === 'system' || (ctx.actor.kind === 'user' && ctx.actor.networkOwner))
  const { user, groups = [], admin = false }: JsonObject = isObject(input) ? input : {}
  const ids = idsIn(groups)
  const unknown = await unknownGroups(ctx, ids)
  if (unknown.length > 0)
    throw wrong({ groups: [personProblem('group.unknown', { ids: unknown.join(', ') })] })
  if (!Number.isSafeInteger(user)) throw wrong({ user: [personProblem('person.unknown')] })
  const added = callSql('add_member', user, admin === true, ids, actorName(ctx.actor))
  const { answers } = await ctx.tx.run(statement(added)).catch((error: unknown) => {
    if (!(error instanceof DatabaseError) || error.code !== '23505') throw error
    throw wrong({ user: [personProblem('person.member_already')] })
  })
  const id = answers[0]!.rows[0]![0]
  if (id === null) throw wrong({ user: [personProblem('person.unknown')] })
  return { id: Number(id), user: Number(user), groups: ids, admin: admin === true, ended: false }
}

export interface Membership {
  readonly id: number
  readonly user: number
  readonly groups: readonly number[]
  readonly admin: boolean
  readonly ended: boolean
}

const wrong = (errors: Problems): Error => identityError('person.invalid', {}, { errors })

function demand(ctx: Context, may: boolean): void {
  if (!may) throw accessError(ctx.actor.kind === 'anonymous' ? 'auth.required' : 'auth.forbidden')
}

interface Wanted {
  readonly groups: readonly number[]
  readonly admin: boolean
  readonly password: unknown
}

const idsIn = (input: unknown): number[] =>
  Array.isArray(input) ? [...new Set(input.map(Number).filter(Number.isSafeInteger))] : []

async function checkPerson(ctx: Context, person: JsonObject, wanted: Wanted): Promise<Row> {
  const table = ctx.catalog.find(ctx.site.id, 'users')!
  const checked = checkRow({ table, before: null, input: person, env: whereEnv(ctx), mode: 'system' })
  const errors: Problems = 'problems' in checked ? { ...checked.problems } : {}
  const unknown = await unknownGroups(ctx, wanted.groups)
  if (unknown.length > 0) errors.groups = [personProblem('group.unknown', { ids: unknown.join(', ') })]
  const policy = wanted.admin ? staffPolicy : publicPolicy
  const own = [person.username, person.email].map((word) => (typeof word === 'string' ? word : null))
  const weak = wanted.password === undefined ? [] : passwordProblems(wanted.password, policy, own)
  if (weak.length > 0) errors.password = weak
  if ('problems' in checked || Object.keys(errors).length > 0) {
    throw wrong(errors)
  }
  return checked.row
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
