import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { ConnectionLost, DatabaseError } from './errors.ts'
import { exchange as begin, type Exchange, heard, writeBatch } from './exchange.ts'
import type { Answer, Statement } from './executor.ts'
import { cutter } from './incoming.ts'
import * as out from './outgoing.ts'
import { preparedNames } from './prepared.ts'

/** How to reach one database as one role; what `pg` and pg-boss take. */
export interface ConnectionSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string | undefined
  readonly ssl?: pg.ClientConfig['ssl']
}

/** One connection to PostgreSQL. `pg` shakes hands; then the socket is ours. */
export interface Connection {
  /** Several statements, one write, one Sync: one implicit transaction. */
  send(statements: readonly Statement[]): Promise<Answer[]>
  /** A script of several commands, by the simple protocol. */
  script(text: string): Promise<void>
  /** As of the last answer: idle, in a transaction, in a failed one. */
  status(): 'I' | 'T' | 'E'
  closed(): boolean
  /** When the oldest unanswered message left, or 0. */
  waitingSince(): number
  /** Names that PostgreSQL no longer honours are made anew. */
  forgetNames(): void
  /** Lets the process end while this stands open. */
  unref(): void
  /** A connection in doubt is destroyed, never reused. */
  destroy(): void
  /** Says goodbye first. */
  close(): void
  onClose(listener: () => void): void
}

export async function connect(settings: ConnectionSettings, timeout = 10_000): Promise<Connection> {
  const client = new pg.Client({ ...settings, keepAlive: true, connectionTimeoutMillis: timeout })
  client.on('error', () => {})
  await client.connect().catch(refused)
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  return takeOver(stream)
}

function refused(error: Error & { code?: string; severity?: string }): never {
  if (error.severity && error.code) throw new DatabaseError(error.message, { code: error.code })
  throw new ConnectionLost(false, error)
}

function takeOver(stream: Duplex): Connection {
  const names = preparedNames()
  const exchanges: Exchange[] = []
  const listeners: (() => void)[] = []
  let status: 'I' | 'T' | 'E' = 'I'
  let closed = false
  let since = 0

  const fail = (cause?: unknown) => {
    if (closed) return
    closed = true
    stream.destroy()
    for (const { reject, error } of exchanges.splice(0)) reject(error ?? new ConnectionLost(true, cause))
    for (const listener of listeners) listener()
  }
  const ready = (state: number) => {
    status = state === 73 ? 'I' : state === 84 ? 'T' : 'E'
    const exchange = exchanges.shift()!
    since = exchanges.length === 0 ? 0 : Date.now()
    if (exchange.error) exchange.reject(exchange.error)
    else exchange.resolve(exchange.answers)
  }
  const cut = cutter((code, bytes, start, end) => {
    if (code === 90) ready(bytes[start]!)
    else heard(exchanges[0], names, code, bytes, start, end)
  })
  const exchange = (statements: readonly Statement[], write: () => Exchange['prepared']) =>
    new Promise<Answer[]>((resolve, reject) => {
      if (closed) return reject(new ConnectionLost(false))
      out.begin()
      const prepared = write()
      exchanges.push(begin(prepared, resolve, reject))
      if (since === 0) since = Date.now()
      stream.write(out.packet())
    })

  stream.removeAllListeners('data')
  stream.on('data', (chunk: Buffer) => {
    try {
      cut(chunk)
    } catch (error) {
      fail(error)
    }
  })
  stream.on('error', fail)
  stream.on('close', () => fail())

  return {
    send: (statements) => exchange(statements, () => writeBatch(statements, names)),
    script: async (text) => {
      await exchange([], () => {
        out.query(text)
        return []
      })
    },
    status: () => status,
    closed: () => closed,
    waitingSince: () => since,
    forgetNames: names.forgetAll,
    unref: () => (stream as Socket).unref(),
    destroy: () => fail(),
    close: () => {
      if (closed) return
      out.begin()
      out.terminate()
      stream.end(out.packet())
    },
    onClose: (listener) => listeners.push(listener),
  }
}
