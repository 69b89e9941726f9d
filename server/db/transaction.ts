import { blamed, isLoss, isRead, isStaleName } from './batch.ts'
import type { Connection } from './connection.ts'
import { ConnectionLost } from './errors.ts'
import type { Answer, Statement } from './executor.ts'
import type { Pool } from './pool.ts'

/** Sends statements inside one open transaction. */
export type Send = (statements: readonly Statement[]) => Promise<Answer[]>

const commit: Statement = { text: 'commit', values: [] }
const rollback: Statement = { text: 'rollback', values: [] }

/**
 * BEGIN … COMMIT around `work`, rolled back when it throws. BEGIN rides with the first batch, so work that
 * asks nothing costs nothing.
 */
export async function inTransaction<T>(
  pool: Pool,
  begin: readonly Statement[],
  work: (send: Send, script: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const open = openTransaction(pool, begin)
  try {
    const result = await work(open.send, open.script)
    await open.commit()
    return result
  } catch (error) {
    await open.rollback()
    throw error
  } finally {
    open.end()
  }
}

function openTransaction(pool: Pool, begin: readonly Statement[]) {
  let connection: Connection | null = null
  let beginning: Promise<unknown> | null = null
  let failure: unknown = null
  let over = false

  const first = async (statements: readonly Statement[]): Promise<Answer[]> => {
    for (const deadline = Date.now() + 10_000; ; ) {
      connection = await pool.take()
      try {
        return (await connection.send([...begin, ...statements])).slice(begin.length)
      } catch (error) {
        const unsent = error instanceof ConnectionLost && !error.sent
        if (!isLoss(error) || !(unsent || statements.every(isRead)) || Date.now() > deadline) throw error
        pool.giveBack(connection)
        connection = null
      }
    }
  }
  const sendNow = async (statements: readonly Statement[]): Promise<Answer[]> => {
    if (over) throw new Error('this transaction is over')
    if (!beginning) {
      const begun = first(statements)
      beginning = begun.catch(() => {})
      return begun
    }
    await beginning
    if (!connection) throw new ConnectionLost(false)
    return connection.send(statements)
  }
  const told = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      if (isStaleName(error)) connection?.forgetNames()
      failure ??= error
      throw blamed(error, true)
    }
  }
  const send: Send = (statements) => told(sendNow(statements))
  return {
    send,
    script: async (text: string) => {
      await (beginning ?? send([]))
      await told(connection ? connection.script(text) : Promise.reject(new ConnectionLost(false)))
    },
    commit: async () => {
      await beginning
      if (!connection) return
      if (failure) throw blamed(failure, true)
      await connection.send([commit]).catch((error) => {
        throw blamed(error, false)
      })
    },
    rollback: async () => {
      await beginning
      if (!connection || connection.closed() || connection.status() === 'I') return
      await connection.send([rollback]).catch(() => connection?.destroy())
    },
    end: () => {
      over = true
      if (connection) pool.giveBack(connection)
    },
  }
}
