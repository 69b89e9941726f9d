import type { Grant, Table } from '#model/table.ts'
import { everyRow, type Where } from '#model/where.ts'
import { parseWhere } from '#model/where-parse.ts'
import type { Grants } from '../context.ts'

/** What is granted on a table, by its name, a former one, or `*`. */
export const grantsNamed = (grants: Grants, table: Table, action: string): readonly Grant[] =>
  [table.slug, ...table.aliases, '*']
    .flatMap((slug) => grants[slug]?.[action] ?? [])
    .flatMap((grant) => understood(grant, table) ?? [])

/** A condition in today's structure: its field may have gone, or changed its type. Then it gives nothing. */
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

/** The rows that the grants cover together; null where there are none. */
export function anyOf(grants: readonly { readonly where?: Where | undefined }[]): Where | null {
  if (grants.length === 0) return null
  const wheres = grants.map((grant) => grant.where)
  if (wheres.includes(undefined)) return everyRow
  return wheres.length === 1 ? wheres[0]! : { any: wheres as Where[] }
}
