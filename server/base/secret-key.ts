import { chmodSync, closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './data-folder.ts'
import { errorsOf } from './errors.ts'
import { randomToken } from './ids.ts'

const keyError = errorsOf({
  'secret_key.unreadable': [
    500,
    {
      fr: 'Le fichier {path} ne se lit pas ({why}) : rendez-le à l’utilisateur qui lance Sugu, remettez-le d’une sauvegarde, ou supprimez-le pour qu’une autre clé soit tirée (les connexions en cours se ferment).',
      en: 'The file {path} cannot be read ({why}): give it back to the user who runs Sugu, restore it from a backup, or delete it to have another key made (open sessions end).',
    },
  ],
})

const shortest = 32

/** The key that nobody gave: made once, kept in the data folder; processes that start together agree on one. */
export const keptSecretKey = (data: string): string => {
  makeFolder(data)
  const path = join(data, 'secret-key')
  return readKey(path) ?? makeKey(path)
}

const readKey = (path: string): string | undefined => {
  try {
    const key = readFileSync(path, 'utf8').trim()
    if (key.length < shortest)
      throw keyError('secret_key.unreadable', { path, why: `${key.length} < ${shortest}` })
    return key
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined
    if (codeOf(cause) === undefined) throw cause
    throw keyError('secret_key.unreadable', { path, why: String(codeOf(cause)) }, { cause })
  }
}

/** Whole and on the disk before it has its name; a name that is already there wins. */
const makeKey = (path: string): string => {
  const draft = `${path}.${randomToken(6)}`
  try {
    writeWhole(draft, `${randomToken(48)}\n`)
    linkSync(draft, path)
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST')
      throw keyError('secret_key.unreadable', { path, why: String(codeOf(cause)) }, { cause })
  } finally {
    rmSync(draft, { force: true })
  }
  return readKey(path) ?? makeKey(path)
}

const writeWhole = (path: string, text: string) => {
  const file = openSync(path, 'wx', 0o600)
  try {
    chmodSync(path, 0o600)
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'syscall' in cause && 'code' in cause ? String(cause.code) : undefined
