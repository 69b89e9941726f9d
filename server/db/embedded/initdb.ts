import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { startError } from '../start-errors.ts'
import type { Binaries } from './binaries.ts'
import type { Identity } from './identity.ts'
import { isAlive } from './pid-file.ts'
import { localConf, pgHba } from './settings.ts'

export const superuser = 'sugu_root'

/**
 * Makes the cluster once. It is made aside and moved into place whole: a kill in the middle leaves
 * nothing in the way, and of several processes at once the first one's stays.
 */
export function makeCluster(folder: string, binaries: Binaries, identity: Identity, local = localConf): void {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  removeAbandoned(folder)
  const aside = `${folder}.new-${process.pid}`
  removeQuietly(aside)
  mkdirSync(aside, { mode: 0o700 })
  try {
    if (identity.account) chownSync(aside, identity.account.uid, identity.account.gid)
    if (!initdb(aside, 'C.UTF-8', binaries, identity)) initdbOrThrow(aside, binaries, identity)
    writeFileSync(join(aside, 'pg_hba.conf'), pgHba)
    writeFileSync(join(aside, 'local.conf'), local)
    moveIntoPlace(aside, folder)
  } finally {
    removeQuietly(aside)
  }
}

function removeAbandoned(folder: string): void {
  const prefix = `${basename(folder)}.new-`
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
      removeQuietly(join(dirname(folder), name))
    }
  }
}

/** An initdb that outlived its killed parent may still be writing there: then another start removes it. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {}
}

/** Not every system has C.UTF-8; the order of words is ICU's anyway. */
function initdbOrThrow(aside: string, binaries: Binaries, identity: Identity): void {
  const result = runInitdb(aside, 'C', binaries, identity)
  if (result.status === 0) return
  const reason = (result.stderr || result.error?.message || '').trim()
  throw startError('database.not_made', { data: dirname(aside), reason })
}

const initdb = (aside: string, locale: string, binaries: Binaries, identity: Identity): boolean =>
  runInitdb(aside, locale, binaries, identity).status === 0

function runInitdb(aside: string, locale: string, { folder, env }: Binaries, { prefix, account }: Identity) {
  const options = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', `--locale=${locale}`]
  const more = ['--data-checksums', '--auth=trust', `--username=${superuser}`, '--no-instructions']
  const command = [...prefix, join(folder, 'initdb'), ...options, ...more, `--pgdata=${aside}`]
  return spawnSync(command[0]!, command.slice(1), { encoding: 'utf8', cwd: '/', env, ...account })
}

function moveIntoPlace(aside: string, folder: string): void {
  try {
    renameSync(aside, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error
  }
}
