import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { startError } from '../start-errors.ts'

/** Under which account PostgreSQL runs; it refuses root. */
export interface Identity {
  /** What goes before the command. */
  readonly prefix: readonly string[]
  /** Null: the account of this process. */
  readonly account: { readonly uid: number; readonly gid: number } | null
}

const ourselves: Identity = { prefix: [], account: null }
/** Root that calls itself somebody else: its files stay root's, PostgreSQL is content. */
const rootInDisguise: Identity = {
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'],
  account: null,
}

/**
 * The first account that can run `binary` and enter `data`. A folder that root made inside somebody's
 * closed one is given to that somebody.
 */
export function findIdentity(data: string, binary: string): Identity {
  if (process.getuid?.() !== 0) return ourselves
  const candidates = [rootInDisguise, ...owners(data)]
  const found = candidates.find((identity) => canWork(identity, data, binary))
  if (found) return found
  const heir = candidates.find((identity) => identity.account && canWork(identity, dirname(data), binary))
  if (heir?.account && statSync(data).uid === 0) {
    chownSync(data, heir.account.uid, heir.account.gid)
    return heir
  }
  throw startError('database.root_refused', { data })
}

/** The ordinary accounts that own the folder or one above it, nearest first. */
function owners(data: string): Identity[] {
  const found = new Map<number, Identity>()
  for (let folder = data; ; folder = dirname(folder)) {
    const { uid, gid } = statSync(folder)
    if (uid !== 0 && !found.has(uid)) found.set(uid, { prefix: [], account: { uid, gid } })
    if (folder === dirname(folder)) return [...found.values()]
  }
}

function canWork({ prefix, account }: Identity, data: string, binary: string): boolean {
  const command = [...prefix, 'sh', '-c', 'test -x "$0" && test -x "$1"', binary, data]
  return spawnSync(command[0]!, command.slice(1), { stdio: 'ignore', cwd: '/', ...account }).status === 0
}
