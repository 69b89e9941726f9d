import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { ConnectionLost, DatabaseError, databaseProblem, saysGone } from './errors.ts'

/** Connections of one role, each lent to one batch or transaction at a time. */
export interface Pool {
  /** Waits for a free one, and for PostgreSQL to come back, ten seconds at most. */
  take(): Connection | Promise<Connection>
  /** One that is not plainly at rest is destroyed instead. */
  giveBack(connection: Connection): void
  close(): Promise<void>
}

export interface PoolOptions {
  readonly settings: ConnectionSettings
  readonly size: number
  /** Milliseconds after which an unanswered batch means that the server is lost; none where work may be long. */
  readonly answerWithin?: number
}

const patience = 10_000

interface Waiter {
  readonly resolve: (connection: Connection) => void
  readonly reject: (error: unknown) => void
  readonly timer: NodeJS.Timeout
}

export function pool({ settings, size, answerWithin }: PoolOptions): Pool {
  const idle: Connection[] = []
  const all = new Set<Connection>()
  const waiters: Waiter[] = []
  let opening = 0
  let closed = false
  let drained = () => {}

  const open = async (): Promise<Connection> => {
    opening++
    try {
      const connection = await openPatiently(settings, () => closed)
      all.add(connection)
      connection.onClose(() => lost(connection))
      return connection
    } finally {
      opening--
    }
  }
  const lost = (connection: Connection) => {
    all.delete(connection)
    const place = idle.indexOf(connection)
    if (place >= 0) idle.splice(place, 1)
    if (closed && all.size === 0) drained()
    if (waiters.length > 0 && all.size + opening < size) open().then(give, refuseOne)
  }
  const refuseOne = (error: unknown) => settle(waiters)?.reject(error)
  const give = (connection: Connection) => {
    const waiter = settle(waiters)
    if (waiter) waiter.resolve(connection)
    else if (closed) connection.close()
    else idle.push(connection)
  }
  const wait = () =>
    new Promise<Connection>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.splice(waiters.indexOf(waiter), 1)
        reject(databaseProblem('database.busy'))
      }, patience)
      const waiter = { resolve, reject, timer }
      waiters.push(waiter)
    })
  const guard = answerWithin === undefined ? undefined : watchForSilence(all, answerWithin)

  return {
    take: () => {
      const connection = idle.pop()
      if (connection) return connection
      if (closed) return Promise.reject(databaseProblem('database.gone'))
      return all.size + opening < size ? open() : wait()
    },
    giveBack: (connection) => {
      if (connection.closed()) return
      if (connection.status() === 'I' && connection.waitingSince() === 0) give(connection)
      else connection.destroy()
    },
    close: async () => {
      closed = true
      clearInterval(guard)
      for (const { reject, timer } of waiters.splice(0)) {
        clearTimeout(timer)
        reject(databaseProblem('database.gone'))
      }
      const gone = new Promise<void>((resolve) => {
        drained = resolve
      })
      for (const connection of idle.splice(0)) connection.close()
      if (all.size > 0) await gone
    },
  }
}

function settle(waiters: Waiter[]): Waiter | undefined {
  const waiter = waiters.shift()
  if (waiter) clearTimeout(waiter.timer)
  return waiter
}

/** Tries again while PostgreSQL is away or full; any other refusal is final. */
async function openPatiently(settings: ConnectionSettings, closed: () => boolean): Promise<Connection> {
  const deadline = Date.now() + patience
  for (let pause = 15; ; pause = Math.min(pause * 2, 250)) {
    try {
      return await connect(settings, Math.max(deadline - Date.now(), 250))
    } catch (error) {
      if (!passes(error)) throw error
      if (closed() || Date.now() + pause > deadline)
        throw databaseProblem('database.gone', {}, { cause: error })
      await sleep(pause)
    }
  }
}

const passes = (error: unknown): boolean =>
  error instanceof ConnectionLost ||
  (error instanceof DatabaseError && (saysGone(error.code) || error.code === '53300'))

/** A server that vanished without a word never closes the socket. */
function watchForSilence(all: ReadonlySet<Connection>, within: number): NodeJS.Timeout {
  const look = () => {
    for (const connection of all) {
      const since = connection.waitingSince()
      if (since > 0 && Date.now() - since > within) connection.destroy()
    }
  }
  return setInterval(look, 5_000).unref()
}
