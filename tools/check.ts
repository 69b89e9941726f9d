import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Aliases, floorFindings } from './floors.ts'
import { sizeFindings } from './sizes.ts'
import { type Finding, isCode, isTest, sayFinding, sourcesUnder } from './source.ts'
import { withFrenchSpaces, wordFindings } from './words.ts'

interface Outcome {
  readonly ok: boolean
  readonly details: string
  /** Said behind a green line. */
  readonly note?: string
}
type Part = () => Outcome | Promise<Outcome>

const run =
  (program: string, ...args: string[]): Part =>
  async () => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stderr.on('data', (piece) => pieces.push(piece))
    const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve))
    return { ok: code === 0, details: Buffer.concat(pieces).toString() || `${program}: ${code}` }
  }

const tool = (name: string, ...args: string[]): Part => run(`node_modules/.bin/${name}`, ...args)

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

/** All but the journeys in `tests/`, which `sugu test` adds. */
const unitTests: Part = async () => {
  const { ok, details } = await run(process.execPath, 'server/cli/sugu.ts', 'test', ...unitTestFolders)()
  const lines = details.trimEnd().split('\n')
  return { ok, details: lines.filter((line) => !line.startsWith('✓')).join('\n'), note: lines.at(-1) ?? '' }
}
const unitTestFolders = ['model/', 'server/', 'tools/', 'bench/']

/** Started together: each is its own process, or done before the others are up. */
const readings: Readonly<Record<string, Part>> = {
  types: tool('tsc', '--noEmit'),
  screens: tool('tsc', '--noEmit', '-p', 'admin'),
  worker: tool('tsc', '--noEmit', '-p', 'admin/worker'),
  lint: tool('biome', 'check', '--colors=off', '--reporter=concise', '--error-on-warnings'),
  'dead code': tool('knip'),
  floors: findings(() => floorFindings(sources(), aliases())),
  sizes: findings(() => sizeFindings(sources())),
  words: findings(() => wordFindings(sources())),
}

async function report(name: string, part: Part): Promise<boolean> {
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
const read = await Promise.all(Object.entries(readings).map(([name, part]) => report(name, part)))
const all = values.fast ? read : [...read, await report('tests', unitTests)]
const failed = all.filter((ok) => !ok).length
console.log(`${all.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
