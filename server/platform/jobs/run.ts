import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss'
import type { Log } from '#base/log.ts'
import type { Envelope, JobDefinition } from '#engine/job.ts'
import type { JobSurroundings } from './jobs.ts'

/**
 * Takes the definition's jobs as they come. At least two at a time: with one, pg-boss empties a full queue at the
 * speed of its polling.
 */
export async function takeJobs(
  boss: PgBoss,
  definition: JobDefinition,
  around: JobSurroundings,
  log: Log,
): Promise<void> {
  const options = {
    batchSize: Math.max(definition.atOnce ?? 4, 2),
    burstWhenBatchFull: true,
    perJobResults: true,
    includeMetadata: true,
    pollingIntervalSeconds: definition.poll ?? 2,
  } as const
  await boss.work<Envelope, unknown, typeof options>(definition.name, options, (batch) =>
    Promise.all(batch.map((job) => run(definition, job, around, log))),
  )
}

async function run(
  definition: JobDefinition,
  job: JobWithMetadata<Envelope>,
  around: JobSurroundings,
  log: Log,
): Promise<JobResult> {
  const started = performance.now()
  try {
    await runOne(definition, job, around)
    log.info('job.done', { job: definition.name, id: job.id, ms: Math.round(performance.now() - started) })
    return { id: job.id, status: 'completed' }
  } catch (error) {
    const again = job.retryCount < job.retryLimit
    log[again ? 'warn' : 'error']('job.failed', { job: definition.name, id: job.id, again, error })
    if (!again) await around.failed?.(definition.name, job.data.site, wordsOf(error)).catch(() => {})
    return { id: job.id, status: 'failed', output: { problem: wordsOf(error) } }
  }
}

async function runOne(definition: JobDefinition, job: JobWithMetadata<Envelope>, around: JobSurroundings) {
  const { site, data } = job.data
  if (definition.for === 'house') return definition.run(data, job.signal)
  const ctx = await around.contextFor(site!, { kind: 'system', name: definition.name })
  return definition.run(ctx, data, job.signal)
}

const wordsOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).slice(0, 1000)
