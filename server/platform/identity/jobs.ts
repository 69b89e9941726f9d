import type { Database } from '#db/executor.ts'
import type { JobDefinition } from '#engine/job.ts'
import { ask } from './ask.ts'

const keptDays = 30

/** Attempts, and sessions that are long over, are forgotten after 30 days. */
export const cleanSignIns = (db: Database): JobDefinition => ({
  name: 'identity.clean',
  for: 'house',
  schedule: '20 3 * * *',
  run: async () => {
    for (const clean of ['clean_sign_ins', 'clean_api_tokens', 'clean_see_as'] as const)
      await ask(db.site(0), clean, keptDays)
  },
})
