import { sql, statement } from '#db/sql.ts'
import type { Context } from './context.ts'
import type { Envelope, Job, JobData } from './job.ts'

export interface Enqueue {
  /** Not before: seconds from now, or an instant. */
  readonly after?: number | Date
  /** While one of the same key waits in its queue, no second one is taken; one that runs already is no reason. */
  readonly key?: string
  /** The higher goes first. */
  readonly priority?: number
}

/**
 * Leaves a job in the transaction of `tx`: it exists if and only if that commits. Answers its id, or null where one
 * like it waits already. The insert is pg-boss's own, with what the queue says of itself.
 */
export async function enqueue<Data extends JobData>(
  { tx, site }: Pick<Context, 'tx' | 'site'>,
  job: Job<Data>,
  data: NoInfer<Data>,
  { after = 0, key, priority = 0 }: Enqueue = {},
): Promise<string | null> {
  const envelope: Envelope = { site: job.for === 'site' ? site.id : null, data }
  const start =
    after instanceof Date ? sql`${after}::timestamptz` : sql`now() + ${after}::float8 * interval '1s'`
  const only = key === undefined ? null : `${envelope.site ?? ''}/${key}`
  const { answers } = await tx.run(
    statement(sql`with queue as (select * from pgboss.queue where name = ${job.name}::text), made as (
      insert into pgboss.job (name, data, priority, start_after, keep_until, singleton_key, policy, expire_seconds,
        deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, dead_letter, heartbeat_seconds)
      select name, ${envelope}::jsonb, ${priority}::int, start, start + retention_seconds * interval '1s', ${only}::text,
        case when ${only}::text is null then policy else 'short' end, expire_seconds, deletion_seconds, retry_limit,
        retry_delay, retry_backoff, retry_delay_max, dead_letter, heartbeat_seconds
      from queue, (select ${start} as start) as at
      on conflict do nothing returning id)
      select (select id from made), exists (select from queue)`),
  )
  const [id = null, isKnown] = answers[0]!.rows[0]!
  if (isKnown !== 't') throw new Error(`no job is called ${job.name}`)
  return id
}
