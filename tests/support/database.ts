import { createHash } from 'node:crypto'
import { after } from 'node:test'
import { type Connection, connect } from '#db/connection.ts'
import { embeddedRoles } from '#db/embedded-roles.ts'
import { checksum, type Migration, migrate, readMigrations } from '#db/migrate.ts'
import { assemble, type OpenDatabase } from '#db/open.ts'
import { identifier } from '#db/roles.ts'
import { migrationFolders } from '../../server/migration-folders.ts'
import { sharedCluster } from './cluster.ts'

let made = 0

/** A fresh migrated database behind its three roles; closed and dropped at the end of the file or test that asked. */
export async function testDatabase(): Promise<OpenDatabase> {
  const root = await sharedCluster()
  const migrations = await readMigrations(migrationFolders)
  const name = `test_${process.pid}_${++made}`
  const connection = await connect(root)
  await makeTemplate(connection, root, migrations)
  await connection.script(
    `create database ${identifier(name)} template ${templateOf(migrations)} owner sugu_owner`,
  )
  const database = assemble(await embeddedRoles(root, name))
  after(async () => {
    await database.close()
    await connection.script(`drop database ${identifier(name)} with (force)`)
    connection.close()
  })
  return database
}

const templateOf = (migrations: readonly Migration[]): string =>
  `template_${createHash('sha256')
    .update(migrations.map((m) => m.name + checksum(m)).join())
    .digest('hex')
    .slice(0, 16)}`

/** Once for each state of the migrations; whoever comes second waits. */
async function makeTemplate(
  connection: Connection,
  root: Parameters<typeof embeddedRoles>[0],
  migrations: readonly Migration[],
): Promise<void> {
  const name = templateOf(migrations)
  if (await hasDatabase(connection, name)) return
  await connection.script('select pg_advisory_lock(7834003)')
  try {
    if (await hasDatabase(connection, name)) return
    const draft = `${name}_draft`
    await connection.script(`drop database if exists ${draft} with (force)`)
    const database = assemble(await embeddedRoles(root, draft))
    await migrate(database.owner, migrations, database.roles).finally(() => database.close())
    await connection.script(`alter database ${draft} rename to ${name}`)
  } finally {
    await connection.script('select pg_advisory_unlock(7834003)')
  }
}

async function hasDatabase(connection: Connection, name: string): Promise<boolean> {
  const [answer] = await connection.send([
    { text: 'select from pg_database where datname = $1', values: [name] },
  ])
  return answer!.count > 0
}
