import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A file of the screens, in the forms that it was packed in. */
export interface BuiltFile {
  readonly path: string
  readonly type: string
  readonly forms: ReadonlySet<'br' | 'gz'>
  read(form: 'br' | 'gz' | 'plain'): Buffer
}

/** The screens as they were last built; hashed files of the builds before are there too, for pages still open. */
export interface Built {
  readonly build: string
  find(path: string): BuiltFile | undefined
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  woff2: 'font/woff2',
}

/** Read again where `current` names another build: a server need not start again for new screens. */
export function builtIn(dist: string): () => Built | null {
  const current = join(dist, 'current')
  let known: { at: number; built: Built } | null = null
  return () => {
    const at = statSync(current, { throwIfNoEntry: false })?.mtimeMs
    if (at === undefined) return null
    if (known?.at !== at) known = { at, built: readBuilt(dist, readFileSync(current, 'utf8').trim()) }
    return known.built
  }
}

function readBuilt(dist: string, build: string): Built {
  const own = filesIn(join(dist, build))
  const older = readdirSync(dist)
    .filter((name) => /^[0-9a-f]{12}$/.test(name) && name !== build)
    .flatMap((name) => [...filesIn(join(dist, name))])
    .filter(([path]) => path.startsWith('assets/'))
  const files = new Map([...older, ...own])
  return { build, find: (path) => files.get(path) }
}

function filesIn(folder: string): Map<string, BuiltFile> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const all = new Set(names)
  return new Map(
    names.filter((name) => !/\.(br|gz)$/.test(name)).map((name) => [name, fileOf(folder, name, all)]),
  )
}

function fileOf(folder: string, path: string, all: ReadonlySet<string>): BuiltFile {
  const read = new Map<string, Buffer>()
  return {
    path,
    type: types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    forms: new Set((['br', 'gz'] as const).filter((form) => all.has(`${path}.${form}`))),
    read(form) {
      const name = form === 'plain' ? path : `${path}.${form}`
      const content = read.get(name) ?? readFileSync(join(folder, name))
      read.set(name, content)
      return content
    },
  }
}
