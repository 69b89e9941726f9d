import type { Database } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { JobDefinition } from '#engine/job.ts'

/** Tickets that are too old to be handed in are of no more use. */
export const cleanEntryTickets = (db: Database): JobDefinition => ({
  name: 'entry_forms.clean',
  for: 'house',
  schedule: '20 * * * *',
  run: () => db.site(0).run(statement(sql`/* writes */ select site.clean_entry_tickets()`)),
})
