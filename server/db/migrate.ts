import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DatabaseError } from './errors.ts'
import type { Owner, OwnerTx } from './owner.ts'
import { identifier } from './roles.ts'
import { startError } from './start-errors.ts'

export interface Migration {
  /** Told apart by it for ever: `engine/001-engine.sql`. */
  readonly name: string
  readonly sql: string
}

export interface MigrationNames {
  readonly app: string
  readonly network: string
}

/**
 * Runs what has not run, in order, each in a transaction of its own together with its record; answers their names.
 * A kill leaves whole ones only; processes that start at once wait for each other.
 */
export async function migrate(
  owner: Owner,
  sources: readonly (string | Migration)[],
  names: MigrationNames,
): Promise<string[]> {
  const migrations = await readMigrations(sources)
  const applied = await readApplied(owner)
  for (const migration of migrations) refuseChanged(migration, applied)
  const done: string[] = []
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue
    if (await owner.transaction((tx) => apply(tx, migration, names))) done.push(migration.name)
  }
  return done
}

/** The names of those that a `migrate` would run. */
export async function pendingMigrations(
  owner: Owner,
  sources: readonly (string | Migration)[],
): Promise<string[]> {
  const [migrations, applied] = await Promise.all([readMigrations(sources), readApplied(owner)])
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name))
}

/** All `*.sql` of the folders, in the order of their file names; a name begins with what holds `migrations/`. */
export async function readMigrations(sources: readonly (string | Migration)[]): Promise<Migration[]> {
  const lists = await Promise.all(
    sources.map((source) => (typeof source === 'string' ? readFolder(source) : [source])),
  )
  return lists.flat().sort((a, b) => compare(basename(a.name), basename(b.name)) || compare(a.name, b.name))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

async function readFolder(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'))
  const room = basename(dirname(folder))
  return Promise.all(
    files.map(async (file) => ({ name: `${room}/${file}`, sql: await readFile(join(folder, file), 'utf8') })),
  )
}

export const checksum = ({ sql }: Migration): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex').slice(0, 32)

const readRecord = { text: 'select name, checksum from sugu.migrations', values: [] }
type Applied = ReadonlyMap<string, string>

async function readApplied(owner: Owner): Promise<Applied> {
  try {
    const [answer] = await owner.run(readRecord)
    return new Map(answer!.rows.map(([name, sum]) => [name!, sum!]))
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42P01') return new Map()
    throw error
  }
}

function refuseChanged(migration: Migration, applied: Applied): void {
  const sum = applied.get(migration.name)
  if (sum === undefined || sum === checksum(migration)) return
  throw startError('migration.changed', { name: migration.name })
}

const makeRecord = `
  select pg_advisory_xact_lock(7834002);
  create schema if not exists sugu;
  create table if not exists sugu.migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now(),
    milliseconds int not null
  )`

/** False when another process was first. */
async function apply(tx: OwnerTx, migration: Migration, names: MigrationNames): Promise<boolean> {
  await tx.script(makeRecord)
  const [answer] = await tx.run(readRecord)
  if (answer!.rows.some(([name]) => name === migration.name)) return false
  const start = performance.now()
  await tx.script(filledIn(migration, names)).catch((error) => {
    throw startError('migration.failed', { name: migration.name, reason: error.message }, { cause: error })
  })
  const milliseconds = Math.round(performance.now() - start)
  await tx.run({
    text: 'insert into sugu.migrations (name, checksum, milliseconds) values ($1, $2, $3)',
    values: [migration.name, checksum(migration), milliseconds],
  })
  return true
}

const filledIn = ({ sql }: Migration, { app, network }: MigrationNames): string =>
  sql.replaceAll('<app>', () => identifier(app)).replaceAll('<network>', () => identifier(network))
