import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { platform } from 'node:os'
import { join } from 'node:path'

/** What a postmaster says of itself in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number
  readonly socketFolder: string
  /** `starting`, `ready`, `stopping`. */
  readonly status: string
}

export function readPidFile(folder: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() } : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** After a crash the number may belong to another process: a postmaster stands in its data folder. */
export function isPostmaster(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false
  try {
    if (platform() === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes(
    'postgres',
  )
}

/** A pid file whose number went to some other process would keep PostgreSQL from starting for ever. */
export function removeMisleadingPidFile(folder: string, socketFolder: string): void {
  const file = readPidFile(folder)
  if (!file || !isAlive(file.pid) || isPostmaster(file.pid, folder)) return
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  rmSync(join(socketFolder, '.s.PGSQL.5432.lock'), { force: true })
}
