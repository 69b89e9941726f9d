import { at, complain, type Found, isAbsent, readList, readObject } from './definition.ts'
import type { Json } from './json.ts'
import { problemsOf } from './problem.ts'
import type { Action, Allow, Grant, Role, Table } from './table.ts'
import { actions, roles } from './table.ts'
import type { Where } from './where.ts'
import { parseWhere } from './where-parse.ts'

const problem = problemsOf({
  'allow.role_unknown': {
    fr: 'Ce rôle n’existe pas. Choisissez parmi : {known}.',
    en: 'There is no such role. Choose among: {known}.',
  },
})

/** Who may do what without a group's grant. */
export function parseAllow(found: Found, input: unknown, table: Table): Allow {
  if (isAbsent(input)) return {}
  const given = readObject(found, 'allow', input, actions)
  const allow: Partial<Record<Action, Grant[]>> = {}
  for (const action of actions) {
    if (!given || isAbsent(given[action])) continue
    const path = at('allow', action)
    allow[action] = readList(found, path, given[action], 20).flatMap(
      (grant, i) => readGrant(found, at(path, i), grant, table) ?? [],
    )
  }
  return allow
}

function readGrant(found: Found, path: string, input: Json, table: Table): Grant | undefined {
  const given = readObject(found, path, input, ['to', 'where'])
  if (!given) return undefined
  const where = isAbsent(given.where) ? undefined : readWhere(found, at(path, 'where'), given.where, table)
  if (!roles.includes(given.to as Role)) {
    return complain(found, at(path, 'to'), problem('allow.role_unknown', { known: roles.join(', ') }))
  }
  return where ? { to: given.to as Role, where } : { to: given.to as Role }
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
