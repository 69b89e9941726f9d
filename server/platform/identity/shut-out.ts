import { sql, statement } from '#db/sql.ts'
import { demandRole } from '#engine/access/access.ts'
import { actorName, type Context } from '#engine/context.ts'
import { ask } from './ask.ts'
import { identityError } from './errors.ts'

/** What those who answer for accounts do to those of others. Each takes hold at the next request, on every process. */

/** Nobody signs in to it, and nobody is signed in; until it is opened again. For the house's owner. */
export async function shutOut(ctx: Context, person: number, isOut: boolean): Promise<void> {
  demandRole(ctx.actor, 'network_owner')
  if (isOut && ctx.actor.kind === 'user' && ctx.actor.id === person) throw identityError('person.yourself')
  if (!(await ask(ctx.tx, 'shut_out', person, isOut, actorName(ctx.actor)))) throw nobody()
}

/** The next sign-in asks for a new password. For the house's owner, and for a site's administrators, of members. */
export async function requireNewPassword(ctx: Context, person: number): Promise<void> {
  await demandCharge(ctx, person)
  if (!(await ask(ctx.tx, 'require_new_password', person, actorName(ctx.actor)))) throw nobody()
}

/** Forgets what was tried with the person's logins. */
export async function unlockPerson(ctx: Context, person: number): Promise<void> {
  await demandCharge(ctx, person)
  await ask(ctx.tx, 'unlock', person, actorName(ctx.actor))
}

/** A member of this site, and not of those who rank above its administrators. */
export async function demandCharge(ctx: Context, person: number): Promise<void> {
  demandRole(ctx.actor, 'site_admin')
  const { answers } = await ctx.tx.run(statement(sql`select site.person_actor(${person}::bigint)::text`))
  const json = answers[0]!.rows[0]![0]
  const found = json ? (JSON.parse(json) as { networkOwner: boolean; groups: unknown }) : null
  if (ctx.actor.kind === 'user' && ctx.actor.networkOwner && found) return
  if (!found || found.networkOwner || found.groups === null) throw nobody()
}

const nobody = () => identityError('person.unknown_id')
