import { apps } from '#apps/apps.ts'
import { now } from '#base/clock.ts'
import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import { recomputeJob, recomputeLeft } from '#engine/computed/job.ts'
import type { JobDefinition, SiteJob } from '#engine/job.ts'
import { purgeDropped, resumeChanges, type Structure } from '#engine/schema/structure.ts'
import { type Importing, importJobs } from '#engine/transfer/import/import-job.ts'
import { loadImport } from '#engine/transfer/import/imports.ts'
import { runImport } from '#engine/transfer/import/run-import.ts'
import { upkeep } from '#engine/upkeep.ts'
import { auditJobs } from '#platform/audit/jobs.ts'
import { cleanEntryTickets } from '#platform/entry-forms/jobs.ts'
import { accountJobs } from '#platform/identity/accounts/jobs.ts'
import { cleanSignIns } from '#platform/identity/jobs.ts'
import { cleanBudgets } from '#platform/limits/jobs.ts'
import { importTold } from '#platform/live/import-told.ts'
import { liveJobs } from '#platform/live/jobs.ts'
import { messageJobs } from '#platform/messages/jobs.ts'
import type { Contexts } from './contexts.ts'

/** What is done outside of requests. */
export const jobDefinitions = (
  db: OpenDatabase,
  structure: Structure,
  contexts: Contexts,
  config: Config,
  log: Log,
): readonly JobDefinition[] => [
  ...importing(contexts),
  cleanSignIns(db),
  ...auditJobs(db, config, log),
  cleanBudgets(db),
  cleanEntryTickets(db),
  ...messageJobs(db, config, log),
  ...liveJobs(db, config),
  ...accountJobs(db, config),
  recomputeJob,
  { name: 'engine.recompute_left', for: 'house', schedule: '* * * * *', run: () => recomputeLeft(db) },
  { name: 'engine.upkeep', for: 'house', schedule: '40 2 * * *', run: () => upkeep(db.owner) },
  {
    name: 'structure.purge',
    for: 'house',
    schedule: '50 2 * * *',
    run: () => purgeDropped(structure, now()),
  },
  { name: 'structure.resume', for: 'house', schedule: '*/5 * * * *', run: () => resumeChanges(structure) },
  ...apps.flatMap((app) => app.jobs ?? []),
]

/** Each import goes on with the rights of whoever asked for it, as they stand by then. */
const importing = (contexts: Contexts): SiteJob<Importing>[] => {
  const run: SiteJob<Importing>['run'] = async (ctx, { import: id }, signal) => {
    const { user_id: person } = await loadImport(ctx, id)
    const makeContext = () =>
      person === null
        ? contexts.forSystem(ctx.site.id, { kind: 'system', name: 'import' })
        : contexts.forPerson(ctx.site.id, person)
    await runImport(makeContext, id, signal)
    await importTold(ctx, await loadImport(ctx, id))
  }
  return [
    { ...importJobs.small, poll: 0.5, run },
    { ...importJobs.large, poll: 0.5, expire: 3 * 3600, atOnce: 2, run },
  ]
}
