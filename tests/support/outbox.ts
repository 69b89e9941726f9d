import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MessageKind } from '#platform/messages/message.ts'

/** A data folder, and what comes to lie in its `outbox/`. Given to `startSugu` as `SUGU_DATA`. */
export interface Outbox {
  readonly data: string
  /** The newest message of the kind to somebody, that was not read before; waited for. */
  next(kind: MessageKind, to: string): Promise<string>
  /** The code that it carries. */
  code(kind: MessageKind, to: string): Promise<string>
  /** All that lies there now. */
  all(): string[]
}

export function testOutbox(): Outbox {
  const data = mkdtempSync(join(tmpdir(), 'sugu-outbox-'))
  after(() => rmSync(data, { recursive: true, force: true }))
  const folder = join(data, 'outbox')
  const seen = new Set<string>()
  const files = (): string[] => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  }
  const find = (kind: MessageKind, to: string): string | undefined => {
    const fresh = files().filter((name) => name.endsWith(`-${kind}.txt`) && !seen.has(name))
    const sorted = fresh.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
    for (const name of sorted) {
      const text = readFileSync(join(folder, name), 'utf8')
      if (!text.startsWith(`${to}\n`)) continue
      seen.add(name)
      return text
    }
    return undefined
  }
  const next: Outbox['next'] = async (kind, to) => {
    for (let i = 0; i < 200; i++) {
      const text = find(kind, to)
      if (text !== undefined) return text
      await sleep(50)
    }
    throw new Error(`no ${kind} for ${to} in ten seconds; there are: ${files().join(', ')}`)
  }
  return {
    data,
    next,
    code: async (kind, to) => /\b(\d{6,8}|\w{4}(-\w{4}){3})\b/.exec(withoutNumber(await next(kind, to)))![0],
    all: () => files().map((name) => readFileSync(join(folder, name), 'utf8')),
  }
}

/** Without its first line, which names who gets it. */
const withoutNumber = (text: string): string => text.slice(text.indexOf('\n'))
