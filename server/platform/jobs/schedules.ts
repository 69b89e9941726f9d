import type { PgBoss, Schedule } from 'pg-boss'
import type { Site } from '#engine/context.ts'
import type { Envelope, JobDefinition } from '#engine/job.ts'

interface Wanted {
  readonly name: string
  readonly key: string
  readonly cron: string
  readonly timeZone: string
  readonly envelope: Envelope
}

/** Makes the schedules what the definitions and the sites say; of several workers, one sends each occurrence. */
export async function keepSchedules(
  boss: PgBoss,
  definitions: readonly JobDefinition[],
  sites: readonly Site[],
): Promise<void> {
  const wanted = definitions.flatMap((definition) => schedulesOf(definition, sites))
  const kept = await boss.getSchedules()
  for (const { name, key } of kept) {
    if (!wanted.some((one) => one.name === name && one.key === key)) await boss.unschedule(name, key)
  }
  for (const one of wanted) {
    if (kept.some((schedule) => isSame(schedule, one))) continue
    const { name, key, cron, timeZone, envelope } = one
    await boss.schedule(name, cron, envelope, { key, tz: timeZone, missed: 'once' })
  }
}

function schedulesOf(definition: JobDefinition, sites: readonly Site[]): Wanted[] {
  const { name, schedule: cron } = definition
  if (!cron) return []
  if (definition.for === 'house') {
    return [{ name, key: '', cron, timeZone: serverZone(), envelope: { site: null, data: {} } }]
  }
  return sites.map(({ id, timeZone }) => ({
    name,
    key: `site-${id}`,
    cron,
    timeZone,
    envelope: { site: id, data: {} },
  }))
}

const serverZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const isSame = (schedule: Schedule, { name, key, cron, timeZone }: Wanted): boolean =>
  schedule.name === name && schedule.key === key && schedule.cron === cron && schedule.timezone === timeZone
