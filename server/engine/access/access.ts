import type { Action, Grant, Role, Table } from '#model/table.ts'
import { both, everyRow, type Where } from '#model/where.ts'
import { parseWhere } from '#model/where-parse.ts'
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

/** For what is no table's: 401 for strangers, 403 for those we know. */
export function demandRole(actor: Actor, role: Role): void {
  if (holds(actor, role)) return
  throw accessError(actor.kind === 'anonymous' ? 'auth.required' : 'auth.forbidden')
}

export const isAdministrator = (actor: Actor): boolean =>
  actor.kind === 'system' || (actor.kind === 'user' && (actor.networkOwner || actor.siteAdmin))

/**
 * Whose past they may read. What anyone may read shows what it is, not what it was nor who wrote it: that is for
 * those who may read or change the row by a right of their own.
 */
export function demandPast(ctx: Context, table: Table): Where {
  const read = demandAccess(ctx, table, 'read')
  if (isAdministrator(ctx.actor)) return read
  const own = table.allow.read?.filter(({ to }) => to !== 'anyone' && to !== 'signed_in') ?? []
  const personal = accessWhere(ctx, table, 'read', own)
  const change = accessWhere(ctx, table, 'update')
  if (personal) return personal
  if (ctx.actor.kind === 'anonymous') throw accessError('auth.required')
  if (!change) throw accessError('auth.forbidden')
  return both(read, change)
}

const grantsOfTable = (actor: Actor, grants: readonly Grant[] = []): readonly Grant[] =>
  grants.filter((grant) => holds(actor, grant.to))

function grantsOfGroups(actor: Actor, table: Table, action: string): readonly Grant[] {
  if (actor.kind !== 'user' || !actor.grants) return []
  const named = [table.slug, ...table.aliases, '*'].map((slug) => actor.grants?.[slug]?.[action] ?? [])
  return named.flat().flatMap((grant) => understood(grant, table) ?? [])
}

/** A group's condition in today's structure: its field may have gone, or changed its type. Then it gives nothing. */
function understood(grant: Grant, table: Table): Grant | null {
  if (!grant.where) return grant
  const known = parsed.get(grant)
  if (known?.table === table) return known.grant
  const read = parseWhere(grant.where, table)
  const found = 'where' in read ? { ...grant, where: read.where } : null
  parsed.set(grant, { table, grant: found })
  return found
}

const parsed = new WeakMap<Grant, { table: Table; grant: Grant | null }>()

export function holds(actor: Actor, role: Role): boolean {
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
