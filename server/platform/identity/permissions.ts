import type { Grants } from '#engine/context.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import { type Problem, problemsOf } from '#model/problem.ts'
import type { Grant, Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import { parseWhere } from '#model/where-parse.ts'

/** What a group may do: by table, or `*` for all of them, then by action or verb; `true` is every row. */
export type Permissions = Readonly<Record<string, Readonly<Record<string, true | Where>>>>

type FindTable = (slug: string) => Table | undefined

const problem = problemsOf({
  'permissions.not_an_object': {
    fr: 'Les droits s’écrivent par table puis par action, par exemple : {"projet": {"read": true}}.',
    en: 'Permissions are written by table, then by action, for example: {"projet": {"read": true}}.',
  },
  'permissions.unknown_table': {
    fr: 'Il n’y a pas de table « {table} » sur ce site.',
    en: 'There is no table "{table}" at this site.',
  },
  'permissions.bad_action': {
    fr: '« {action} » n’est pas une action de la table « {table} » : read, create, update, delete, ou le nom d’une opération.',
    en: '"{action}" is no action of the table "{table}": read, create, update, delete, or the name of a verb.',
  },
  'permissions.bad_grant': {
    fr: 'Le droit « {action} » sur « {table} » se donne par true, ou par une condition sur les lignes.',
    en: 'The right "{action}" on "{table}" is given as true, or as a condition on the rows.',
  },
})

/** An administrator's input, checked against the tables that the site sees. */
export function parsePermissions(
  input: unknown,
  find: FindTable,
): { permissions: Permissions } | { problems: Problem[] } {
  if (!isObject(input)) return { problems: [problem('permissions.not_an_object')] }
  const problems: Problem[] = []
  const entries = Object.entries(input).map(([slug, actions]) => {
    const table = slug === '*' ? anyTable : find(slug)
    if (table) return [slug, parseActions(slug, table, actions, problems)] as const
    problems.push(problem('permissions.unknown_table', { table: slug }))
    return [slug, {}] as const
  })
  return problems.length > 0 ? { problems } : { permissions: Object.fromEntries(entries) }
}

const actionName = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/

function parseActions(slug: string, table: Table, input: unknown, problems: Problem[]): Permissions[string] {
  if (!isObject(input)) {
    problems.push(problem('permissions.not_an_object'))
    return {}
  }
  const given: Record<string, true | Where> = {}
  for (const [action, grant] of Object.entries(input as JsonObject)) {
    if (!actionName.test(action)) problems.push(problem('permissions.bad_action', { table: slug, action }))
    else if (grant === true) given[action] = true
    else if (isObject(grant)) {
      const parsed = parseWhere(grant, table)
      if ('problems' in parsed) problems.push(...parsed.problems)
      else given[action] = parsed.where
    } else if (grant) problems.push(problem('permissions.bad_grant', { table: slug, action }))
  }
  return given
}

/** Of « every table » nothing is known but what each has: a condition may see the engine's own fields. */
const anyTable: Table = {
  id: 0,
  slug: '*',
  aliases: [],
  label: { fr: 'Toutes les tables', en: 'Every table' },
  fields: [],
  unique: [],
  indexes: [],
  order: [],
  search: [],
  title: null,
  rules: [],
  allow: {},
  scope: 'site',
  origin: 'code',
  owner: null,
  version: 0,
}

/**
 * What groups grant together. Reads what the database holds, and takes nothing for a grant that is not one;
 * a condition on a field that has gone since is for access to refuse.
 */
export function grantsOf(groups: readonly unknown[]): Grants {
  const grants: Record<string, Record<string, Grant[]>> = Object.create(null)
  for (const permissions of groups) {
    for (const [slug, action, grant] of eachGrant(permissions)) {
      const ofTable = grants[slug] ?? Object.create(null)
      grants[slug] = ofTable
      ofTable[action] = [...(ofTable[action] ?? []), grant]
    }
  }
  return grants
}

function* eachGrant(permissions: unknown): Iterable<[slug: string, action: string, grant: Grant]> {
  if (!isObject(permissions)) return
  for (const [slug, actions] of Object.entries(permissions)) {
    if (!isObject(actions)) continue
    for (const [action, given] of Object.entries(actions)) {
      if (given === true) yield [slug, action, { to: 'member' }]
      else if (isObject(given)) yield [slug, action, { to: 'member', where: given as unknown as Where }]
    }
  }
}
