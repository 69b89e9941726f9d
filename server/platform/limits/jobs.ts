import type { Database } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { JobDefinition } from '#engine/job.ts'

/** Windows that have ended are of no more use. */
export const cleanBudgets = (db: Database): JobDefinition => ({
  name: 'limits.clean',
  for: 'house',
  schedule: '10 * * * *',
  run: () => db.site(0).run(statement(sql`/* writes */ select site.clean_budgets()`)),
})
