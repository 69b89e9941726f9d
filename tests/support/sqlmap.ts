import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratchFolder } from './scratch.ts'

/** A sentence where sqlmap is not installed; a test leaves itself out with it. */
export const sqlmapMissing: string | false = (() => {
  try {
    execFileSync('sqlmap', ['--version'], { stdio: 'ignore' })
    return false
  } catch {
    return 'sqlmap is not installed: apt-get install sqlmap'
  }
})()

export interface Attack {
  readonly name: string
  readonly url: string
  /** Names of what is attacked; absent where an asterisk marks the place. */
  readonly parameters?: string
  readonly data?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly level: number
  /** Of sqlmap’s techniques, by their letters; absent: all. */
  readonly technique?: string
}

export interface Attacked {
  readonly found: boolean
  /** Nothing was found, and sqlmap says so in so many words. */
  readonly clean: boolean
  readonly payloads: number
  /** Answers of 5xx. */
  readonly fell: string | null
  readonly log: string
}

const logs = process.env.SUGU_SQLMAP_LOGS ?? scratchFolder()
const spoken = ['--batch', '--flush-session', '--disable-coloring', '-v', '3']

/** One run of sqlmap; what it tried is kept in `SUGU_SQLMAP_LOGS`, where that is set. */
export function sqlmap({
  name,
  url,
  parameters,
  data,
  headers = {},
  level,
  technique,
}: Attack): Promise<Attacked> {
  mkdirSync(logs, { recursive: true })
  const words = [
    ...['-u', url, '--level', String(level), '--risk', '2', '--ignore-code', '*'],
    ...['--output-dir', join(logs, name), ...spoken],
    ...(parameters === undefined ? [] : ['-p', parameters]),
    ...(technique === undefined ? [] : ['--technique', technique]),
    ...(data === undefined ? [] : ['--data', data]),
    ...Object.entries(headers).flatMap(([header, value]) => ['-H', `${header}: ${value}`]),
  ]
  return new Promise((resolve) => {
    const child = execFile('sqlmap', words, { maxBuffer: 1 << 28, timeout: 600_000 }, (_, out, err) => {
      const said = out + err
      const log = join(logs, `${name}.log`)
      writeFileSync(log, said.replaceAll(/(Token|Bearer) [\w-]{20,}/g, '$1 …'))
      resolve({
        found: /identified the following injection point|appears to be .* injectable/.test(said),
        clean: /all tested parameters do not appear to be injectable/.test(said),
        payloads: said.match(/\[PAYLOAD\]/g)?.length ?? 0,
        fell: /5\d\d \([A-Z][\w ]+\) - \d+ times/.exec(said)?.[0] ?? null,
        log,
      })
    })
    child.stdin?.end()
  })
}
