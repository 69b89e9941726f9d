import { PgBoss } from 'pg-boss'
import { type Log, noLog } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import type { Context, Site, System } from '#engine/context.ts'
import type { JobDefinition } from '#engine/job.ts'
import { type DeadLetter, deadLetters, dropDeadLetter, retryDeadLetter } from './dead-letters.ts'
import { jobsSchema } from './install.ts'
import { openQueues } from './queues.ts'
import { takeJobs } from './run.ts'
import { keepSchedules } from './schedules.ts'

export interface Jobs {
  /** Makes the queues that `enqueue` fills; with `works`, does their jobs too and keeps the schedules. May be called for each. */
  start(options?: { works: boolean }): Promise<void>
  /** Those that failed as often as they were allowed to, the latest first. */
  deadLetters(): Promise<DeadLetter[]>
  /** Puts one back into its queue. False: it is no longer there. */
  retry(id: string): Promise<boolean>
  /** Takes one away for good. False: it is no longer there. */
  drop(id: string): Promise<boolean>
  /** The sites have changed: their schedules follow. */
  reschedule(): Promise<void>
  /** What runs may end, for five seconds; the rest is given back and done later. */
  stop(): Promise<void>
}

/** What jobs need of the rest of the house; `main.ts` knows it. */
export interface JobSurroundings {
  contextFor(siteId: number, actor: System): Context | Promise<Context>
  sites(): readonly Site[]
  /** Told of each job that was given up. */
  failed?(job: string, site: number | null, problem: string): Promise<void>
  readonly log?: Log
}

const connections = 4

export function jobs(
  db: Pick<OpenDatabase, 'appConnection'>,
  definitions: readonly JobDefinition[],
  around: JobSurroundings,
): Jobs {
  const log = around.log ?? noLog
  let running: { boss: PgBoss; works: boolean } | undefined
  const started = (): PgBoss => {
    if (!running) throw new Error('jobs are not started')
    return running.boss
  }
  return {
    async start({ works } = { works: true }) {
      const before = running
      if (before && (before.works || !works)) return
      const boss = await open(db, works, log)
      await openQueues(boss, definitions)
      running = { boss, works }
      await before?.boss.stop()
      if (!works) return
      await keepSchedules(boss, definitions, around.sites())
      for (const definition of definitions) await takeJobs(boss, definition, around, log)
    },
    deadLetters: () => deadLetters(started()),
    retry: (id) => retryDeadLetter(started(), id),
    drop: (id) => dropDeadLetter(started(), id),
    async reschedule() {
      if (running?.works) await keepSchedules(running.boss, definitions, around.sites())
    },
    async stop() {
      const before = running
      running = undefined
      await before?.boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

async function open({ appConnection }: Pick<OpenDatabase, 'appConnection'>, works: boolean, log: Log) {
  const boss = new PgBoss({
    ...appConnection,
    schema: jobsSchema,
    max: works ? connections : 2,
    migrate: false,
    createSchema: false,
    supervise: works,
    schedule: works,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => log.error('jobs.error', { error }))
  boss.on('warning', ({ message, data }) => log.warn('jobs.warning', { message, data }))
  return boss.start()
}
