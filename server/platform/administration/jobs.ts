import { errorsOf } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import { type Context, inTransaction } from '#engine/context.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { isNetworkOwner } from '#engine/rest/describe.ts'
import { is } from '#model/json-schema.ts'
import { audit } from '../audit/audit.ts'
import type { DeadLetter } from '../jobs/dead-letters.ts'
import type { Jobs } from '../jobs/jobs.ts'

/** What is done outside of requests, as it can be seen and helped. A site's own; the house's for the network owner. */
export const jobCalls = (queue: Jobs): readonly Call[] => [list(queue), retry(queue), drop(queue)]

const jobError = errorsOf({
  'job.not_found': [
    404,
    {
      fr: 'Cette tâche n’est pas, ou n’est plus, parmi celles qui ont échoué : rechargez la liste.',
      en: 'This job is not, or no longer, among those that failed: load the list again.',
    },
  ],
})

const most = 200

const job = is.object({
  id: is.text,
  job: is.text,
  site: is.orNull(is.whole),
  state: is.oneOf('running', 'waiting', 'failed', 'done'),
  tries: is.whole,
  problem: is.orNull(is.text),
  enqueued_at: is.instant,
  at: is.instant,
})

const list = (queue: Jobs): Call =>
  call({
    at: 'GET /api/administration/jobs/',
    summary: {
      fr: 'Tâches en cours, en attente, en échec, faites',
      en: 'Jobs that run, wait, failed, are done',
    },
    detail: {
      fr: 'Celles du site ; toutes, et celles de la maison, pour le propriétaire du réseau. `at` dit depuis quand une tâche tourne, quand elle se fera, ou quand elle a fini ; `problem`, sur quoi elle a échoué. Celles qui ont abouti restent un jour, celles qui ont échoué 90.',
      en: 'Those of the site; all of them, and those of the house, for the owner of the network. `at` says since when a job runs, when it is due, or when it ended; `problem`, what it failed on. Those that succeeded stay a day, those that failed 90.',
    },
    to: 'site_admin',
    answers: { 200: () => is.object({ results: is.list(job) }) },
    run: async ({ ctx }) => ({ results: [...(await failedOf(queue, ctx)), ...(await othersOf(ctx))] }),
  })

const isTheirs = (ctx: Context, { site }: Pick<DeadLetter, 'site'>): boolean =>
  site === ctx.site.id || isNetworkOwner(ctx)

async function failedOf(queue: Jobs, ctx: Context) {
  const letters = (await queue.deadLetters()).filter((letter) => isTheirs(ctx, letter))
  return letters.slice(0, most).map(({ id, name, site, tries, problem, enqueuedAt, failedAt }) => ({
    id,
    job: name,
    site,
    state: 'failed',
    tries,
    problem,
    enqueued_at: enqueuedAt,
    at: failedAt,
  }))
}

/** What runs first, then what waits, then what was done of late. Of the data of a job nothing is told. */
async function othersOf(ctx: Context): Promise<readonly object[]> {
  const { answers } = await ctx.tx.run(
    statement(sql`select coalesce(json_agg(x), '[]')::text from (
      select id, name as job, (data ->> 'site')::int as site,
        case state when 'active' then 'running' when 'completed' then 'done' else 'waiting' end as state,
        retry_count + case state when 'active' then 1 when 'completed' then 1 else 0 end as tries,
        nullif(output ->> 'problem', '') as problem, created_on as enqueued_at,
        case state when 'active' then started_on when 'completed' then completed_on else start_after end as at
      from (
        (select * from pgboss.job where ${ofCaller(ctx)} and state = 'active' order by started_on limit ${most}::int)
        union all
        (select * from pgboss.job where ${ofCaller(ctx)} and state in ('created', 'retry') order by start_after limit ${most}::int)
        union all
        (select * from pgboss.job where ${ofCaller(ctx)} and state = 'completed' order by completed_on desc limit 50)
      ) j) x`),
  )
  return JSON.parse(answers[0]!.rows[0]![0]!) as object[]
}

const ofCaller = (ctx: Context) =>
  sql`name <> 'dead-letters' and name not like '\\_\\_pgboss%'
    and (${isNetworkOwner(ctx)}::boolean or data ->> 'site' = ${String(ctx.site.id)}::text)`

const retry = (queue: Jobs): Call =>
  call({
    at: 'POST /api/administration/jobs/{job}/retry/',
    summary: { fr: 'Refaire une tâche qui a échoué', en: 'Do a failed job again' },
    to: 'site_admin',
    key: 'each',
    answers: { 204: null },
    problems: jobError.named('job.not_found'),
    run: ({ ctx, params }) => settle(ctx, queue, params.job, 'job.retried', queue.retry),
  })

const drop = (queue: Jobs): Call =>
  call({
    at: 'DELETE /api/administration/jobs/{job}/',
    summary: { fr: 'Écarter une tâche qui a échoué', en: 'Drop a failed job' },
    detail: {
      fr: 'Elle ne sera pas refaite : à employer quand elle n’a plus lieu d’être.',
      en: 'It will not be done: for one that no longer makes sense.',
    },
    to: 'site_admin',
    answers: { 204: null },
    problems: jobError.named('job.not_found'),
    run: ({ ctx, params }) => settle(ctx, queue, params.job, 'job.dropped', queue.drop),
  })

async function settle(
  ctx: Context,
  queue: Jobs,
  id: string,
  kind: 'job.retried' | 'job.dropped',
  deed: (id: string) => Promise<boolean>,
): Promise<void> {
  const letter = (await queue.deadLetters()).find((one) => one.id === id && isTheirs(ctx, one))
  if (!letter || !(await deed(id))) throw jobError('job.not_found')
  const { name, site } = letter
  await inTransaction(ctx, ({ tx, actor }) =>
    audit(tx, { kind, actor, about: `job:${id}`, details: { job: name, site } }),
  )
}
