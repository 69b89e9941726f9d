import { PgBoss, type SendOptions } from 'pg-boss'
import { type Log, noLog } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import type { Context, Site, System } from '#engine/context.ts'
import { type DeadLetter, deadLetters, retryDeadLetter } from './dead-letters.ts'
import type { Envelope, JobData, JobDefinition } from './definition.ts'
import { clientOf } from './executor-client.ts'
import { jobsSchema } from './install.ts'
import { openQueues } from './queues.ts'
import { takeJobs } from './run.ts'
import { keepSchedules } from './schedules.ts'

export interface Jobs {
  /** From then on jobs can be left; with `works`, this process does them too, and keeps the schedules. May be called for each. */
  start(options?: { works: boolean }): Promise<void>
  /** Leaves a job in the context's transaction: it exists if and only if that commits. Null: one like it waits already. */
  enqueue(
    ctx: Pick<Context, 'tx' | 'site'>,
    name: string,
    data?: JobData,
    options?: Enqueue,
  ): Promise<string | null>
  /** Those that failed as often as they were allowed to, the latest first. */
  deadLetters(): Promise<DeadLetter[]>
  /** Puts one back into its queue. False: it is no longer there. */
  retry(id: string): Promise<boolean>
  /** The sites have changed: their schedules follow. */
  reschedule(): Promise<void>
  /** What runs may end, for five seconds; the rest is given back and done later. */
  stop(): Promise<void>
}

export interface Enqueue {
  /** Not before: seconds from now, or an instant. */
  readonly after?: number | Date
  /** While one of the same key waits or runs in its queue, no second one is taken. */
  readonly key?: string
  readonly priority?: number
}

/** What jobs need of the rest of the house; `main.ts` knows it. */
export interface JobSurroundings {
  contextFor(siteId: number, actor: System): Context | Promise<Context>
  sites(): readonly Site[]
  readonly log?: Log
}

const connections = 4

export function jobs(
  db: Pick<OpenDatabase, 'appConnection'>,
  definitions: readonly JobDefinition[],
  around: JobSurroundings,
): Jobs {
  const log = around.log ?? noLog
  const isOfSite = (name: string): boolean => definitionOf(definitions, name).for === 'site'
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
    async enqueue(ctx, name, data = {}, options = {}) {
      const envelope: Envelope = { site: isOfSite(name) ? ctx.site.id : null, data }
      return started().send(name, envelope, { ...sendOptions(options, envelope), db: clientOf(ctx.tx) })
    },
    deadLetters: () => deadLetters(started()),
    retry: (id) => retryDeadLetter(started(), id),
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

function definitionOf(definitions: readonly JobDefinition[], name: string): JobDefinition {
  const found = definitions.find((definition) => definition.name === name)
  if (!found) throw new Error(`no job is called ${name}`)
  return found
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

const sendOptions = ({ after, key, priority }: Enqueue, { site }: Envelope): SendOptions => ({
  ...(after !== undefined && { startAfter: after }),
  ...(key !== undefined && { singletonKey: `${site ?? ''}/${key}` }),
  ...(priority !== undefined && { priority }),
})
