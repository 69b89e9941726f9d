import { type Log, noLog } from '#base/log.ts'
import { executor, networkOpening, opened, reply, siteOpening } from './batch.ts'
import type { ConnectionSettings } from './connection.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { embeddedRoles } from './embedded-roles.ts'
import type { Database, Executor, Statement } from './executor.ts'
import { externalRoles } from './external-roles.ts'
import { type Hints, openHints } from './hints.ts'
import { openLanes } from './lanes.ts'
import { type Owner, owner } from './owner.ts'
import { type Pool, pool } from './pool.ts'
import type { Roles } from './roles.ts'
import { inTransaction } from './transaction.ts'

export interface DatabaseConfig {
  readonly database:
    | { readonly kind: 'embedded'; readonly data: string }
    | { readonly kind: 'external'; readonly url: string }
  /** Makes the passwords of our roles on an external database. */
  readonly secretKey: string
  /** Connections of the application role. */
  readonly poolSize?: number
  readonly log?: Log
}

export interface OpenDatabase extends Database {
  readonly owner: Owner
  readonly wall: 'roles' | 'missing'
  /** Why the wall is missing, in French. */
  readonly wallMissingBecause: string | undefined
  readonly hints: Hints
  /** As the roles are called here: `migrate` fills them in. */
  readonly roles: { readonly owner: string; readonly app: string; readonly network: string }
  /** For what brings its own client: pg-boss. */
  readonly appConnection: ConnectionSettings
  readonly ownerConnection: ConnectionSettings
  /** Whether this process started PostgreSQL, and stops it. */
  startedPostgres(): boolean
  close(): Promise<void>
}

export async function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  const { database, secretKey, poolSize, log = noLog } = config
  if (database.kind === 'external') return assemble(await externalRoles(database.url, secretKey), poolSize)
  const embedded = await startEmbedded({ data: database.data, log })
  return assemble(await embeddedRoles(embedded.root), poolSize, embedded)
}

/** Of the application's batches: an answer later than the statement timeout by so much will never come. */
const answerWithin = 45_000

export function assemble(roles: Roles, poolSize = 20, embedded?: Embedded): OpenDatabase {
  const laneCount = Math.min(4, Math.floor(poolSize / 2))
  const app = pool({ settings: roles.app, size: poolSize - laneCount, answerWithin })
  const shared = pool({ settings: roles.app, size: laneCount, answerWithin })
  const lanes = openLanes(shared, laneCount)
  const network = pool({ settings: roles.network, size: 2, answerWithin })
  const owners = pool({ settings: roles.owner, size: 2 })
  const hints = openHints(app, roles.app)
  return {
    site: (siteId) => executor(app, siteOpening(siteId), lanes),
    transaction: (siteId, work) => siteTransaction(app, siteId, work),
    network: executor(network, networkOpening),
    owner: owner(owners),
    hints,
    wall: roles.wall,
    wallMissingBecause: roles.why,
    roles: { owner: roles.owner.user, app: roles.app.user, network: roles.network.user },
    appConnection: roles.app,
    ownerConnection: roles.owner,
    startedPostgres: () => embedded?.started() ?? false,
    close: async () => {
      await hints.close()
      lanes.close()
      await Promise.all([app, shared, network, owners].map((each: Pool) => each.close()))
      await embedded?.stop()
    },
  }
}

const begin: Statement = { text: 'begin', values: [] }

function siteTransaction<T>(app: Pool, siteId: number, work: (tx: Executor) => Promise<T>): Promise<T> {
  const opening = siteOpening(siteId)
  return inTransaction(app, [begin], ({ send }) =>
    work({
      run: async (...statements) => {
        const whole = opened(opening, statements)
        return reply(await send(whole), whole)
      },
    }),
  )
}
