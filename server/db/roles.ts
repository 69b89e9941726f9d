import { createHash } from 'node:crypto'
import type { ConnectionSettings } from './connection.ts'

/** Three roles, so that the database itself keeps sites apart; or one, where no others may be made. */
export interface Roles {
  readonly owner: ConnectionSettings
  readonly app: ConnectionSettings
  readonly network: ConnectionSettings
  /** `missing`: all is done by the role of DATABASE_URL; the views still filter, nothing enforces them. */
  readonly wall: 'roles' | 'missing'
  /** In French, when the wall is missing. */
  readonly why?: string
}

export function roleNames(database: string) {
  const stem = shortened(database)
  return { owner: `${stem}_owner`, app: `${stem}_app`, network: `${stem}_network` }
}

/** PostgreSQL cuts names at 63 bytes without a word; cut so, the three would be one. */
function shortened(database: string): string {
  if (Buffer.byteLength(database) <= 50) return database
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 8)
  return `${[...database].slice(0, 10).join('')}_${hash}`
}

export type RoleNames = ReturnType<typeof roleNames>

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Of our own choosing, so that three processes that start at once wait for each other. */
export const startLock = `select pg_advisory_lock(7834001)`
export const startUnlock = `select pg_advisory_unlock(7834001)`

/**
 * What every role of ours is told for its sessions, in one database or in all. Without `jit`: it would spend 150 ms on
 * compiling what takes one to run, wherever a list of rows makes a plan look dear.
 */
export const commonSettings = (role: string, database?: string): string => {
  const place = `alter role ${identifier(role)}${database ? ` in database ${identifier(database)}` : ''}`
  return Object.entries(common)
    .map(([name, value]) => `${place} set ${name} = '${value}'`)
    .join('; ')
}
const common = { timezone: 'UTC', idle_in_transaction_session_timeout: '30s', jit: 'off' }

/** And those that serve requests: neither long statements nor long waits. */
export const roleSettings = ({ owner, app, network }: RoleNames): string =>
  [
    ...[owner, app, network].map((role) => commonSettings(role)),
    ...[app, network].map((role) => `alter role ${identifier(role)} set statement_timeout = '30s'`),
    ...[app, network].map((role) => `alter role ${identifier(role)} set lock_timeout = '10s'`),
  ].join(';\n')
