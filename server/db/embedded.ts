import type { ChildProcess } from 'node:child_process'
import { mkdirSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#base/log.ts'
import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { superuser } from './embedded/initdb.ts'
import { isPostmaster, readPidFile } from './embedded/pid-file.ts'
import { type House, prepareHouse, startPostmaster, stopPostmaster } from './embedded/postmaster.ts'
import { removeSocketFolder } from './embedded/socket-folder.ts'
import { explainFailure, explainSilence, isHopeless, logSize } from './embedded/trouble.ts'

/** PostgreSQL living with us. It is started again whenever it dies, until `stop`. */
export interface Embedded {
  /** Of the superuser, for making roles and databases. */
  readonly root: ConnectionSettings
  /** Whether this process started it; then it stops it too. */
  started(): boolean
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly data: string
  readonly log: Log
  /** What `local.conf` says when the cluster is made. */
  readonly localConf?: string
}

/** Milliseconds for what a kill left behind to go away: a pid file, shared memory still in use. */
const patience = 5_000

interface Keeper {
  readonly house: House
  readonly log: Log
  /** The postmaster's watchdog, when we are the one who started it. */
  child: ChildProcess | null
  stopping: boolean
  /** Ends when PostgreSQL does. */
  watch: Connection | null
}

export async function startEmbedded({ data, log, localConf }: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const house = await prepareHouse(realpathSync(data), localConf)
  const keeper: Keeper = { house, log, child: null, stopping: false, watch: null }
  await bringUp(keeper)
  return { root: rootOf(house), started: () => keeper.child !== null, stop: () => stop(keeper) }
}

/** Adopts a living postmaster or starts one. Two that start at once are told apart by its own lock. */
async function bringUp(keeper: Keeper): Promise<void> {
  const { house } = keeper
  const since = Date.now()
  const from = logSize(house)
  for (let pause = 10; !keeper.stopping; pause = Math.min(pause * 1.5, 250)) {
    if (keeper.child || isUp(house)) keeper.watch = await knock(house, since)
    else if (Date.now() - since > patience || isHopeless(house, from)) giveUp(house, from)
    else start(keeper)
    if (keeper.watch) break
    await sleep(pause)
  }
  keeper.watch?.unref()
  keeper.watch?.onClose(() => void revive(keeper))
  if (keeper.stopping) keeper.watch?.close()
}

function giveUp(house: House, from: number): never {
  removeSocketFolder(house.socketFolder)
  throw explainFailure(house, from)
}

function start(keeper: Keeper): void {
  const child = startPostmaster(keeper.house)
  child.once('exit', () => {
    if (keeper.child === child) keeper.child = null
    if (!isUp(keeper.house)) child.stdin!.destroy()
  })
  keeper.child = child
}

async function revive(keeper: Keeper): Promise<void> {
  keeper.watch = null
  if (keeper.stopping) return
  keeper.log.warn('PostgreSQL s’est arrêté : redémarrage.')
  try {
    await bringUp(keeper)
    if (!keeper.stopping) keeper.log.info('PostgreSQL est de nouveau là.')
  } catch (error) {
    keeper.log.error('PostgreSQL ne redémarre pas.', { error })
    setTimeout(() => void revive(keeper), 1000).unref()
  }
}

async function stop(keeper: Keeper): Promise<void> {
  keeper.stopping = true
  keeper.watch?.close()
  if (keeper.child) await stopPostmaster(keeper.house, keeper.child)
}

const isUp = ({ folder }: House): boolean => {
  const file = readPidFile(folder)
  return file !== undefined && isPostmaster(file.pid, folder)
}

const rootOf = ({ folder, socketFolder }: House): ConnectionSettings => ({
  host: readPidFile(folder)?.socketFolder || socketFolder,
  port: 5432,
  user: superuser,
  database: 'postgres',
})

/**
 * A connection that tells us of PostgreSQL's end; null while it does not answer yet. One that calls itself
 * ready and is not to be reached is another account's, or lives behind another /tmp.
 */
async function knock(house: House, since: number): Promise<Connection | null> {
  try {
    return await connect(rootOf(house))
  } catch (error) {
    const silent = Date.now() - since > patience && readPidFile(house.folder)?.status === 'ready'
    if (silent) throw explainSilence(rootOf(house).host, error)
    return null
  }
}
