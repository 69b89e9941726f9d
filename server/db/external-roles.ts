import { createHmac } from 'node:crypto'
import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { reach } from './database-url.ts'
import { DatabaseError } from './errors.ts'
import {
  commonSettings,
  identifier,
  literal,
  type RoleNames,
  type Roles,
  roleNames,
  roleSettings,
  startLock,
  startUnlock,
} from './roles.ts'
import { startError } from './start-errors.ts'

/** On a database of somebody else's: roles of ours beside the given one, where it may make them. */
export async function externalRoles(url: string, secretKey: string): Promise<Roles> {
  const { given, connection } = await reach(url)
  try {
    const facts = await readFacts(connection)
    refuseOld(facts.version)
    const names = roleNames(given.database)
    if (facts.storeOwner !== null && facts.storeOwner !== names.owner)
      return await alone(connection, given, whyTaken(facts.storeOwner))
    const roles = derived(given, names, secretKey)
    if (await allCanEnter(roles)) return roles
    if (!facts.mayMakeRoles) return await alone(connection, given, whyNotAllowed(given.user))
    await make(connection, roles, given.database)
    return (await allCanEnter(roles)) ? roles : await alone(connection, given, whyRefused)
  } finally {
    connection.close()
  }
}

/** The one role is told what holds for all three; only the owner's work may take long. */
async function alone(connection: Connection, given: ConnectionSettings, why: string): Promise<Roles> {
  await connection.script(startLock)
  await connection.script(commonSettings(given.user, given.database))
  await connection.script(startUnlock)
  const limited = { ...given, statement_timeout: 30_000 }
  return { owner: given, app: limited, network: limited, wall: 'missing', why }
}

const whyNotAllowed = (user: string): string =>
  `le rôle « ${user} » de DATABASE_URL ne peut pas créer de rôles dans cette base. ` +
  `Pour rétablir le second mur : « alter role ${identifier(user)} createrole », et qu’il possède la base.`
const whyTaken = (owner: string): string =>
  `les tables de cette base appartiennent déjà au rôle « ${owner} ».`
const whyRefused =
  'PostgreSQL n’accepte pas la connexion des rôles créés par Sugu : voyez pg_hba.conf (méthode scram-sha-256).'

interface Facts {
  readonly version: number
  readonly mayMakeRoles: boolean
  readonly storeOwner: string | null
}

const factsText = `select current_setting('server_version_num')::int,
    r.rolsuper or (r.rolcreaterole
      and has_database_privilege(current_database(), 'create with grant option')),
    (select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'store')
  from pg_roles r where r.rolname = current_user`

async function readFacts(connection: Connection): Promise<Facts> {
  const [answer] = await connection.send([{ text: factsText, values: [] }])
  const [version, mayMakeRoles, storeOwner] = answer!.rows[0]!
  return { version: Number(version), mayMakeRoles: mayMakeRoles === 't', storeOwner: storeOwner ?? null }
}

export function refuseOld(version: number): void {
  if (version >= 150_000) return
  throw startError('database.too_old', { version: Math.floor(version / 10_000) })
}

/** The passwords follow from the secret key: nothing to keep, and the same for every process. */
function derived(given: ConnectionSettings, names: RoleNames, secretKey: string): Roles {
  const as = (user: string): ConnectionSettings => {
    const seed = `sugu role ${given.database} ${user}`
    return { ...given, user, password: createHmac('sha256', secretKey).update(seed).digest('base64url') }
  }
  return { owner: as(names.owner), app: as(names.app), network: as(names.network), wall: 'roles' }
}

async function allCanEnter({ owner, app, network }: Roles): Promise<boolean> {
  const entered = await Promise.all([owner, app, network].map(canEnter))
  return entered.every(Boolean)
}

async function canEnter(settings: ConnectionSettings): Promise<boolean> {
  try {
    const connection = await connect(settings)
    connection.close()
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.code.startsWith('28')) return false
    throw error
  }
}

async function make(connection: Connection, { owner, app, network }: Roles, database: string): Promise<void> {
  const names = { owner: owner.user, app: app.user, network: network.user }
  await connection.script(startLock)
  for (const { user, password } of [owner, app, network]) {
    const verb = (await roleExists(connection, user)) ? 'alter' : 'create'
    await connection.script(`${verb} role ${identifier(user)} login password ${literal(password!)}`)
  }
  await connection.script(roleSettings(names))
  const roles = Object.values(names).map(identifier).join(', ')
  await connection.script(`
    grant connect, temporary on database ${identifier(database)} to ${roles};
    grant create on database ${identifier(database)} to ${identifier(names.owner)}`)
  await connection.script(startUnlock)
}

async function roleExists(connection: Connection, name: string): Promise<boolean> {
  const text = 'select from pg_roles where rolname = $1'
  const [answer] = await connection.send([{ text, values: [name] }])
  return answer!.count > 0
}
