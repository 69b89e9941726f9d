import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#base/log.ts'
import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { superuser } from './embedded/initdb.ts'
import { isPostmaster, readPidFile } from './embedded/pid-file.ts'
import { type House, prepareHouse, startPostmaster, stopPostmaster } from './embedded/postmaster.ts'

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
}

const patience = 5_000

export async function startEmbedded({ data, log }: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const house = await prepareHouse(realpathSync(data))
  const keeper = keep(house, log)
  const root = { host: await keeper.up(), port: 5432, user: superuser, database: 'postgres' }
  return { root, started: keeper.started, stop: keeper.stop }
}

function keep(house: House, log: Log) {
  let child: ChildProcess | null = null
  let watch: Connection | null = null
  let stopping = false

  const start = () => {
    const born = startPostmaster(house)
    born.once('exit', () => {
      if (child === born) child = null
      if (!isUp(house)) born.stdin!.destroy()
    })
    child = born
  }
  /** Adopts a living postmaster or starts one; answers its socket folder. */
  const up = async (): Promise<string> => {
    const deadline = Date.now() + patience
    for (let pause = 10; !stopping; pause = Math.min(pause * 1.5, 250)) {
      if (isUp(house) || child) watch = await knock(house)
      else if (Date.now() > deadline) throw new Error(explain(house))
      else start()
      if (watch) break
      await sleep(pause)
    }
    watch?.onClose(() => void revive())
    return readPidFile(house.folder)?.socketFolder ?? house.socketFolder
  }
  const revive = async (): Promise<void> => {
    watch = null
    if (stopping) return
    log.warn('PostgreSQL s’est arrêté ; redémarrage.')
    await up().then(
      () => stopping || log.info('PostgreSQL est de nouveau là.'),
      (error: Error) => {
        log.error(error.message)
        setTimeout(() => void revive(), 1000).unref()
      },
    )
  }
  const stop = async () => {
    stopping = true
    watch?.close()
    if (child) await stopPostmaster(house, child)
  }
  return { up, stop, started: () => child !== null }
}

function isUp({ folder }: House): boolean {
  const file = readPidFile(folder)
  return file !== undefined && isPostmaster(file.pid, folder)
}

/** A connection that tells us of PostgreSQL's end; null while it does not answer. */
async function knock({ folder, socketFolder }: House): Promise<Connection | null> {
  const host = readPidFile(folder)?.socketFolder || socketFolder
  const settings = { host, port: 5432, user: superuser, database: 'postgres' }
  return connect(settings).catch(() => null)
}

function explain({ logFile }: House): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-6).join('\n')
  return `PostgreSQL ne démarre pas. Dernières lignes de « ${logFile} » :\n${lines}`
}
