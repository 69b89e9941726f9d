import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { findIdentity, type Identity } from './identity.ts'
import { makeCluster } from './initdb.ts'
import { isAlive, readPidFile, removeMisleadingPidFile } from './pid-file.ts'
import { postgresqlConf } from './settings.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'

/** All that is needed to start PostgreSQL on one data folder. */
export interface House {
  /** The cluster itself, by its real path. */
  readonly folder: string
  readonly logFile: string
  readonly socketFolder: string
  readonly binaries: Binaries
  readonly identity: Identity
}

export async function prepareHouse(data: string, localConf?: string): Promise<House> {
  const logFile = join(data, 'logs/postgres.log')
  mkdirSync(dirname(logFile), { recursive: true })
  const binaries = await findBinaries(join(data, 'lib'))
  const identity = findIdentity(data, join(binaries.folder, 'postgres'))
  const folder = join(data, 'db')
  makeCluster(folder, binaries, identity, localConf)
  return { folder, logFile, socketFolder: makeSocketFolder(folder, identity), binaries, identity }
}

/** Outlives neither Node, whose end closes the pipe, nor PostgreSQL, which it waits for. */
const watchdog = `exec 3<&0
"$@" 3<&- </dev/null & pid=$!
trap '' HUP INT TERM
(read -r _ <&3; kill -INT "$pid") & dog=$!
wait "$pid"; status=$?
kill -KILL "$dog" 2>/dev/null
exit "$status"`

/** In a session of its own: Ctrl-C is for us to answer. */
export function startPostmaster(house: House): ChildProcess {
  const { folder, binaries, identity } = house
  const socketFolder = makeSocketFolder(folder, identity)
  removeMisleadingPidFile(folder, socketFolder)
  writeConf(house)
  const postgres = [join(binaries.folder, 'postgres'), '-D', folder, '-k', socketFolder, '-p', '5432']
  const log = openLog(house)
  const child = spawn('sh', ['-c', watchdog, 'sugu-postgres', ...identity.prefix, ...postgres], {
    cwd: '/',
    detached: true,
    env: binaries.env,
    stdio: ['pipe', log, log],
    ...identity.account,
  })
  closeSync(log)
  child.on('error', () => {})
  child.stdin!.on('error', () => {})
  child.unref()
  ;(child.stdin as unknown as { unref(): void }).unref()
  return child
}

function writeConf({ folder, identity }: House): void {
  const file = join(folder, 'postgresql.conf')
  writeFileSync(file, postgresqlConf(), { mode: 0o600 })
  if (identity.account) chownSync(file, identity.account.uid, identity.account.gid)
}

const tenMegabytes = 10 * 1024 * 1024

function openLog({ logFile }: House): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > tenMegabytes) renameSync(logFile, `${logFile}.1`)
  return openSync(logFile, 'a', 0o600)
}

/** Fast shutdown: open transactions are rolled back, the data written out. */
export async function stopPostmaster({ folder, socketFolder }: House, child: ChildProcess): Promise<void> {
  const pid = readPidFile(folder)?.pid
  child.ref()
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
  child.stdin!.end()
  const impatient = setTimeout(() => pid && isAlive(pid) && process.kill(pid, 'SIGQUIT'), 60_000)
  await gone
  clearTimeout(impatient)
  removeSocketFolder(socketFolder)
}
