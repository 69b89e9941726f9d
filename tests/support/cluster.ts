import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ConnectionSettings, connect } from '#db/connection.ts'
import { superuser } from '#db/embedded/initdb.ts'
import { isAlive, readPidFile } from '#db/embedded/pid-file.ts'

// One PostgreSQL for all test files of a run, which are processes of their own. A keeper starts it and stops it
// when no run is left that said it is here.

/** The run is its runner's process; a file run by itself is its own. */
const run = process.env.NODE_TEST_CONTEXT ? process.ppid : process.pid
const given = process.env.SUGU_TEST_DATA

const folder = (): string => {
  const path = given ?? join(tmpdir(), `sugu-test-${process.getuid!()}-${run}`)
  mkdirSync(join(path, 'runs'), { recursive: true, mode: 0o700 })
  return realpathSync(path)
}

/** How to reach the shared cluster as its superuser; starts it for the first who asks. */
export async function sharedCluster(): Promise<ConnectionSettings> {
  const data = folder()
  writeFileSync(join(data, 'runs', String(run)), '')
  let keeper = (await answers(data)) ? null : startKeeper(data)
  for (const deadline = Date.now() + 60_000; ; ) {
    const settings = await answers(data)
    if (settings) return settings
    if (Date.now() > deadline) throw new Error('the test cluster does not start')
    if (keeper && keeper.exitCode !== null) keeper = startKeeper(data)
    await sleep(20)
  }
}

async function answers(data: string): Promise<ConnectionSettings | null> {
  const file = readPidFile(join(data, 'db'))
  if (!file) return null
  const settings = { host: file.socketFolder, port: 5432, user: superuser, database: 'postgres' }
  const connection = await connect(settings).catch(() => null)
  connection?.close()
  return connection && settings
}

function startKeeper(data: string) {
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, 'cluster-keeper.ts'), data, given ? 'keep' : 'remove'],
    {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    },
  )
  keeper.unref()
  return keeper
}

/** Whether a run that uses this folder is still going on. */
export function isNeeded(data: string): boolean {
  const runs = join(data, 'runs')
  if (!existsSync(runs)) return false
  for (const name of readdirSync(runs)) {
    if (isAlive(Number(name))) return true
    rmSync(join(runs, name), { force: true })
  }
  return false
}
