import { closeSync, fstatSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { now } from './clock.ts'
import type { Sink } from './log.ts'
import { asJson } from './log.ts'

/**
 * Lines of JSON in a file that begins anew at `maxBytes`; the last `keep` old ones stay beside it.
 * Several processes may write the same file. A full disk costs the log its lines, nobody else anything.
 */
export const fileSink = (path: string, { maxBytes = 10_000_000, keep = 5 } = {}): Sink => {
  let file: number | undefined
  const close = () => {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  const write = (text: string) => {
    file ??= openSync(path, 'a', 0o600)
    writeSync(file, text)
    if (fstatSync(file).size < maxBytes) return
    close()
    setAside(path, maxBytes, keep)
  }
  return (line) => {
    try {
      write(asJson(line))
    } catch {
      close()
    }
  }
}

/** Another process may have done it already: then the file at `path` is a young one. */
const setAside = (path: string, maxBytes: number, keep: number) => {
  if (statSync(path).size >= maxBytes) renameSync(path, oldName(path))
  const old = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.`))
  for (const name of old.sort().slice(0, -keep)) rmSync(join(dirname(path), name), { force: true })
}

const oldName = (path: string): string => `${path}.${now().toISOString().replaceAll(':', '-')}-${process.pid}`
