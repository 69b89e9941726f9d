import type { Action, Grant, Role, Table } from '#model/table.ts'
import { both, everyRow, type Where } from '#model/where.ts'
import type { Actor, Context, User } from '../context.ts'
import { accessError } from './errors.ts'
import { anyOf, grantsNamed } from './grants.ts'

/**
 * The one answer to « may they? »: the rows of the table that the actor may read, change, delete, or give to a
 * verb — as a condition that joins the query — or null where there are none. Which fields of them: `fields.ts`.
 */
export function accessWhere(
  ctx: Context,
  table: Table,
  action: Action | (string & {}),
  open: readonly Grant[] | undefined = table.allow[action as Action],
): Where | null {
  const { actor } = ctx
  if (actor.kind === 'system') return everyRow
  const own = anyOf(ownGrants(actor, table, action, open))
  if (!own || actor.kind === 'anonymous') return own
  if (actor.seenBy !== undefined && action !== 'read') return null
  if (!actor.token) return own
  const narrowed = anyOf(tokenGrants(actor, table, action))
  return narrowed && both(own, narrowed)
}

/** What somebody may do in person. */
export function ownGrants(
  actor: Exclude<Actor, { kind: 'system' }>,
  table: Table,
  action: string,
  open: readonly Grant[] | undefined = table.allow[action as Action],
): readonly Grant[] {
  const byTable = grantsOfTable(actor, open)
  if (actor.kind === 'anonymous' || table.personal) return byTable
  if (administers(actor)) return open === undefined || byTable.length > 0 ? everything : []
  return isKept(table, action) || !actor.grants
    ? byTable
    : [...byTable, ...granted(actor.grants, actor, table, action)]
}

const everything: readonly Grant[] = [{ to: 'site_admin' }]

/** What their token says beside; what is kept for administrators in person is no token's. */
export const tokenGrants = (actor: User, table: Table, action: string): readonly Grant[] =>
  isKept(table, action) ? [] : granted(actor.token!.grants, actor, table, action)

const granted = (grants: NonNullable<User['grants']>, actor: Actor, table: Table, action: string) =>
  grantsNamed(grants, table, action).filter(({ to }) => to !== 'verified' || holds(actor, to))

/** What a table gives to administrators in so many words, or to nobody, no group can be given: not even by `*`. */
const isKept = (table: Table, action: string): boolean =>
  table.allow[action as Action]?.every(({ to }) => to === 'site_admin' || to === 'network_owner') ?? false

/** The same, where nothing at all is an error: 401 for strangers, 403 for those we know. */
export function demandAccess(
  ctx: Context,
  table: Table,
  action: Action | (string & {}),
  open?: readonly Grant[],
): Where {
  const where = accessWhere(ctx, table, action, open)
  if (where) return where
  if (ctx.actor.kind === 'anonymous') throw accessError('auth.required')
  throw accessError('auth.forbidden')
}

/** For a change of a row: what one does not see, one does not change, nor hear of in the answer. */
export const demandChange = (ctx: Context, table: Table, action: 'update' | 'delete'): Where =>
  both(demandAccess(ctx, table, action), demandAccess(ctx, table, 'read'))

/** For what is no table's: 401 for strangers, 403 for those we know. */
export function demandRole(actor: Actor, role: Role): void {
  if (holds(actor, role)) return
  throw accessError(actor.kind === 'anonymous' ? 'auth.required' : 'auth.forbidden')
}

/** For what concerns the person, or needs their whole standing: neither by token, nor seen through another's eyes. */
export function demandPresence(actor: Actor): void {
  if (!isPresent(actor)) throw accessError('auth.in_person')
}

export const isPresent = (actor: Actor): boolean =>
  actor.kind !== 'user' || (actor.token === undefined && actor.seenBy === undefined)

/** Administers, and asks in person, or is seen as they would. */
export const isAdministrator = (actor: Actor): boolean =>
  actor.kind === 'system' || (actor.kind === 'user' && administers(actor) && actor.token === undefined)

const administers = (actor: User): boolean => actor.networkOwner || actor.siteAdmin

/**
 * Whose past they may read. What anyone may read shows what it is, not what it was nor who wrote it: that is for
 * those who may read or change the row by a right of their own.
 */
export function demandPast(ctx: Context, table: Table): Where {
  demandAccess(ctx, table, 'read')
  const where = pastWhere(ctx, table)
  if (where) return where
  throw accessError(ctx.actor.kind === 'anonymous' ? 'auth.required' : 'auth.forbidden')
}

/** The same as a question; null: of no row. */
export function pastWhere(ctx: Context, table: Table): Where | null {
  const read = accessWhere(ctx, table, 'read')
  if (!read || isAdministrator(ctx.actor)) return read
  const own = table.allow.read?.filter(({ to }) => to !== 'anyone' && to !== 'signed_in') ?? []
  const personal = accessWhere(ctx, table, 'read', table.allow.read && own)
  if (personal || ctx.actor.kind === 'anonymous') return personal
  const change = accessWhere(ctx, table, 'update')
  return change && both(read, change)
}

const grantsOfTable = (actor: Actor, grants: readonly Grant[] = []): readonly Grant[] =>
  grants.filter((grant) => holds(actor, grant.to))

export function holds(actor: Actor, role: Role): boolean {
  switch (role) {
    case 'anyone':
      return true
    case 'signed_in':
      return actor.kind === 'user'
    case 'verified':
      return actor.kind === 'user' && (actor.verified === true || administers(actor))
    case 'member':
      return actor.kind === 'user' && (actor.grants !== null || administers(actor))
    case 'site_admin':
      return actor.kind === 'system' || (actor.kind === 'user' && administers(actor))
    case 'network_owner':
      return actor.kind === 'user' && actor.networkOwner
  }
}

/** Who is asking, as an owner of rows. */
export const actorId = (actor: Actor): number | null => (actor.kind === 'user' ? actor.id : null)
