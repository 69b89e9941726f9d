import { blamed, isLoss, isStaleName, readsOnly } from './batch.ts'
import type { Connection } from './connection.ts'
import { ConnectionLost } from './errors.ts'
import type { Answer, Statement } from './executor.ts'
import type { Pool } from './pool.ts'

/** What work may do inside one open transaction. */
export interface Within {
  send(statements: readonly Statement[]): Promise<Answer[]>
  script(text: string): Promise<void>
}

interface Open {
  readonly pool: Pool
  readonly begin: readonly Statement[]
  /** Settled, either way, once the first packet was answered; null before anything was asked. */
  beginning: Promise<unknown> | null
  connection: Connection | null
  /** The first error inside; then there is nothing to commit. */
  failure: unknown
  over: boolean
}

/**
 * BEGIN … COMMIT around `work`, rolled back when it throws. BEGIN rides with the first batch, so work that
 * asks nothing costs nothing.
 */
export async function inTransaction<T>(
  pool: Pool,
  begin: readonly Statement[],
  work: (within: Within) => Promise<T>,
): Promise<T> {
  const open: Open = { pool, begin, beginning: null, connection: null, failure: null, over: false }
  try {
    const result = await work({
      send: (statements) => told(open, send(open, statements)),
      script: (text) => told(open, script(open, text)),
    })
    await commit(open)
    return result
  } catch (error) {
    await rollback(open)
    throw error
  } finally {
    open.over = true
    if (open.connection) pool.giveBack(open.connection)
  }
}

async function send(open: Open, statements: readonly Statement[]): Promise<Answer[]> {
  if (open.over) throw new Error('this transaction is over')
  if (open.beginning) return (await begun(open)).send(statements)
  const first = sendFirst(open, statements)
  open.beginning = first.catch(() => {})
  return first
}

async function script(open: Open, text: string): Promise<void> {
  if (!open.beginning) await send(open, [])
  await (await begun(open)).script(text)
}

async function begun(open: Open): Promise<Connection> {
  await open.beginning
  if (!open.connection) throw new ConnectionLost(false)
  return open.connection
}

const patience = 10_000

/** Nothing has happened yet: what had not left, or only reads, may begin again elsewhere. */
async function sendFirst(open: Open, statements: readonly Statement[]): Promise<Answer[]> {
  for (const deadline = Date.now() + patience; ; ) {
    open.connection = await open.pool.take()
    try {
      return (await open.connection.send([...open.begin, ...statements])).slice(open.begin.length)
    } catch (error) {
      const unsent = error instanceof ConnectionLost && !error.sent
      if (!isLoss(error) || !(unsent || readsOnly(statements)) || Date.now() > deadline) throw error
      open.pool.giveBack(open.connection)
      open.connection = null
    }
  }
}

async function told<T>(open: Open, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (isStaleName(error)) open.connection?.forgetNames()
    open.failure ??= error
    throw blamed(error, true)
  }
}

async function commit(open: Open): Promise<void> {
  await open.beginning
  if (open.failure) throw blamed(open.failure, true)
  if (!open.connection) return
  await open.connection.send([{ text: 'commit', values: [] }]).catch((error) => {
    throw blamed(error, false)
  })
}

async function rollback(open: Open): Promise<void> {
  await open.beginning
  const { connection } = open
  if (!connection || connection.closed() || connection.status() === 'I') return
  await connection.send([{ text: 'rollback', values: [] }]).catch(() => connection.destroy())
}
