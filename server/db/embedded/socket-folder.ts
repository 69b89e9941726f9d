import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Identity } from './identity.ts'

/** A short folder (socket paths end at 107 bytes) that only our account may enter: the lock on the door. */
export function makeSocketFolder(data: string, { account }: Identity): string {
  const us = account ?? { uid: process.getuid!(), gid: process.getgid!() }
  const folder = socketFolderName(data, us.uid)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account && lstatSync(folder).uid === 0) chownSync(folder, account.uid, account.gid)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== us.uid) {
    throw new Error(`Le dossier « ${folder} » appartient à un autre compte : supprimez-le, puis recommencez.`)
  }
  chmodSync(folder, 0o700)
  return folder
}

function socketFolderName(data: string, uid: number): string {
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 12)
  const runtime = process.env.XDG_RUNTIME_DIR
  const own = uid === process.getuid!() && runtime && isOurs(runtime, uid)
  const short = own && Buffer.byteLength(runtime) < 70
  return short ? join(runtime, `sugu-${hash}`) : `/tmp/sugu-${uid}-${hash}`
}

function isOurs(folder: string, uid: number): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === uid
}
