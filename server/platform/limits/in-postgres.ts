import type { Database } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Limits } from './limits.ts'

interface Counted {
  readonly taken: number
  readonly seconds: number
}

/** Counted in the database, beside everything else. */
export const limitsInPostgres = (db: Database): Limits => ({
  async take(name, key, { most, seconds }) {
    const { answers } = await db
      .site(0)
      .run(
        statement(
          sql`/* writes */ select site.take(${name}, ${key.slice(0, 300)}, ${most}::int, ${seconds}::int)`,
        ),
      )
    const counted = JSON.parse(answers[0]!.rows[0]![0]!) as Counted
    return {
      granted: counted.taken <= most,
      left: Math.max(0, most - counted.taken),
      seconds: counted.seconds,
    }
  },
  close: async () => {},
})
