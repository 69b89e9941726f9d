import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { shellOf, workerOf } from './worker/assemble.ts'

/**
 * Builds the screens into `dist/<build>/`, each file with its `.br` and `.gz` beside it, then names that build in
 * `dist/current`. Nothing that a running server or an open page still reads is replaced: the last builds stay.
 */
const dist = join(import.meta.dirname, 'dist')
const kept = 3

const isSmall = (path: string): boolean => statSync(path).size < 200
const isPacked = (path: string): boolean => /\.(br|gz|png|woff2|webp|jpg)$/.test(path)

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

function compress(path: string): void {
  if (isPacked(path) || isSmall(path)) return
  const plain = readFileSync(path)
  const options = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: options }))
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
}

/** What is in it names it: the same sources make the same build. */
function nameOf(folder: string): string {
  const hash = createHash('sha256')
  for (const path of filesUnder(folder)) hash.update(path.slice(folder.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
}

/** The files of a screen that the page does not name already. */
function filesOf(folder: string, screen: string): string[] {
  const chunks = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const found = new Set<string>()
  const take = (name: string) => {
    const chunk = chunks[name]
    if (!chunk || chunk.isEntry || found.has(chunk.file)) return
    found.add(chunk.file)
    for (const one of chunk.imports ?? []) take(one)
  }
  take(screen)
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  return [...found].filter((file) => !page.includes(file)).map((file) => `/admin/${file}`)
}

function forgetOld(): void {
  const builds = readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{12}$/.test(entry.name))
    .map(({ name }) => ({ name, at: statSync(join(dist, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { name } of builds.slice(kept)) rmSync(join(dist, name), { recursive: true, force: true })
}

function settle(fresh: string): string {
  const name = nameOf(fresh)
  const list = filesOf(fresh, 'screens/grid/List.tsx').join(' ')
  rmSync(join(fresh, '.vite'), { recursive: true })
  for (const path of filesUnder(fresh).filter((one) => one.endsWith('.html')))
    writeFileSync(path, readFileSync(path, 'utf8').replace('%BUILD%', name).replace('%LIST%', list))
  writeFileSync(join(fresh, 'worker.js'), workerOf(name, shellOf(fresh)))
  for (const path of filesUnder(fresh)) compress(path)
  const home = join(dist, name)
  try {
    renameSync(fresh, home)
  } catch {
    // Another process made the same build meanwhile.
    rmSync(fresh, { recursive: true, force: true })
  }
  writeFileSync(join(dist, `current.${process.pid}`), name)
  renameSync(join(dist, `current.${process.pid}`), join(dist, 'current'))
  return name
}

async function run(): Promise<void> {
  mkdirSync(dist, { recursive: true })
  const fresh = join(dist, `fresh.${process.pid}`)
  try {
    await build({
      configFile: join(import.meta.dirname, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: fresh, emptyOutDir: true },
    })
    settle(fresh)
    forgetOld()
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

// Vite has said what is wrong.
await run().catch(() => {
  process.exitCode = 1
})
