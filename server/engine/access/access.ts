import type { Action, Grant, Role, Table } from '#model/table.ts'
import { everyRow, type Where } from '#model/where.ts'
import type { Actor, Context } from '../context.ts'
import { accessError } from './errors.ts'

/**
 * The one answer to « may they? »: the rows of the table that the actor may read, change, delete, or give to a
 * verb — as a condition that joins the query — or null where there are none.
 */
export function accessWhere(
  ctx: Context,
  table: Table,
  action: Action | (string & {}),
  open: readonly Grant[] | undefined = table.allow[action as Action],
): Where | null {
  const { actor } = ctx
  if (actor.kind === 'system') return everyRow
  if (isAdministrator(actor)) {
    return open === undefined || grantsOfTable(actor, open).length > 0 ? everyRow : null
  }
  const byGroups = isKept(table.allow[action as Action]) ? [] : grantsOfGroups(actor, table, action)
  return anyOf([...grantsOfTable(actor, open), ...byGroups])
}

/** What a table gives to administrators in so many words, or to nobody, no group can be given: not even by `*`. */
const isKept = (open: readonly Grant[] | undefined): boolean =>
  open?.every(({ to }) => to === 'site_admin' || to === 'network_owner') ?? false

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

export const isAdministrator = (actor: Actor): boolean =>
  actor.kind === 'system' || (actor.kind === 'user' && (actor.networkOwner || actor.siteAdmin))

const grantsOfTable = (actor: Actor, grants: readonly Grant[] = []): readonly Grant[] =>
  grants.filter((grant) => holds(actor, grant.to))

function grantsOfGroups(actor: Actor, table: Table, action: string): readonly Grant[] {
  if (actor.kind !== 'user' || !actor.grants) return []
  const named = [table.slug, ...table.aliases, '*'].map((slug) => actor.grants?.[slug]?.[action] ?? [])
  return named.flat()
}

function holds(actor: Actor, role: Role): boolean {
  switch (role) {
    case 'anyone':
      return true
    case 'signed_in':
      return actor.kind === 'user'
    case 'member':
      return actor.kind === 'user' && (actor.grants !== null || isAdministrator(actor))
    case 'site_admin':
      return isAdministrator(actor)
    case 'network_owner':
      return actor.kind === 'user' && actor.networkOwner
  }
}

function anyOf(grants: readonly Grant[]): Where | null {
  if (grants.length === 0) return null
  const wheres = grants.map((grant) => grant.where)
  if (wheres.includes(undefined)) return everyRow
  return wheres.length === 1 ? wheres[0]! : { any: wheres as Where[] }
}

/** Who is asking, as an owner of rows. */
export const actorId = (actor: Actor): number | null => (actor.kind === 'user' ? actor.id : null)
