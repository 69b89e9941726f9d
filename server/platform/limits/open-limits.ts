import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import type { Database } from '#db/executor.ts'
import { limitsInPostgres } from './in-postgres.ts'
import { limitsInRedis } from './in-redis.ts'
import type { Limits } from './limits.ts'
import { remembered } from './remembered.ts'

/** One per process; what they count, all processes share. */
export function openLimits(db: Database, { redisUrl }: Pick<Config, 'redisUrl'>, log: Log): Limits {
  const here = limitsInPostgres(db)
  return remembered(redisUrl === undefined ? here : limitsInRedis(redisUrl, here, log))
}
