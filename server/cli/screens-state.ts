import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the last build was made of, told in two ways: by dates and sizes, in a few milliseconds; by what is written. */
interface Seen {
  readonly dates: string
  readonly words: string
}

/** The screens of one project folder, against what they were last built of. */
export interface ScreensState {
  readonly isFresh: boolean
  /** After a build, or where dates alone had moved. */
  remember(): void
}

export function screensState(project: string): ScreensState {
  const sources = sourcesOf(project)
  const seen = readSeen(project)
  const dates = datesOf(project, sources)
  if (seen?.dates === dates) return { isFresh: true, remember: () => {} }
  const words = wordsOf(project, sources)
  return { isFresh: seen?.words === words, remember: () => writeSeen(project, { dates, words }) }
}

const distOf = (project: string): string => join(project, 'admin', 'dist')

/** Paths from the project's folder, in their order. */
function sourcesOf(project: string): string[] {
  const found = ['admin', 'model'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  const own = found.filter((path) => !/^admin.dist\b|\.test\.tsx?$/.test(path) && /\.\w+$/.test(path))
  return [...own.sort(), 'package-lock.json']
}

function datesOf(project: string, paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { mtimeMs, size } = statSync(join(project, path))
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

function wordsOf(project: string, paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\n`).update(readFileSync(join(project, path)))
  return hash.digest('hex')
}

/** Of a build that is still there. */
function readSeen(project: string): Seen | null {
  if (!existsSync(join(distOf(project), 'current'))) return null
  try {
    return JSON.parse(readFileSync(join(distOf(project), 'sources'), 'utf8')) as Seen
  } catch {
    return null
  }
}

function writeSeen(project: string, seen: Seen): void {
  try {
    mkdirSync(distOf(project), { recursive: true })
    writeFileSync(join(distOf(project), 'sources'), JSON.stringify(seen))
  } catch {
    // A folder that we may not write in was built by its owner: it is looked at again at the next start.
  }
}
