import type { Text } from './language.ts'
import type { Action, Allow, Role } from './table.ts'
import type { Where } from './where.ts'

/** Rights that need not be written out: by name, in a group's permissions and in a table's `allow`. */
export interface ReadyRule {
  readonly label: Text
  /** Whose rows; absent: the action is not given. */
  readonly gives: Readonly<Partial<Record<Action, true | Where>>>
  /** Of a table: who gets each action. Of a group it is the members who do. */
  readonly to: Readonly<Partial<Record<Action, Role>>>
}

const own: Where = { field: 'created_by', op: 'eq', value: { var: 'me' } }
const team: Where = { field: 'created_by', op: 'in', value: { var: 'my_team' } }

export const readyRules = {
  read_only: {
    label: { fr: 'Lecture seule', en: 'Read only' },
    gives: { read: true },
    to: { read: 'anyone' },
  },
  owner_or_read_only: {
    label: { fr: 'L’auteur modifie, les autres lisent', en: 'The owner changes, others read' },
    gives: { read: true, create: true, update: own, delete: own },
    to: { read: 'anyone', create: 'signed_in', update: 'signed_in', delete: 'signed_in' },
  },
  verified_only: {
    label: {
      fr: 'Les comptes vérifiés écrivent, les autres lisent',
      en: 'Verified accounts write, others read',
    },
    gives: { read: true, create: true, update: own, delete: own },
    to: { read: 'anyone', create: 'verified', update: 'verified', delete: 'verified' },
  },
  own_only: {
    label: { fr: 'Chacun ses lignes', en: 'Each their own rows' },
    gives: { read: own, create: true, update: own, delete: own },
    to: { read: 'signed_in', create: 'signed_in', update: 'signed_in', delete: 'signed_in' },
  },
  team_only: {
    label: { fr: 'Les lignes de son équipe', en: 'The rows of one’s team' },
    gives: { read: team, create: true, update: team, delete: team },
    to: { read: 'member', create: 'member', update: 'member', delete: 'member' },
  },
} as const satisfies Record<string, ReadyRule>

export type ReadyRuleName = keyof typeof readyRules

export const isReadyRule = (name: unknown): name is ReadyRuleName =>
  typeof name === 'string' && Object.hasOwn(readyRules, name)

/** As a table's `allow`. */
export function allowOf(name: ReadyRuleName): Allow {
  const { gives, to }: ReadyRule = readyRules[name]
  const entries = Object.entries(gives).map(([action, rows]) => {
    const role = to[action as Action]!
    return [action, [rows === true ? { to: role } : { to: role, where: rows }]]
  })
  return Object.fromEntries(entries)
}
