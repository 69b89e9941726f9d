import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { readConfig } from '#base/config.ts'
import { noLog } from '#base/log.ts'
import { openSugu } from '../../server/main.ts'
import { anotherProcess } from './platform.ts'
import { adminPassword, type TestSugu } from './sugu.ts'

/** What a further process of the same installation is: its own memory and connections. Answers its address. */
export async function anotherSugu({ sugu }: TestSugu, env: Record<string, string> = {}): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'sugu-data-'))
  const config = readConfig({ SUGU_ADMIN_PASSWORD: adminPassword, SUGU_DATA: data, ...env, PORT: '0' })
  const other = await openSugu(config, noLog, anotherProcess(sugu.db))
  after(async () => {
    await other.close()
    rmSync(data, { recursive: true, force: true })
  })
  return other.listen()
}
