import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs'
import { startError } from '../start-errors.ts'
import type { Identity } from './identity.ts'

/** A short folder (socket paths end at 107 bytes) that only our account may enter: the lock on the door. */
export function makeSocketFolder(data: string, { account }: Identity): string {
  const us = account ?? { uid: process.getuid!(), gid: process.getgid!() }
  const folder = socketFolderName(data, us.uid)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account && lstatSync(folder).uid === 0) chownSync(folder, account.uid, account.gid)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== us.uid) {
    throw startError('database.socket_folder_taken', { folder })
  }
  chmodSync(folder, 0o700)
  return folder
}

/** Stays where another process has already started anew. */
export function removeSocketFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT' && code !== 'EEXIST') throw error
  }
}

/** The same whoever asks: XDG_RUNTIME_DIR differs between a terminal and a service, and ends with the session. */
function socketFolderName(data: string, uid: number): string {
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 12)
  return `/tmp/sugu-${uid}-${hash}`
}
