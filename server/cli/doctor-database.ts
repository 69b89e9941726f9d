import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#base/config.ts'
import { AppError } from '#base/errors.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { type OpenDatabase, openDatabase } from '#db/open.ts'
import type { Text } from '#model/language.ts'
import { sayProblem } from '#model/problem.ts'
import { migrationFolders } from '../migration-folders.ts'
import { bad, type Finding, good, notice } from './finding.ts'

/** The database as a start would open it. A first start makes it: until then there is nothing to look at. */
export async function* lookAtDatabase(config: Config): AsyncGenerator<Finding> {
  if (isFirstStart(config)) {
    yield notice('database', {
      fr: 'La base intégrée sera créée au premier démarrage.',
      en: 'The embedded database will be made at the first start.',
    })
    return
  }
  const opened = await open(config)
  if ('finding' in opened) return yield opened.finding
  try {
    yield await lookAtVersion(opened.db, config)
    yield lookAtWall(opened.db)
    yield await lookAtMigrations(opened.db)
  } finally {
    await opened.db.close()
  }
}

const isFirstStart = ({ database }: Config): boolean =>
  database.kind === 'embedded' && !existsSync(join(database.data, 'db', 'PG_VERSION'))

const open = async (config: Config): Promise<{ db: OpenDatabase } | { finding: Finding }> => {
  try {
    return { db: await openDatabase({ ...config, poolSize: 1 }) }
  } catch (error) {
    const why = whyOf(error)
    const advice =
      config.database.kind === 'embedded'
        ? {
            fr: `Le journal est ${config.data}/logs/postgres.log.`,
            en: `The log is ${config.data}/logs/postgres.log.`,
          }
        : {
            fr: 'Vérifiez DATABASE_URL (ou DB_*), et que la base tourne.',
            en: 'Check DATABASE_URL (or DB_*), and that the database runs.',
          }
    return { finding: bad('database', why, advice) }
  }
}

const whyOf = (error: unknown): Text =>
  error instanceof AppError
    ? { fr: sayProblem(error.problem, 'fr'), en: sayProblem(error.problem, 'en') }
    : { fr: error instanceof Error ? error.message : String(error) }

const closeEnough = 5_000

const lookAtVersion = async ({ owner }: OpenDatabase, { database }: Config): Promise<Finding> => {
  const [answer] = await owner.run({
    text: `select current_setting('server_version'), (extract(epoch from clock_timestamp()) * 1000)::bigint`,
    values: [],
  })
  const [version, clock] = answer!.rows[0]!
  const kind =
    database.kind === 'embedded' ? { fr: 'intégré', en: 'embedded' } : { fr: 'externe', en: 'external' }
  const text = { fr: `PostgreSQL ${version} ${kind.fr}`, en: `PostgreSQL ${version}, ${kind.en}` }
  const apart = Math.abs(Number(clock) - Date.now())
  if (apart < closeEnough) return good('database', text)
  return bad(
    'clock',
    {
      fr: `L’horloge de la base et celle-ci diffèrent de ${Math.round(apart / 1000)} s`,
      en: `The clocks of the database and of this machine differ by ${Math.round(apart / 1000)} s`,
    },
    {
      fr: 'Mettez les deux machines à l’heure : sudo timedatectl set-ntp true',
      en: 'Set both clocks: sudo timedatectl set-ntp true',
    },
  )
}

const lookAtWall = ({ wall, wallMissingBecause: why }: OpenDatabase): Finding => {
  if (wall === 'roles') {
    return good('wall', {
      fr: 'Second mur : la base elle-même sépare les boutiques',
      en: 'Second wall: the database itself keeps the sites apart',
    })
  }
  return bad(
    'wall',
    {
      fr: 'Le second mur manque : seul le code sépare les boutiques',
      en: 'The second wall is missing: only the code keeps the sites apart',
    },
    { fr: why ?? '', en: why ?? '' },
  )
}

const lookAtMigrations = async ({ owner }: OpenDatabase): Promise<Finding> => {
  const waiting = await pendingMigrations(owner, migrationFolders)
  if (waiting.length === 0)
    return good('migrations', {
      fr: 'Structure de la base à jour',
      en: 'Structure of the database up to date',
    })
  return bad(
    'migrations',
    { fr: `Structure en retard : ${waiting.join(', ')}`, en: `Structure behind: ${waiting.join(', ')}` },
    {
      fr: 'Tapez : ./sugu migrate (le démarrage le fait aussi)',
      en: 'Type: ./sugu migrate (a start does it too)',
    },
  )
}
