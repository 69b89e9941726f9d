import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { apps } from '#apps/apps.ts'
import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import { projectFolder } from '#base/project.ts'
import { type OpenDatabase, openDatabase } from '#db/open.ts'
import type { Listener } from '#engine/changes.ts'
import { recomputeLeft } from '#engine/computed/job.ts'
import type { Site } from '#engine/context.ts'
import { docsRoutes } from '#engine/rest/docs.ts'
import type { Reception } from '#engine/rest/door.ts'
import { metaRoutes } from '#engine/rest/meta.ts'
import { searchRoutes } from '#engine/rest/search.ts'
import { tableRoutes } from '#engine/rest/tables.ts'
import { transferRoutes } from '#engine/rest/transfer.ts'
import { resumeChanges, type Structure } from '#engine/schema/structure.ts'
import { verbsOf } from '#engine/verbs/verbs.ts'
import { healthRoutes } from '#http/health.ts'
import { metricsRoute } from '#http/metrics.ts'
import { screenRoutes } from '#http/screens.ts'
import { createServer, type Server } from '#http/server.ts'
import { administrationRoutes } from '#platform/administration/routes.ts'
import { audit } from '#platform/audit/audit.ts'
import { permissionsTold } from '#platform/audit/permissions-told.ts'
import { auditRoutes } from '#platform/audit/routes.ts'
import { entryFormsChecked } from '#platform/entry-forms/checked.ts'
import { newLink } from '#platform/entry-forms/new-link.ts'
import { entryFormRoutes } from '#platform/entry-forms/routes.ts'
import { hereRoutes } from '#platform/here/here.ts'
import { accountRoutes } from '#platform/identity/accounts/routes.ts'
import { permissionsChecked } from '#platform/identity/check-permissions.ts'
import { openDesk } from '#platform/identity/desk.ts'
import { openFactors } from '#platform/identity/factors/factors.ts'
import { factorRoutes } from '#platform/identity/factors/routes.ts'
import { identities } from '#platform/identity/identities.ts'
import { openProviders } from '#platform/identity/providers/providers.ts'
import { providerRoutes } from '#platform/identity/providers/routes.ts'
import { rightRoutes } from '#platform/identity/right-calls.ts'
import { identityRoutes } from '#platform/identity/routes.ts'
import { type Jobs, jobs } from '#platform/jobs/jobs.ts'
import type { Limits } from '#platform/limits/limits.ts'
import { openLimits } from '#platform/limits/open-limits.ts'
import { commentsChecked } from '#platform/live/comments.ts'
import { type Follower, openFollower } from '#platform/live/follow.ts'
import { postOf } from '#platform/live/jobs.ts'
import { notifyAdministrators } from '#platform/live/notify.ts'
import { liveRoutes } from '#platform/live/routes.ts'
import { openWatch, type Watch } from '#platform/live/watch.ts'
import { webhooksChecked } from '#platform/live/webhooks/checked.ts'
import { beginSite, type SiteMaking } from '#platform/make-site.ts'
import { outboxNotices } from '#platform/messages/notice.ts'
import { logoRoutes } from '#platform/papers/logo.ts'
import { makeReception } from '#platform/reception/reception.ts'
import { requestBudgets } from '#platform/reception/request-budgets.ts'
import { siteRoutes } from '#platform/routes.ts'
import { defaultSlug, type Sites, sites } from '#platform/sites/sites.ts'
import { templateRoutes } from '#platform/templates/routes.ts'
import { viewsChecked } from '#platform/views/checked.ts'
import { viewRoutes } from '#platform/views/routes.ts'
import { type Contexts, contexts, openTables } from './contexts.ts'
import { jobDefinitions } from './job-definitions.ts'
import { type Prepared, prepare } from './prepare.ts'

/** A running Sugu. Opened once per process; listening and working are asked for separately. */
export interface Sugu {
  /** The first administrator's one-time password, where this start made it. */
  readonly firstPassword: string | null
  /** What the operator should know. */
  readonly notices: readonly string[]
  readonly db: OpenDatabase
  /** Serves HTTP; answers the address. */
  listen(): Promise<string>
  /** Does jobs and keeps schedules. */
  work(): Promise<void>
  close(): Promise<void>
}

/** Who is told of every change, inside its transaction. */
const listenersFor = (config: Config): readonly Listener[] => [
  permissionsChecked,
  permissionsTold,
  commentsChecked,
  webhooksChecked(config.privateHosts),
  viewsChecked,
  entryFormsChecked,
  ...apps.flatMap((app) => app.listeners ?? []),
]

/** What tables can do beyond being saved, by app. */
const verbs = verbsOf(
  [newLink, ...apps.flatMap((app) => app.verbs ?? [])],
  apps.flatMap((app) => app.papers ?? []),
)

const namedApps = apps.map(({ slug, label, order = [], tables = [] }) => ({
  slug,
  label,
  order: order.map((name) => `${slug}.${name}`),
  tables: tables.map((table) => table.slug),
}))

export async function openSugu(config: Config, log: Log, opened?: OpenDatabase): Promise<Sugu> {
  const db = opened ?? (await openDatabase({ ...config, log }))
  const { firstPassword } = await prepare(db, config)
  const house = await openHouse(db, config, log)
  await furnish(house)
  void resumeChanges(house.structure).catch((error: unknown) => log.error('structure.resume', { error }))
  void recomputeLeft(db).catch((error: unknown) => log.error('engine.recompute', { error }))
  return {
    firstPassword,
    notices: noticesOf(config, db),
    db,
    listen: () => listen(house, config),
    work: async () => {
      await house.queue.start({ works: true })
      house.follower.start()
    },
    close: async () => {
      await house.server.close()
      await house.follower.stop()
      await house.queue.stop()
      await house.people.close()
      await house.limits.close()
      await db.close()
    },
  }
}

/** Brings the database up to date and lets go of it: the release phase. */
export async function migrateSugu(config: Config, log: Log): Promise<Prepared> {
  const db = await openDatabase({ ...config, log })
  try {
    return await prepare(db, config)
  } finally {
    await db.close()
  }
}

interface House {
  readonly db: OpenDatabase
  readonly server: Server
  readonly queue: Jobs
  readonly known: Sites
  readonly people: ReturnType<typeof identities>
  readonly structure: Structure
  readonly making: SiteMaking
  readonly limits: Limits
  readonly contexts: Contexts
  readonly watch: Watch
  readonly follower: Follower
}

/** The parts, each given what it needs of the others. */
async function openHouse(db: OpenDatabase, config: Config, log: Log): Promise<House> {
  const listeners = listenersFor(config)
  const tables = await openTables(db)
  const known = sites(db, config)
  await known.reload()
  const structure: Structure = { db, catalog: tables.now, reload: tables.reloadAndTell }
  const made = contexts({ db, tables, sites: known, listeners })
  const queue = jobs(db, jobDefinitions(db, structure, made, config, log), {
    contextFor: made.forSystem,
    sites: known.all,
    failed: jobFailed(made, known),
    log,
  })
  const beginning = { db, contextFor: made.forSystem, reload: tables.reload }
  const making = {
    owner: db.owner,
    onNewSite: apps.map((app) => async (site: Site) => app.beginSite?.(beginning, site)),
    reload: () => known.reload().then(() => queue.reschedule()),
  }
  const people = identities(db, log)
  const limits = openLimits(db, config, log)
  const server = openServer(known, config, log)
  const memory = { db, identities: people, catalog: tables.now, reloadCatalog: tables.reload }
  const watch = openWatch({ ...memory, log, site: known.byId })
  const follower = openFollower({ db, log, contextFor: made.forSystem, sites: known.all })
  const work = { queue, making, contexts: made, watch, follower }
  const house = { db, server, known, people, structure, limits, ...work }
  const budgets = requestBudgets(limits, config)
  const reception = makeReception({ ...memory, sites: known, listeners, budgets })
  await mountRoutes(house, reception, config, log)
  return house
}

const openServer = (known: Sites, config: Config, log: Log): Server =>
  createServer({
    onError: errorLog(log),
    trustedProxies: config.trustedProxies,
    around: config,
    knowsHost: (host) =>
      known.byHost(host) !== undefined || known.reload().then(() => known.byHost(host) !== undefined),
  })

/** What the first start brings, and what a stop cut short. */
async function furnish({ structure, known, making }: House): Promise<void> {
  const home = known.bySlug(defaultSlug)
  if (home) for (const app of apps) await app.makeTables?.(structure, home)
  for (const site of known.all()) await beginSite(making, site)
}

async function mountRoutes(house: House, reception: Reception, config: Config, log: Log): Promise<void> {
  const { server, db, structure, known, making } = house
  metricsRoute(server, () => ({}))
  healthRoutes(server, { check: () => readiness(db) })
  const desk = openDesk(db, config, house.limits)
  identityRoutes(server, reception, desk)
  accountRoutes(server, reception, { desk, limits: house.limits, settings: config })
  const factors = openFactors(desk, config)
  factorRoutes(server, reception, factors)
  providerRoutes(server, reception, openProviders(desk, config), factors)
  rightRoutes(server, reception)
  searchRoutes(server, reception)
  hereRoutes(server, reception, desk, verbs, namedApps)
  siteRoutes(server, reception, known, making, config)
  logoRoutes(server, reception)
  viewRoutes(server, reception)
  entryFormRoutes(server, reception, {
    limits: house.limits,
    secretKey: config.secretKey,
    budget: config.entryFormBudget,
  })
  auditRoutes(server, reception, db)
  administrationRoutes(server, reception, {
    ...{ db, desk, queue: house.queue, verbs, config, log },
    forPerson: house.contexts.forPerson,
    reloadSites: making.reload,
  })
  liveRoutes(server, reception, house.watch, postOf(config))
  docsRoutes(server, reception)
  screenRoutes(server, join(projectFolder, 'admin', 'dist'))
  await transferRoutes(server, reception, {
    exported: ({ tx, actor }, table, { address, ...details }) =>
      audit(tx, { kind: 'export', actor, about: `table:${table.slug}`, address, details }),
  })
  metaRoutes(server, reception, structure, verbs)
  templateRoutes(server, reception, structure)
  tableRoutes(server, reception, verbs)
}

/** What fails for the whole house is told at its first site. */
const jobFailed =
  (made: Contexts, known: Sites) =>
  async (job: string, site: number | null, problem: string): Promise<void> => {
    const at = site ?? known.bySlug(defaultSlug)?.id
    if (at === undefined) return
    const ctx = await made.forSystem(at, { kind: 'system', name: job })
    await notifyAdministrators(ctx, 'job_failed', { job, problem: problem.slice(0, 300) })
  }

async function readiness(db: OpenDatabase): Promise<Record<string, true | string>> {
  const database = await db
    .site(0)
    .run()
    .then(
      () => true as const,
      () => 'unavailable',
    )
  return { database }
}

async function listen({ server, queue }: House, config: Config): Promise<string> {
  await queue.start({ works: false })
  const address = await server.listen({ port: config.port, host: config.host })
  return config.port === 0 ? address : config.url
}

const errorLog =
  (log: Log) =>
  (error: unknown, request: FastifyRequest): void =>
    log.error('http.failed', { error, method: request.method, route: request.routeOptions.url })

const noticesOf = (config: Config, db: OpenDatabase): readonly string[] => [
  ...config.notices,
  ...outboxNotices(config),
  ...(db.wallMissingBecause === undefined ? [] : [db.wallMissingBecause]),
]
