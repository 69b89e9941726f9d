import { coveredSlugs } from '#model/grant-fields.ts'
import type { Grant, Table } from '#model/table.ts'
import { systemSlugs } from '#model/table.ts'
import { everyRow, type Where } from '#model/where.ts'
import type { Actor, Context } from '../context.ts'
import { ownGrants, tokenGrants } from './access.ts'
import { anyOf } from './grants.ts'
import { type Projections, projectionsOf } from './projections.ts'

/**
 * What somebody may do with each field of a table, where that is not the same for all. A field that shows in some of
 * the rows only is shown there, and elsewhere is null; nothing is found, ordered or told by it.
 */
export interface FieldRights extends Projections {
  /** By slug, the rows in which it may be read; absent: none. `everyRow`: all that are read at all. */
  readonly read: FieldRows
  readonly create: FieldRows
  readonly update: FieldRows
}

export type FieldRows = ReadonlyMap<string, Where>

/** Null: whoever may do something with a row may do it with each of its fields. As nearly always. */
export function fieldRights({ actor }: Pick<Context, 'actor'>, table: Table): FieldRights | null {
  if (actor.kind === 'system') return null
  const ofActor = known.get(actor) ?? new WeakMap<Table, FieldRights | null>()
  known.set(actor, ofActor)
  const found = ofActor.get(table)
  if (found !== undefined) return found
  const rights = readRights(actor, table)
  for (const one of rights ? [table, rights.seen, rights.asked] : [table]) ofActor.set(one, rights)
  return rights
}

/** Actors are made anew when permissions move, tables when definitions do. */
const known = new WeakMap<Actor, WeakMap<Table, FieldRights | null>>()

type Asking = Exclude<Actor, { kind: 'system' }>

function readRights(actor: Asking, table: Table): FieldRights | null {
  const of = (action: string) => partsOf(actor, table, action)
  const [read, create, update] = [of('read'), of('create'), of('update')]
  if ([read, create, update].every((parts) => parts.every(({ slugs }) => slugs === null))) return null
  const shown = read.length > 0 ? read : create
  const rows = { read: rowsOf(table, shown), create: rowsOf(table, create), update: rowsOf(table, update) }
  return { ...rows, ...projectionsOf(table, rows.read) }
}

/** One way to some rows, and the fields that it opens there; null: all. */
interface Part {
  readonly where: Where | undefined
  readonly slugs: ReadonlySet<string> | null
}

function partsOf(actor: Asking, table: Table, action: string): readonly Part[] {
  const own = ownGrants(actor, table, action).map((grant) => partOf(grant, table))
  if (actor.kind !== 'user' || !actor.token) return own
  const byToken = tokenGrants(actor, table, action).map((grant) => partOf(grant, table))
  return own.flatMap((one) => byToken.map((other) => narrowed(one, other)))
}

const partOf = (grant: Grant, table: Table): Part => ({
  where: grant.where,
  slugs: coveredSlugs(grant, table),
})

function narrowed(one: Part, other: Part): Part {
  const where = one.where && other.where ? { all: [one.where, other.where] } : (one.where ?? other.where)
  const slugs = one.slugs && other.slugs ? one.slugs.intersection(other.slugs) : (one.slugs ?? other.slugs)
  return { where, slugs }
}

function rowsOf(table: Table, parts: readonly Part[]): FieldRows {
  const rows = new Map<string, Where>()
  for (const slug of [...systemSlugs, ...table.fields.map((field) => field.slug)]) {
    const open = parts.filter(({ slugs }) => slugs === null || slugs.has(slug))
    const where = open.length === parts.length ? everyRow : anyOf(open)
    if (open.length > 0) rows.set(slug, where!)
  }
  return rows
}
