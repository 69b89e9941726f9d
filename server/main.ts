import { now } from '#base/clock.ts'
import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import { type OpenDatabase, openDatabase } from '#db/open.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import { loadCatalog } from '#engine/catalog/load.ts'
import type { Listener } from '#engine/changes.ts'
import type { Context, Site, System } from '#engine/context.ts'
import { docsRoutes } from '#engine/rest/docs.ts'
import { metaRoutes } from '#engine/rest/meta.ts'
import { tableRoutes } from '#engine/rest/tables.ts'
// import { transferRoutes } from '#engine/rest/transfer.ts'
import { resumeChanges, type Structure } from '#engine/schema/structure.ts'
import { verbsOf } from '#engine/verbs/verbs.ts'
import { healthRoutes } from '#http/health.ts'
import { metricsRoute } from '#http/metrics.ts'
import { createServer, type Server } from '#http/server.ts'
import { openDesk } from '#platform/identity/desk.ts'
import { identities } from '#platform/identity/identities.ts'
import { identityRoutes } from '#platform/identity/routes.ts'
import type { JobDefinition } from '#platform/jobs/definition.ts'
import { type Jobs, jobs } from '#platform/jobs/jobs.ts'
import { makeReception } from '#platform/reception/reception.ts'
import { sites } from '#platform/sites/sites.ts'
import { prepare } from './prepare.ts'

export { migrationFolders } from './prepare.ts'

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
const listeners: readonly Listener[] = []

/** What tables can do beyond being saved, by app. */
const verbs = verbsOf([])

export async function openSugu(config: Config, log: Log, opened?: OpenDatabase): Promise<Sugu> {
  const db = opened ?? (await openDatabase({ ...config, log }))
  const { firstPassword } = await prepare(db, config)
  const tables = await openCatalog(db)
  const known = sites(db, config)
  await known.reload()
  const structure: Structure = { db, catalog: tables.now, reload: tables.reloadAndTell }
  const surroundings = { contextFor: contextMaker(db, tables, known.byId), sites: known.all, log }
  const queue = jobs(db, jobDefinitions(), surroundings)
  const people = identities(db, log)
  const server = createServer({ onError: errorLog(log), trustedProxies: config.trustedProxies })
  const reception = makeReception({
    db,
    sites: known,
    identities: people,
    listeners,
    catalog: tables.now,
    reloadCatalog: tables.reload,
  })
  await mountRoutes(server, { db, reception, structure, config, queue })
  void resumeChanges(structure).catch((error: unknown) => log.error('structure.resume', { error }))
  return {
    firstPassword,
    notices: noticesOf(config, db),
    db,
    listen: () => listen(server, config, queue),
    work: () => queue.start({ works: true }),
    async close() {
      await server.close()
      await queue.stop()
      await people.close()
      await db.close()
    },
  }
}

/** Brings the database up to date and lets go of it: the release phase. */
export async function migrateSugu(config: Config, log: Log): Promise<readonly string[]> {
  const db = await openDatabase({ ...config, log })
  try {
    return (await prepare(db, config)).migrated
  } finally {
    await db.close()
  }
}

const jobDefinitions = (): readonly JobDefinition[] => []

interface Tables {
  now(): Catalog
  reload(): Promise<Catalog>
  /** After a change made here: the others hear of it sooner than their next request. */
  reloadAndTell(): Promise<Catalog>
}

async function openCatalog(db: OpenDatabase): Promise<Tables> {
  let catalog = await loadCatalog(db.site(0))
  const reload = async (): Promise<Catalog> => {
    const read = await loadCatalog(db.site(0), catalog)
    if (read.stamp >= catalog.stamp) catalog = read
    return catalog
  }
  db.hints.listen(() => void reload().catch(() => {}))
  return {
    now: () => catalog,
    reload,
    reloadAndTell: async () => {
      db.hints.tell('catalog')
      return reload()
    },
  }
}

/** Jobs look at the tables as they stand when they begin. */
const contextMaker =
  (db: OpenDatabase, tables: Tables, siteOf: (id: number) => Site | undefined) =>
  async (siteId: number, actor: System): Promise<Context> => {
    const site = siteOf(siteId)
    if (!site) throw new Error(`no site ${siteId}`)
    const { language } = site
    return {
      actor,
      site,
      now: now(),
      tx: db.site(siteId),
      db,
      language,
      catalog: await tables.reload(),
      listeners,
    }
  }

interface Mounted {
  readonly db: OpenDatabase
  readonly reception: ReturnType<typeof makeReception>
  readonly structure: Structure
  readonly config: Config
  readonly queue: Jobs
}

async function mountRoutes(server: Server, { db, reception, structure, config, queue }: Mounted): Promise<void> {
  metricsRoute(server, () => ({}))
  healthRoutes(server, { check: () => readiness(db) })
  identityRoutes(server, reception, openDesk(db, config))
  docsRoutes(server)
  // await transferRoutes(server, reception, { enqueue: (ctx, id) => queue.enqueue(ctx, 'import', { import: id }) })
  metaRoutes(server, reception, structure, verbs, [])
  tableRoutes(server, reception, verbs)
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

async function listen(server: Server, config: Config, queue: Jobs): Promise<string> {
  await queue.start({ works: false })
  const address = await server.listen({ port: config.port, host: config.host })
  return config.port === 0 ? address : config.url
}

const errorLog =
  (log: Log) => (error: unknown, request: { method: string; routeOptions: { url?: string | undefined } }) =>
    log.error('http.failed', { error, method: request.method, route: request.routeOptions.url })

const noticesOf = (config: Config, db: OpenDatabase): readonly string[] => [
  ...config.notices,
  ...(db.wallMissingBecause === undefined ? [] : [db.wallMissingBecause]),
]
