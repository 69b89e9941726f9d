import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { type Tally, tallyMark } from './reporter.ts'

interface Group {
  readonly name: string
  readonly files: readonly string[]
  readonly flags: readonly string[]
}

export interface Choice {
  /** Without the journeys in a browser and the long proofs. */
  readonly quick?: boolean
  /** The long proofs in their long form. */
  readonly long?: boolean
  /** Only files whose path holds one of these. */
  readonly only?: readonly string[]
}

/** `model/` knows no Node and keeps no state: its files share one process. All others have one each. */
export function testGroups({ quick, only = [] }: Choice): Group[] {
  const wanted = (file: string) => only.length === 0 || only.some((part) => file.includes(part))
  const find = (...patterns: string[]) => globSync(patterns).filter(wanted).sort()
  const slow = ['tests/browser/**/*.test.ts', 'tests/long/**/*.test.ts']
  const rest = find('{server,tools,bench,tests}/**/*.test.ts').filter(
    (file) => !/^tests\/(browser|long)\//.test(file),
  )
  const groups = [
    { name: 'model', files: find('model/**/*.test.ts'), flags: ['--test-isolation=none'] },
    { name: 'server', files: rest, flags: ['--test-concurrency=2'] },
    { name: 'journeys and proofs', files: quick ? [] : find(...slow), flags: ['--test-concurrency=1'] },
  ]
  return groups.filter(({ files }) => files.length > 0)
}

/** Runs them group by group; `say` gets every line for people. */
export async function runTests(choice: Choice, say: (line: string) => void): Promise<Tally> {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const group of testGroups(choice)) {
    const tally = await runGroup(group, choice.long ?? false, say)
    total.passed += tally.passed
    total.failed += tally.failed
    total.skipped += tally.skipped
  }
  return total
}

async function runGroup({ files, flags }: Group, long: boolean, say: (line: string) => void): Promise<Tally> {
  const reporter = `--test-reporter=${new URL('reporter.ts', import.meta.url)}`
  const child = spawn(process.execPath, ['--test', ...flags, reporter, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test', ...(long ? { SUGU_LONG: '1' } : {}) },
  })
  let tally: Tally | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(tallyMark)) tally = JSON.parse(line.slice(tallyMark.length))
    else say(line)
  }
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('exit', resolve)))
  if (!tally) return { passed: 0, failed: 1, skipped: 0 }
  return code === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { long: { type: 'boolean' }, quick: { type: 'boolean' } },
  })
  const { passed, failed, skipped } = await runTests({ ...values, only: positionals }, (line) =>
    console.log(line),
  )
  if (skipped > 0) console.log(`${skipped} skipped`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
