import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { ConnectionLost, DatabaseError, databaseProblem, saysGone } from './errors.ts'

/** Connections of one role, each lent to one batch or transaction at a time. */
export interface Pool {
  /** Waits for a free one, and for PostgreSQL to come back, as long as its patience lasts. */
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
  /** Milliseconds to wait for a free connection, or for PostgreSQL. */
  readonly patience?: number
}

interface Lending {
  readonly settings: ConnectionSettings
  readonly size: number
  readonly patience: number
  readonly idle: Connection[]
  readonly all: Set<Connection>
  readonly waiters: Waiter[]
  opening: number
  closed: boolean
  emptied: () => void
}

interface Waiter {
  readonly resolve: (connection: Connection) => void
  readonly reject: (error: unknown) => void
  readonly timer: NodeJS.Timeout
}

export function pool({ settings, size, answerWithin, patience = 10_000 }: PoolOptions): Pool {
  const lending: Lending = {
    ...{ settings, size, patience },
    ...{ idle: [], all: new Set(), waiters: [] },
    ...{ opening: 0, closed: false, emptied: () => {} },
  }
  const guard = answerWithin === undefined ? undefined : watchForSilence(lending.all, answerWithin)
  return {
    take: () => lending.idle.pop() ?? more(lending),
    giveBack: (connection) => giveBack(lending, connection),
    close: () => {
      clearInterval(guard)
      return close(lending)
    },
  }
}

async function more(lending: Lending): Promise<Connection> {
  if (lending.closed) throw databaseProblem('database.gone')
  return lending.all.size + lending.opening < lending.size ? open(lending) : wait(lending)
}

async function open(lending: Lending): Promise<Connection> {
  lending.opening++
  try {
    const connection = await openPatiently(lending)
    lending.all.add(connection)
    connection.onClose(() => lost(lending, connection))
    return connection
  } finally {
    lending.opening--
  }
}

/** Tries again while PostgreSQL is away or full; any other refusal is final. */
async function openPatiently(lending: Lending): Promise<Connection> {
  const deadline = Date.now() + lending.patience
  for (let pause = 15; ; pause = Math.min(pause * 2, 250)) {
    try {
      return await connect(lending.settings, Math.max(deadline - Date.now(), 250))
    } catch (error) {
      if (!passes(error)) throw error
      if (lending.closed || Date.now() + pause > deadline) {
        throw databaseProblem('database.gone', {}, { cause: error })
      }
      await sleep(pause)
    }
  }
}

const tooManyConnections = '53300'
const passes = (error: unknown): boolean =>
  error instanceof ConnectionLost ||
  (error instanceof DatabaseError && (saysGone(error.code) || error.code === tooManyConnections))

const wait = (lending: Lending): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      lending.waiters.splice(lending.waiters.indexOf(waiter), 1)
      reject(databaseProblem('database.busy'))
    }, lending.patience)
    const waiter = { resolve, reject, timer }
    lending.waiters.push(waiter)
  })

function nextWaiter({ waiters }: Lending): Waiter | undefined {
  const waiter = waiters.shift()
  if (waiter) clearTimeout(waiter.timer)
  return waiter
}

function giveBack(lending: Lending, connection: Connection): void {
  if (connection.closed()) return
  if (connection.status() !== 'I' || connection.inFlight() > 0) connection.destroy()
  else lend(lending, connection)
}

function lend(lending: Lending, connection: Connection): void {
  const waiter = nextWaiter(lending)
  if (waiter) waiter.resolve(connection)
  else if (lending.closed) connection.close()
  else lending.idle.push(connection)
}

function lost(lending: Lending, connection: Connection): void {
  const { all, idle, waiters, closed, opening, size } = lending
  all.delete(connection)
  const place = idle.indexOf(connection)
  if (place >= 0) idle.splice(place, 1)
  if (closed && all.size === 0) lending.emptied()
  if (waiters.length === 0 || all.size + opening >= size) return
  open(lending).then(
    (fresh) => lend(lending, fresh),
    (error) => nextWaiter(lending)?.reject(error),
  )
}

/** Waits for those that are lent. */
async function close(lending: Lending): Promise<void> {
  lending.closed = true
  for (let waiter = nextWaiter(lending); waiter; waiter = nextWaiter(lending)) {
    waiter.reject(databaseProblem('database.gone'))
  }
  const emptied = new Promise<void>((resolve) => {
    lending.emptied = resolve
  })
  for (const connection of lending.idle.splice(0)) connection.close()
  if (lending.all.size > 0) await emptied
}

/** A server that vanished without a word never closes the socket. */
function watchForSilence(all: ReadonlySet<Connection>, within: number): NodeJS.Timeout {
  const look = () => {
    for (const connection of all) {
      const waited = performance.now() - connection.waitingSince()
      if (connection.inFlight() > 0 && waited > within) connection.destroy()
    }
  }
  return setInterval(look, Math.min(within / 2, 5_000)).unref()
}
