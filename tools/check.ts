import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Aliases, floorFindings } from './floors.ts'
import { sizeFindings } from './sizes.ts'
import { type Finding, isCode, isTest, sayFinding, sourcesUnder } from './source.ts'
import { runTests } from './tests.ts'
import { withFrenchSpaces, wordFindings } from './words.ts'

interface Outcome {
  readonly ok: boolean
  readonly details: string
  /** Said behind a green line. */
  readonly note?: string
}
type Part = () => Outcome | Promise<Outcome>

const tool =
  (name: string, ...args: string[]): Part =>
  async () => {
    const child = spawn(`node_modules/.bin/${name}`, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stderr.on('data', (piece) => pieces.push(piece))
    const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve))
    return { ok: code === 0, details: Buffer.concat(pieces).toString() || `${name}: ${code}` }
  }

const sources = () => sourcesUnder(process.cwd())
const findings =
  (find: () => readonly Finding[]): Part =>
  () => {
    const found = find()
    return { ok: found.length === 0, details: found.map(sayFinding).join('\n') }
  }

/** `#base/*` → `./server/base/*` in package.json, without the stars. */
const aliases = (): Aliases => {
  const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Record<string, string> }
  return Object.fromEntries(Object.entries(imports).map(([from, to]) => [from.slice(0, -1), to.slice(2, -1)]))
}

const tests: Part = async () => {
  const lines: string[] = []
  const { passed, failed, skipped } = await runTests({ quick: true }, (line) => lines.push(line))
  const note = `${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return { ok: failed === 0, details: lines.filter((line) => !line.startsWith('✔')).join('\n'), note }
}

/** Started together: each is its own process, or done before the others are up. */
const readings: Readonly<Record<string, Part>> = {
  types: tool('tsc', '--noEmit'),
  lint: tool('biome', 'check', '--colors=off', '--reporter=concise', '--error-on-warnings'),
  'dead code': tool('knip'),
  floors: findings(() => floorFindings(sources(), aliases())),
  sizes: findings(() => sizeFindings(sources())),
  words: findings(() => wordFindings(sources())),
}

async function run(name: string, part: Part): Promise<boolean> {
  const start = performance.now()
  const { ok, details, note } = await part()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${ok ? '✔' : '✖'} ${name.padEnd(10)} ${seconds.padStart(5)} s${note ? `  ${note}` : ''}`)
  if (!ok) console.log(details.trimEnd().replace(/^/gm, '  '))
  return ok
}

/** Mends what a machine can mend: layout, and the spaces of French sentences. */
async function mend() {
  for (const source of sources().filter((one) => isCode(one) && !isTest(one.path))) {
    const text = withFrenchSpaces(source)
    if (text !== source.text) writeFileSync(source.path, text)
  }
  await tool('biome', 'check', '--write')()
}

const { values } = parseArgs({ options: { fast: { type: 'boolean' }, write: { type: 'boolean' } } })
if (values.write) await mend()
const read = await Promise.all(Object.entries(readings).map(([name, part]) => run(name, part)))
const all = values.fast ? read : [...read, await run('tests', tests)]
const failed = all.filter((ok) => !ok).length
console.log(`${all.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
