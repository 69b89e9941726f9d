import type { PgBoss, QueueOptions } from 'pg-boss'
import { type JobDefinition, patient } from '#engine/job.ts'
import { deadLetterQueue } from './dead-letters.ts'

const day = 24 * 3600
/** Seconds after which the jobs of a process that was killed are others' to do. */
const pulse = 60

/** Makes the queue of each definition, and gives it what the definition says now. */
export async function openQueues(boss: PgBoss, definitions: readonly JobDefinition[]): Promise<void> {
  await boss.createQueue(deadLetterQueue, { retentionSeconds: 90 * day, retryLimit: 0 })
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const definition of definitions) {
    const wanted = optionsOf(definition)
    const queue = known.get(definition.name)
    if (!queue) await boss.createQueue(definition.name, { ...wanted, policy: 'standard' })
    else if (!sameAs(queue, wanted)) await boss.updateQueue(definition.name, wanted)
  }
}

const optionsOf = ({ retry = patient, expire = 900 }: JobDefinition) =>
  ({
    retryLimit: retry.times,
    retryDelay: retry.first,
    retryBackoff: true,
    retryDelayMax: retry.longest,
    expireInSeconds: expire,
    heartbeatSeconds: pulse,
    retentionSeconds: 30 * day,
    deleteAfterSeconds: day,
    deadLetter: deadLetterQueue,
  }) satisfies QueueOptions & { deadLetter: string }

const sameAs = (queue: object, wanted: object): boolean =>
  Object.entries(wanted).every(([name, value]) => (queue as Record<string, unknown>)[name] === value)
