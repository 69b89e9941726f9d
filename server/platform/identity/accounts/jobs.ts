import type { Database } from '#db/executor.ts'
import type { JobDefinition } from '#engine/job.ts'
import { ask } from '../ask.ts'
import type { AccountSettings } from './accounts.ts'
import { resetting } from './reset.ts'

/** What accounts leave to be done outside of requests. */
export const accountJobs = (db: Database, settings: AccountSettings): readonly JobDefinition[] => [
  resetting(settings),
  {
    name: 'accounts.clean',
    for: 'house',
    schedule: '15 4 * * *',
    run: () => ask(db.site(0), 'clean_codes'),
  },
]
