import pg from 'pg'
import { type Connection, type ConnectionSettings, connect } from './connection.ts'
import { DatabaseError } from './errors.ts'
import { startError } from './start-errors.ts'

/** A connection by DATABASE_URL, and the settings that made it. */
export interface Reached {
  readonly given: ConnectionSettings
  readonly connection: Connection
}

/**
 * As `libpq` would: without `sslmode` a server that insists on TLS gets it (Heroku's does), and `require`
 * encrypts without asking who answers. `verify-full` checks the certificate.
 */
export async function reach(url: string): Promise<Reached> {
  const given = readUrl(url)
  try {
    return { given, connection: await connect(given) }
  } catch (error) {
    if (!wantsEncryption(error) || url.includes('sslmode=')) throw refused(error)
  }
  const encrypted = { ...given, ssl: { rejectUnauthorized: false } }
  return { given: encrypted, connection: await connect(encrypted).catch(refuse) }
}

const wantsEncryption = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '28000' && error.message.includes('no encryption')

/** Read as `pg` reads it: environment, percent signs, `sslmode` and all. */
function readUrl(url: string): ConnectionSettings {
  const client = new pg.Client({ connectionString: asLibpq(url) })
  const { host, port, user, database, password } = client
  const { ssl } = client as unknown as { ssl: pg.ClientConfig['ssl'] }
  return { host, port, user: user!, database: database!, password: password || undefined, ssl }
}

const asLibpq = (url: string): string =>
  /[?&]sslmode=(prefer|require|verify-ca)\b/.test(url) && !url.includes('uselibpqcompat')
    ? `${url}&uselibpqcompat=true`
    : url

function refused(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason = cause instanceof Error ? cause.message : String(cause)
  return startError('database.url_refused', { reason }, { cause })
}

const refuse = (error: unknown): never => {
  throw refused(error)
}
