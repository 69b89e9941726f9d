import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { identifier, literal, type Roles, roleNames, roleSettings, startLock } from './roles.ts'

const names = roleNames('sugu')

/** On our own cluster everything may be made. The socket's folder is the lock: no passwords. */
export async function embeddedRoles(root: ConnectionSettings, database = 'sugu'): Promise<Roles> {
  const connection = await connect(root)
  try {
    if (!(await isReady(connection, database))) await make(connection, database)
  } finally {
    connection.close()
  }
  const as = (user: string): ConnectionSettings => ({ ...root, database, user })
  return { owner: as(names.owner), app: as(names.app), network: as(names.network), wall: 'roles' }
}

async function isReady(connection: Connection, database: string): Promise<boolean> {
  const text = `select count(*) = 3 and exists (select from pg_database where datname = $2)
    from pg_roles where rolname = any($1)`
  const [answer] = await connection.send([{ text, values: [Object.values(names), database] }])
  return answer!.rows[0]![0] === 't'
}

async function make(connection: Connection, database: string): Promise<void> {
  await connection.script(startLock)
  for (const name of Object.values(names)) {
    if (!(await exists(connection, 'pg_roles', 'rolname', name))) {
      await connection.script(`create role ${identifier(name)} login`)
    }
  }
  await connection.script(roleSettings(names))
  // To say who is in the way of a change of structure, and since when.
  await connection.script(`grant pg_read_all_stats to ${identifier(names.owner)}`)
  if (await exists(connection, 'pg_database', 'datname', database)) return
  await connection.script(`create database ${identifier(database)} owner ${identifier(names.owner)}`)
}

async function exists(connection: Connection, table: string, column: string, name: string): Promise<boolean> {
  const [answer] = await connection.send([
    { text: `select from ${table} where ${column} = ${literal(name)}`, values: [] },
  ])
  return answer!.count > 0
}
