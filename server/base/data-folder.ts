import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { errorsOf } from './errors.ts'

const folderError = errorsOf({
  'data.not_writable': [
    500,
    {
      fr: '{user} ne peut pas écrire dans {path} ({why}) : donnez-lui ce dossier (« sudo chown -R {user} {path} »), ou choisissez-en un autre, par exemple SUGU_DATA=/var/lib/sugu.',
      en: '{user} may not write to {path} ({why}): give them that folder ("sudo chown -R {user} {path}"), or choose another, for example SUGU_DATA=/var/lib/sugu.',
    },
  ],
})

const rooms = ['media', 'backups', 'logs'] as const

/** Makes what is missing, for its owner alone; `db` is made by the database itself. */
export const makeDataFolder = (data: string): void => {
  for (const path of [data, ...rooms.map((room) => join(data, room))]) makeFolder(path)
}

export const makeFolder = (path: string): void => {
  try {
    makeWithParents(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw folderError('data.not_writable', { path, why: whyNot(cause), user: userName() }, { cause })
  }
}

/** Not mkdir’s own `recursive`, which never ends where the system answers ENOENT to a folder that could be made. */
const makeWithParents = (path: string): void => {
  if (existsSync(path)) return
  makeWithParents(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}

const whyNot = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)

const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '?')
  }
}
