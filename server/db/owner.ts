import { blamed, readsOnly, sendAny } from './batch.ts'
import type { Connection } from './connection.ts'
import type { Answer, Statement } from './executor.ts'
import type { Pool } from './pool.ts'
import { inTransaction } from './transaction.ts'

/** The role that owns the structure. Used by migrations and by `schema/`, by nothing on a request's way. */
export interface Owner {
  /** One implicit transaction. */
  run(...statements: Statement[]): Promise<Answer[]>
  transaction<T>(work: (tx: OwnerTx) => Promise<T>, options?: OwnerTransactionOptions): Promise<T>
  /** One connection without a transaction: concurrent indexes, advisory locks. Each statement commits by itself. */
  session<T>(work: (session: OwnerTx) => Promise<T>): Promise<T>
}

export interface OwnerTx {
  run(...statements: Statement[]): Promise<Answer[]>
  /** Several commands in one text, without values. */
  script(text: string): Promise<void>
}

export interface OwnerTransactionOptions {
  /** Milliseconds to wait for a lock. */
  readonly lockTimeout?: number
}

export const owner = (pool: Pool): Owner => ({
  run: (...statements) => sendAny(pool, statements),
  transaction: (work, { lockTimeout } = {}) =>
    inTransaction(pool, beginning(lockTimeout), ({ send, script }) =>
      work({ run: (...statements) => send(statements), script }),
    ),
  session: async (work) => {
    const connection = await pool.take()
    const session = inSession(connection)
    try {
      return await work(session)
    } finally {
      // What a session set or locked must not outlive it.
      await connection.script('discard all').catch(() => connection.destroy())
      connection.forgetNames()
      pool.giveBack(connection)
    }
  },
})

const beginning = (lockTimeout?: number): Statement[] =>
  lockTimeout === undefined
    ? [{ text: 'begin', values: [] }]
    : [
        { text: 'begin', values: [] },
        { text: `select set_config('lock_timeout', $1, true)`, values: [`${lockTimeout}ms`] },
      ]

const inSession = (connection: Connection): OwnerTx => ({
  run: async (...statements) => {
    const answers: Answer[] = []
    for (const statement of statements) {
      const [answer] = await connection
        .send([statement])
        .catch((error) => rethrow(error, readsOnly([statement])))
      answers.push(answer!)
    }
    return answers
  },
  script: (text) => connection.script(text).catch(rethrow),
})

const rethrow = (error: unknown, fateKnown = false): never => {
  throw blamed(error, fateKnown)
}
