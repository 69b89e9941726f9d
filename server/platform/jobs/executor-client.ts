import type { Db } from 'pg-boss'
import type { Executor } from '#db/executor.ts'

/**
 * An executor as pg-boss calls a database: what it sends for a new job then belongs to our transaction. It reads
 * nothing back but ids, so cells may stay as PostgreSQL writes them.
 */
export const clientOf = (tx: Executor): Db => ({
  async executeSql(text, values = []) {
    const { answers } = await tx.run({ text, values })
    const { columns, rows } = answers[0]!
    return { rows: rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))) }
  },
})
