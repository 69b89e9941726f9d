import { at, complain, type Found, isAbsent, readList, readObject } from './definition.ts'
import { readGrantFields } from './grant-fields.ts'
import type { Json } from './json.ts'
import { problemsOf } from './problem.ts'
import { allowOf, isReadyRule, readyRules } from './ready-rules.ts'
import type { Action, Allow, Grant, Role, Table } from './table.ts'
import { actions, roles } from './table.ts'
import type { Where } from './where.ts'
import { parseWhere } from './where-parse.ts'

const problem = problemsOf({
  'allow.role_unknown': {
    fr: 'Ce rôle n’existe pas. Choisissez parmi : {known}.',
    en: 'There is no such role. Choose among: {known}.',
  },
  'allow.rule_unknown': {
    fr: 'Cette règle n’existe pas. Choisissez parmi : {known}.',
    en: 'There is no such rule. Choose among: {known}.',
  },
})

/** Who may do what without a group's grant: action by action, or by the name of a ready-made rule. */
export function parseAllow(found: Found, input: unknown, table: Table): Allow {
  if (isAbsent(input)) return {}
  if (typeof input === 'string') return readRule(found, input)
  const given = readObject(found, 'allow', input, actions)
  const allow: Partial<Record<Action, Grant[]>> = {}
  for (const action of actions) {
    if (!given || isAbsent(given[action])) continue
    const path = at('allow', action)
    allow[action] = readList(found, path, given[action], 20).flatMap(
      (grant, i) => readGrant(found, at(path, i), grant, { table, action }) ?? [],
    )
  }
  return allow
}

function readRule(found: Found, name: string): Allow {
  if (isReadyRule(name)) return allowOf(name)
  complain(found, 'allow', problem('allow.rule_unknown', { known: Object.keys(readyRules).join(', ') }))
  return {}
}

interface About {
  readonly table: Table
  readonly action: Action
}

function readGrant(found: Found, path: string, input: Json, { table, action }: About): Grant | undefined {
  const given = readObject(found, path, input, ['to', 'where', 'fields', 'except'])
  if (!given) return undefined
  const where = isAbsent(given.where) ? undefined : readWhere(found, at(path, 'where'), given.where, table)
  if (!roles.includes(given.to as Role)) {
    return complain(found, at(path, 'to'), problem('allow.role_unknown', { known: roles.join(', ') }))
  }
  const some = readGrantFields(
    { fields: given.fields ?? undefined, except: given.except ?? undefined },
    action,
    table,
  )
  if ('problem' in some) return complain(found, path, some.problem)
  return { to: given.to as Role, ...(where && { where }), ...some.granted }
}

/** A condition on a row: it sees the row's own fields only, for it is asked in JavaScript too. */
export function readWhere(
  found: Found,
  path: string,
  input: Json | undefined,
  table: Table,
): Where | undefined {
  const parsed = parseWhere(input, table)
  if ('where' in parsed) return parsed.where
  for (const what of parsed.problems) complain(found, path, what)
  return undefined
}
