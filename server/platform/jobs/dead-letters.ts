import type { PgBoss } from 'pg-boss'
import type { Envelope, JobData } from '#engine/job.ts'

export const deadLetterQueue = 'dead-letters'

/** A job that failed as often as it was allowed to. */
export interface DeadLetter {
  readonly id: string
  readonly name: string
  readonly site: number | null
  readonly data: JobData
  /** What the last run ended with. */
  readonly problem: string
  readonly tries: number
  readonly enqueuedAt: Date
  readonly failedAt: Date
}

export async function deadLetters(boss: PgBoss): Promise<DeadLetter[]> {
  const found = await boss.findJobs<Envelope>(deadLetterQueue, { queued: true })
  return found
    .map((job) => ({
      id: job.id,
      name: job.sourceName ?? '',
      site: job.data.site,
      data: job.data.data,
      problem: problemOf(job.sourceOutput ?? job.output),
      tries: (job.sourceRetryCount ?? 0) + 1,
      enqueuedAt: job.sourceCreatedOn ?? job.createdOn,
      failedAt: job.createdOn,
    }))
    .sort((a, b) => b.failedAt.getTime() - a.failedAt.getTime())
}

const problemOf = (output: object | null): string =>
  String((output as { problem?: unknown } | null)?.problem ?? '')

export const retryDeadLetter = async (boss: PgBoss, id: string): Promise<boolean> =>
  isId(id) && (await boss.redrive(deadLetterQueue, { ids: [id] })) === 1

/** It shall not be done any more. */
export async function dropDeadLetter(boss: PgBoss, id: string): Promise<boolean> {
  if (!isId(id) || (await boss.findJobs(deadLetterQueue, { id })).length === 0) return false
  await boss.deleteJob(deadLetterQueue, id)
  return true
}

const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
