import type { Socket } from 'node:net'
import pg from 'pg'
import { ConnectionLost, DatabaseError } from './errors.ts'
import { type Exchange, exchange, heard, writeBatch } from './exchange.ts'
import type { Answer, Statement } from './executor.ts'
import { cutter } from './incoming.ts'
import * as out from './outgoing.ts'
import { type Names, preparedNames } from './prepared.ts'
import { learn } from './shapes.ts'

/** How to reach one database as one role; what `pg` and pg-boss take. */
export interface ConnectionSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string | undefined
  readonly ssl?: pg.ClientConfig['ssl']
  /** Milliseconds; where the role itself cannot be told. */
  readonly statement_timeout?: number
}

/** One connection to PostgreSQL. */
export interface Connection {
  /** Several statements, one write, one Sync: one implicit transaction. */
  send(statements: readonly Statement[]): Promise<Answer[]>
  /** A script of several commands, by the simple protocol. */
  script(text: string): Promise<void>
  /** As of the last answer: idle, in a transaction, in a failed one. */
  status(): Status
  closed(): boolean
  /** Packets sent and not yet answered. */
  inFlight(): number
  /** Since when (`performance.now()`) PostgreSQL has been at the oldest of them. */
  waitingSince(): number
  /** Gives up all but the oldest packet in flight, as lost: only where asking twice does no harm. */
  letOthersGo(): void
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

type Status = 'I' | 'T' | 'E'

interface Line {
  readonly socket: Socket
  readonly names: Names
  /** Sent and not yet answered, oldest first. */
  readonly exchanges: Exchange[]
  readonly listeners: (() => void)[]
  status: Status
  closed: boolean
  lastAnswer: number
}

/** `pg` shakes hands (TLS, SCRAM and all); then the socket is ours. */
export async function connect(settings: ConnectionSettings, timeout = 10_000): Promise<Connection> {
  const client = new pg.Client({ ...settings, keepAlive: true, connectionTimeoutMillis: timeout })
  client.on('error', () => {})
  await client.connect().catch(refused)
  return connectionOn(takeOver(client))
}

function refused(error: Error & { code?: string; severity?: string }): never {
  if (error.severity && error.code) throw new DatabaseError(error.message, { code: error.code })
  throw new ConnectionLost(false, error)
}

function takeOver(client: pg.Client): Line {
  const { stream: socket } = (client as unknown as { connection: { stream: Socket } }).connection
  const line: Line = {
    socket,
    names: preparedNames(),
    exchanges: [],
    listeners: [],
    status: 'I',
    closed: false,
    lastAnswer: 0,
  }
  socket.removeAllListeners('data')
  socket.on('data', listening(line))
  socket.on('error', (error) => fail(line, error))
  socket.on('close', () => fail(line))
  return line
}

const readyForQuery = 90

function listening(line: Line): (chunk: Buffer) => void {
  const cut = cutter((code, bytes, start, end) => {
    if (code === readyForQuery) settled(line, String.fromCharCode(bytes[start]!) as Status)
    else heard(line.exchanges[0], line.names, code, bytes, start, end)
  })
  return (chunk) => {
    try {
      cut(chunk)
    } catch (error) {
      fail(line, error)
    }
  }
}

function settled(line: Line, status: Status): void {
  line.status = status
  const now = performance.now()
  const { sent, prepared, error, answers, resolve, reject } = line.exchanges.shift()!
  const took = now - Math.max(sent, line.lastAnswer)
  line.lastAnswer = now
  for (const named of prepared) if (named) learn(named.shape, took)
  if (error) reject(error)
  else resolve(answers)
}

function fail(line: Line, cause?: unknown): void {
  if (line.closed) return
  line.closed = true
  line.socket.destroy()
  for (const { error, reject } of line.exchanges.splice(0)) reject(error ?? new ConnectionLost(true, cause))
  for (const listener of line.listeners) listener()
}

/** `write` fills the packet. One that cannot be encoded fails before anything leaves. */
const ask = (
  line: Line,
  statements: readonly Statement[],
  write: () => Exchange['prepared'],
): Promise<Answer[]> =>
  new Promise((resolve, reject) => {
    if (line.closed) throw new ConnectionLost(false)
    out.begin()
    line.exchanges.push(exchange(statements, write(), resolve, reject))
    line.socket.write(out.packet())
  })

const unnamed: Exchange['prepared'] = []

function writeScript(text: string): Exchange['prepared'] {
  out.query(text)
  return unnamed
}

function sayGoodbye(line: Line): void {
  if (line.closed) return
  out.begin()
  out.terminate()
  line.socket.end(out.packet())
}

const connectionOn = (line: Line): Connection => ({
  send: (statements) => ask(line, statements, () => writeBatch(statements, line.names)),
  script: async (text) => void (await ask(line, [], () => writeScript(text))),
  status: () => line.status,
  closed: () => line.closed,
  inFlight: () => line.exchanges.length,
  waitingSince: () => Math.max(line.exchanges[0]?.sent ?? 0, line.lastAnswer),
  letOthersGo: () => {
    for (const { reject } of line.exchanges.slice(1)) reject(new ConnectionLost(true))
  },
  forgetNames: () => line.names.forgetAll(),
  unref: () => line.socket.unref(),
  destroy: () => fail(line),
  close: () => sayGoodbye(line),
  onClose: (listener) => line.listeners.push(listener),
})
