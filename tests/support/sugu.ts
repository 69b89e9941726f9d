import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { readConfig } from '#base/config.ts'
import { noLog, openLog } from '#base/log.ts'
import { openSugu, type Sugu } from '../../server/main.ts'
import { type Caller, callerOf, signIn } from './caller.ts'
import { testDatabase } from './database.ts'

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

/** A whole Sugu on a database of its own, listening on a free port; closed when the test file ends. Called at its top. */
export async function startSugu(env: Record<string, string> = {}): Promise<TestSugu> {
  const data = mkdtempSync(join(tmpdir(), 'sugu-data-'))
  let opened: Sugu | undefined
  // Before the database's own end, which is asked for next.
  after(async () => {
    await opened?.close()
    rmSync(data, { recursive: true, force: true })
  })
  const db = await testDatabase()
  const config = readConfig({ SUGU_ADMIN_PASSWORD: adminPassword, SUGU_DATA: data, ...env, PORT: '0' })
  const sugu = await openSugu(
    config,
    process.env.SUGU_TEST_LOG ? openLog('info', [(line) => console.error(line)]) : noLog,
    db,
  )
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
