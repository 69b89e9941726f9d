import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Text } from '#model/language.ts'
import { complain, say } from './speech.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The Chromium of this machine; installed where we may, and where we may not, what to type. */
export const findBrowser = async (): Promise<string | undefined> => {
  const found = findProgram(names)
  if (found) return found
  const mayInstall = process.getuid?.() === 0 && findProgram(['apt-get'])
  if (!mayInstall) return giveUp(missing)
  say({
    fr: 'Installation de Chromium (apt-get install chromium)…',
    en: 'Installing Chromium (apt-get install chromium)…',
  })
  try {
    await installChromium()
  } catch (error) {
    return giveUp(notInstalled(error instanceof Error ? error.message : String(error)))
  }
  return findProgram(names) ?? giveUp(missing)
}

export const findProgram = (wanted: readonly string[]): string | undefined => {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean)
  return wanted.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const installChromium = async () => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => promisify(execFile)('apt-get', args, { env, maxBuffer: 100_000_000 })
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
}

const giveUp = (text: Text): undefined => {
  complain(text)
  return undefined
}

const missing: Text = {
  fr: 'Chromium manque : les essais dans un navigateur sont sautés. Pour les jouer aussi, tapez : sudo apt-get update && sudo apt-get install -y chromium',
  en: 'Chromium is missing: the tests in a browser are skipped. To run them too, type: sudo apt-get update && sudo apt-get install -y chromium',
}

const notInstalled = (why: string): Text => ({
  fr: `Chromium n’a pas pu être installé : les essais dans un navigateur sont sautés. Pour les jouer aussi, tapez : apt-get update && apt-get install -y chromium\n${why}`,
  en: `Chromium could not be installed: the tests in a browser are skipped. To run them too, type: apt-get update && apt-get install -y chromium\n${why}`,
})
