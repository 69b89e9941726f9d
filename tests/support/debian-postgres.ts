import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'

/** An external database as an operator has one: Debian's PostgreSQL, reached by TCP with a password. */
export interface DebianPostgres {
  /** For DATABASE_URL. Its role may create roles and owns the database. */
  readonly url: string
  query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>
  stop(): Promise<void>
}

const programs = globSync('/usr/lib/postgresql/*/bin').sort().at(-1)

/** Why it cannot be had here; false where it can. For a test's `skip`. */
export const debianPostgresMissing = programs ? false : 'Debian’s postgresql package is not installed'

const password = 'marche-de-medine'
/** Root in disguise: PostgreSQL refuses root, and the folder is root's. */
const prefix =
  process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] : []

export async function startDebianPostgres(folder: string): Promise<DebianPostgres> {
  const data = join(folder, 'cluster')
  const port = await freePort()
  makeCluster(data)
  const [program, ...args] = [
    ...prefix,
    join(programs!, 'postgres'),
    ...['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
    ...['-c', 'max_connections=200', '-c', 'log_min_messages=log'],
  ]
  const server = spawn(program!, args, { stdio: 'ignore', cwd: '/' })
  const root = { host: folder, port, user: 'postgres', database: 'postgres' }
  await untilUp(root)
  await asRoot(root, `create role sugu login createrole password '${password}'`)
  await asRoot(root, 'create database sugu owner sugu')
  return {
    url: `postgres://sugu:${password}@127.0.0.1:${port}/sugu`,
    query: (text) => asRoot({ ...root, database: 'sugu' }, text),
    stop: () => stop(server),
  }
}

function makeCluster(data: string) {
  mkdirSync(data, { mode: 0o700 })
  const [program, ...args] = [
    ...prefix,
    join(programs!, 'initdb'),
    ...['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'],
  ]
  execFileSync(program!, args, { stdio: 'ignore', cwd: '/' })
  const rules = ['local all all trust', 'host all all 127.0.0.1/32 scram-sha-256']
  writeFileSync(join(data, 'pg_hba.conf'), `${rules.join('\n')}\n`)
}

async function asRoot<Row extends pg.QueryResultRow>(config: pg.ClientConfig, text: string): Promise<Row[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

async function untilUp(config: pg.ClientConfig) {
  for (let tries = 0; tries < 200; tries++) {
    const up = await asRoot(config, 'select 1').then(Boolean, () => false)
    if (up) return
    await sleep(50)
  }
  throw new Error('Debian’s PostgreSQL did not start')
}

async function stop(server: ChildProcess) {
  if (server.exitCode !== null) return
  server.kill('SIGINT')
  await once(server, 'exit')
}
