import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type Config, readConfig } from '#base/config.ts'
import { asJson, type Line, openLog } from '#base/log.ts'
import { openSugu, type Sugu } from '../../server/main.ts'
import { type Caller, callerOf, signIn } from './caller.ts'
import { testDatabase } from './database.ts'
import { secretsIn } from './secrets.ts'

export interface TestSugu {
  readonly url: string
  readonly sugu: Sugu
  readonly stranger: Caller
  /** The first administrator, signed in. */
  readonly admin: Caller
  caller(headers: Record<string, string>): Caller
  signIn(login: string, password: string, headers?: Record<string, string>): Promise<Caller>
}

export const adminPassword = 'une lampe bleue sur le quai'

/**
 * A whole Sugu on a database of its own, listening on a free port; closed when the test file ends. Called at its top.
 * What it logged meanwhile holds no secret that a caller sent or was given; else the file fails.
 */
export async function startSugu(
  env: Record<string, string> = {},
  change: (config: Config) => Config = (config) => config,
): Promise<TestSugu> {
  const data = mkdtempSync(join(tmpdir(), 'sugu-data-'))
  let opened: Sugu | undefined
  const said: string[] = []
  // Before the database's own end, which is asked for next.
  after(async () => {
    await opened?.close()
    rmSync(data, { recursive: true, force: true })
  })
  const db = await testDatabase()
  // Last of all: where one of these fails, those behind it are not run.
  after(() => assert.deepEqual(secretsIn(said.join('')), [], 'the log tells secrets'))
  const own = { SUGU_ADMIN_PASSWORD: adminPassword, SUGU_DATA: data, ...env, PORT: '0' }
  const config = change(readConfig(own))
  const show = (line: Line) => process.env.SUGU_TEST_LOG && console.error(line)
  const keep = (line: Line) => void said.push(asJson(line))
  const sugu = await openSugu(config, openLog('debug', [keep, show]), db)
  opened = sugu
  const url = await sugu.listen()
  await sugu.work()
  const caller = (headers: Record<string, string>) => callerOf(url, headers)
  return {
    url,
    sugu,
    caller,
    signIn: (login, password, headers) => signIn(url, login, password, headers),
    stranger: caller({}),
    admin: await signIn(url, 'admin', adminPassword),
  }
}
