import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

/** What the first screen needs: the page, and the files that it names itself. */
export function shellOf(folder: string): string[] {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="(\/admin\/[^"]+)"/g)].map(([, path]) => path!)
  const built = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  return ['/admin/', ...new Set(named.filter((path) => built.has(path.slice('/admin/'.length))))]
}

/** The service worker of one build. */
export function workerOf(name: string, shell: readonly string[]): string {
  const source = readFileSync(join(import.meta.dirname, 'worker.ts'), 'utf8')
  const told = `const build = ${JSON.stringify(name)}\nconst shell = ${JSON.stringify(shell)}\n`
  return told + stripTypeScriptTypes(source)
}
