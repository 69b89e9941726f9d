import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '#base/project.ts'
import { runNode } from './child.ts'
import { complain, say } from './speech.ts'

const dist = join(projectFolder, 'admin', 'dist')
const seenFile = join(dist, 'sources')

/** What the last build was made of, told in two ways: by dates and sizes, in a few milliseconds; by what is written. */
interface Seen {
  readonly dates: string
  readonly words: string
}

/** Builds the screens where they are missing, or older than their sources. False: that was not possible. */
export async function buildScreens({ always = false } = {}): Promise<boolean> {
  const sources = sourcesOfScreens()
  const seen = readSeen()
  const dates = datesOf(sources)
  if (!always && seen?.dates === dates) return true
  const words = wordsOf(sources)
  if (!always && seen?.words === words) return remember({ dates, words })
  if (!existsSync(join(projectFolder, 'node_modules', 'vite'))) return sayNoTools()
  say({ fr: 'Construction des écrans (quelques secondes)…', en: 'Building the screens (a few seconds)…' })
  const code = await runNode(['--disable-warning=ExperimentalWarning', 'admin/build.ts'])
  return code === 0 ? remember({ dates, words }) : sayFailed()
}

/** Paths from the project's folder, in their order. */
function sourcesOfScreens(): string[] {
  const found = ['admin', 'model'].flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  const own = found.filter((path) => !/^admin.dist\b|\.test\.tsx?$/.test(path) && /\.\w+$/.test(path))
  return [...own.sort(), 'package-lock.json']
}

const datesOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { mtimeMs, size } = statSync(join(projectFolder, path))
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

const wordsOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\n`).update(readFileSync(join(projectFolder, path)))
  return hash.digest('hex')
}

function readSeen(): Seen | null {
  if (!existsSync(join(dist, 'current'))) return null
  try {
    return JSON.parse(readFileSync(seenFile, 'utf8')) as Seen
  } catch {
    return null
  }
}

function remember(seen: Seen): true {
  try {
    mkdirSync(dist, { recursive: true })
    writeFileSync(seenFile, JSON.stringify(seen))
  } catch {
    // A folder that we may not write in was built by its owner: it is asked again at the next start.
  }
  return true
}

function sayNoTools(): false {
  complain({
    fr: 'Les écrans ne sont pas à jour, et de quoi les construire n’est pas installé. Tapez : npm ci --include=dev, puis ./sugu build',
    en: 'The screens are not up to date, and what builds them is not installed. Type: npm ci --include=dev, then ./sugu build',
  })
  return false
}

function sayFailed(): false {
  complain({
    fr: 'Les écrans n’ont pas pu être construits : voyez les lignes du dessus. Le reste de Sugu fonctionne.',
    en: 'The screens could not be built: see the lines above. The rest of Sugu works.',
  })
  return false
}
