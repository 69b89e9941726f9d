import type { Answer, Executor, Statement } from '#db/executor.ts'
import { raw, statement } from '#db/sql.ts'

// Statements that bind lists of thousands need plans made for them. A prepared plan takes any list for ten values,
// and what PostgreSQL guesses of a join of several is one row: it would compare each of 5,000 with each (measured:
// 2.4 s instead of 0.12). So they are planned anew, and without nested loops; where one goes row by row through an
// index, the list is named once more as `= any(…)`, or the row is looked up laterally.

const settings = (cache: string, loops: string): Statement =>
  statement(
    raw(
      `select set_config('plan_cache_mode', '${cache}', true), set_config('enable_nestloop', '${loops}', true)`,
    ),
  )
const before = settings('force_custom_plan', 'off')
const after = settings('auto', 'on')

export async function runWithLists(tx: Executor, ...statements: Statement[]): Promise<readonly Answer[]> {
  const { answers } = await tx.run(before, ...statements, after)
  return answers.slice(1, -1)
}
