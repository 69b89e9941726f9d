import type { Grants } from '#engine/context.ts'
import { readGrantFields } from '#model/grant-fields.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import { type Problem, problemsOf } from '#model/problem.ts'
import { isReadyRule, type ReadyRule, readyRules } from '#model/ready-rules.ts'
import type { Action, Grant, Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import { parseWhere } from '#model/where-parse.ts'

/**
 * What a group, or an API token, may do: by table, or `*` for all of them, a ready-made rule by its name, or by action
 * or verb; `true` is every row, whole.
 */
export type Permissions = Readonly<Record<string, string | Readonly<Record<string, true | Where | Part>>>>

/** Some rows, some fields of them, or for verified accounts alone. */
export interface Part extends Pick<Grant, 'where' | 'fields' | 'except'> {
  readonly verified?: true
}

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
    fr: 'Le droit « {action} » sur « {table} » se donne par true, par une condition sur les lignes, ou par {"where": …, "fields": […], "verified": true}.',
    en: 'The right "{action}" on "{table}" is given as true, as a condition on the rows, or as {"where": …, "fields": […], "verified": true}.',
  },
  'permissions.unknown_rule': {
    fr: 'Il n’y a pas de règle « {rule} ». Choisissez parmi : {known}.',
    en: 'There is no rule "{rule}". Choose among: {known}.',
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
  if (typeof input === 'string') return parseRule(input, problems)
  if (!isObject(input)) {
    problems.push(problem('permissions.not_an_object'))
    return {}
  }
  const given: Record<string, true | Where | Part> = {}
  for (const [action, grant] of Object.entries(input as JsonObject)) {
    if (!actionName.test(action)) problems.push(problem('permissions.bad_action', { table: slug, action }))
    else if (grant === true) given[action] = true
    else if (isObject(grant)) {
      const parsed = isPart(grant) ? parsePart(grant, action, table) : parseRows(grant, table)
      if ('problems' in parsed) problems.push(...parsed.problems)
      else given[action] = parsed.given
    } else if (grant) problems.push(problem('permissions.bad_grant', { table: slug, action }))
  }
  return given
}

function parseRule(rule: string, problems: Problem[]): string {
  const known = Object.keys(readyRules).join(', ')
  if (!isReadyRule(rule))
    problems.push(problem('permissions.unknown_rule', { rule: rule.slice(0, 60), known }))
  return rule
}

const partKeys: readonly string[] = ['where', 'fields', 'except', 'verified']
const isPart = (grant: JsonObject): boolean =>
  Object.keys(grant).length > 0 && Object.keys(grant).every((key) => partKeys.includes(key))

type Parsed<V> = { readonly given: V } | { readonly problems: readonly Problem[] }

function parseRows(grant: unknown, table: Table): Parsed<Where> {
  const parsed = parseWhere(grant, table)
  return 'problems' in parsed ? parsed : { given: parsed.where }
}

function parsePart(grant: JsonObject, action: string, table: Table): Parsed<Part> {
  const rows = grant.where === undefined ? null : parseRows(grant.where, table)
  const some = readGrantFields(grant, action, table)
  const problems = [
    ...(rows && 'problems' in rows ? rows.problems : []),
    ...('problem' in some ? [some.problem] : []),
  ]
  if (grant.verified !== undefined && grant.verified !== true)
    problems.push(problem('permissions.bad_grant', { table: table.slug, action }))
  if (problems.length > 0 || 'problem' in some) return { problems }
  const where = rows && 'given' in rows ? rows.given : null
  return {
    given: { ...(where && { where }), ...some.granted, ...(grant.verified === true && { verified: true }) },
  }
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
  for (const [slug, named] of Object.entries(permissions)) {
    const actions = isReadyRule(named) ? actionsOf(readyRules[named]) : named
    if (!isObject(actions)) continue
    for (const [action, given] of Object.entries(actions)) {
      const grant = given === true ? ({ to: 'member' } as const) : isObject(given) ? grantOf(given) : null
      if (grant) yield [slug, action, grant]
    }
  }
}

/** Of a group the rule's roles are its members', but for who must be verified. */
const actionsOf = ({ gives, to }: ReadyRule): JsonObject =>
  Object.fromEntries(
    Object.entries(gives).map(([action, rows]) => [
      action,
      to[action as Action] === 'verified' ? { verified: true, ...(rows !== true && { where: rows }) } : rows,
    ]),
  ) as JsonObject

/** Of a part that says something else than it should, nothing is given. */
function grantOf(given: JsonObject): Grant | null {
  if (!isPart(given)) return { to: 'member', where: given as unknown as Where }
  const { where, fields, except, verified } = given
  const lists = [fields, except].filter((list) => list !== undefined)
  if (!lists.every(isTexts) || (where !== undefined && !isObject(where))) return null
  return {
    to: verified === undefined ? 'member' : 'verified',
    ...(where !== undefined && { where: where as unknown as Where }),
    ...(fields !== undefined && { fields: fields as string[] }),
    ...(except !== undefined && { except: except as string[] }),
  }
}

const isTexts = (list: unknown): list is string[] =>
  Array.isArray(list) && list.every((item) => typeof item === 'string')
