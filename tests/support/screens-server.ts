import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { screenRoutes } from '#http/screens.ts'
import { createServer } from '#http/server.ts'
import { builtScreens } from './built-screens.ts'

const dist = join(import.meta.dirname, '../../admin/dist')

export interface Shop {
  readonly url: string
  readonly build: string
  /** As an upgrade does: another build beside the first, and named as the one that counts. Answers its name. */
  upgrade(): string
}

/** The screens alone, served out of a folder of their own. */
export async function serveScreens(): Promise<Shop> {
  builtScreens()
  const folder = mkdtempSync(join(tmpdir(), 'sugu-screens-'))
  const build = readFileSync(join(dist, 'current'), 'utf8')
  cpSync(join(dist, build), join(folder, build), { recursive: true })
  writeFileSync(join(folder, 'current'), build)
  const server = createServer({ onError: () => {}, trustedProxies: [] })
  screenRoutes(server, folder)
  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  return { url: url.replace('127.0.0.1', 'localhost'), build, upgrade: () => upgraded(folder, build) }
}

const newer = 'ffffffffffff'

function upgraded(folder: string, build: string): string {
  cpSync(join(folder, build), join(folder, newer), { recursive: true })
  for (const name of ['index.html', 'worker.js']) {
    const path = join(folder, newer, name)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(build, newer))
    for (const form of ['br', 'gz']) if (existsSync(`${path}.${form}`)) rmSync(`${path}.${form}`)
  }
  writeFileSync(join(folder, 'current'), newer)
  return newer
}
