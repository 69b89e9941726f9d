import type { Config } from '#base/config.ts'
import type { Database } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { JobDefinition } from '#engine/job.ts'
import { deliveryJob, type Post } from './webhooks/deliver.ts'
import { hookSecrets } from './webhooks/secrets.ts'

export const postOf = ({ secretKey, privateHosts }: Pick<Config, 'secretKey' | 'privateHosts'>): Post => ({
  secrets: hookSecrets(secretKey),
  allowed: privateHosts,
})

const keptDays = 30

export const liveJobs = (
  db: Pick<Database, 'site'>,
  config: Parameters<typeof postOf>[0],
): readonly JobDefinition[] => [
  deliveryJob(postOf(config)) as JobDefinition,
  {
    name: 'live.clean',
    for: 'house',
    schedule: '20 4 * * *',
    run: () => db.site(0).run(statement(sql`/* writes */ select site.clean_live(${keptDays}::int)`)),
  },
]
