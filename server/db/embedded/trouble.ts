import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { startError } from '../start-errors.ts'
import type { House } from './postmaster.ts'

// What PostgreSQL wrote while it did not start, for the one sentence that a person reads.

export const logSize = ({ logFile }: House): number => statSync(logFile, { throwIfNoEntry: false })?.size ?? 0

function written({ logFile }: House, from: number): string {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const bytes = Buffer.alloc(Math.max(0, Math.min(size - from, 100_000)))
  if (bytes.length === 0) return ''
  const file = openSync(logFile, 'r')
  readSync(file, bytes, 0, bytes.length, size - bytes.length)
  closeSync(file)
  return bytes.toString()
}

/** No second try will help. */
export const isHopeless = (house: House, from: number): boolean =>
  /FATAL: .*(contains errors|incompatible with server|wrong ownership|invalid permissions)/.test(
    written(house, from),
  )

export function explainFailure(house: House, from: number): Error {
  const lines = written(house, from).trim().split('\n')
  const telling = [...new Set(lines.map((line) => line.replace(/^.*?\] /, '')))].slice(-6)
  return startError('database.does_not_start', { log: house.logFile, lines: telling.join('\n  ') })
}

export const explainSilence = (folder: string, cause: unknown): Error =>
  startError('database.out_of_reach', { folder }, { cause })
