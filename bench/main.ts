import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { noLog } from '#base/log.ts'
import { projectFolder } from '#base/project.ts'
import { startEmbedded } from '#db/embedded.ts'
import { callerOf, signIn } from '../tests/support/caller.ts'
import { createCase, type Ground, measureCases, productCases } from './cases.ts'
import { type Contest, hold, type Result, type Rounds } from './contest.ts'
import { deepPageCases } from './deep-pages.ts'
import { makeFloor, withClient } from './floor-tables.ts'
import { growthCases } from './growth.ts'
import { makeMember } from './people.ts'
import { startServer } from './servers.ts'
import { fillSugu } from './sugu-load.ts'
import { sayTable } from './table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const rounds: Rounds = {
  rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
  seconds: Number(values.seconds ?? (values.quick ? 2 : 4)),
  connections: 16,
}
const productCount = 100_000
const sizes = values.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]
const adminPassword = 'une lampe bleue sur le quai'
const say = (line: string) => console.error(line)

const folder = join(projectFolder, 'data', 'bench')
await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) {
  const run = /^run-(\d+)-/.exec(name)
  if (run && !isAlive(Number(run[1]))) await rm(join(folder, name), { recursive: true, force: true })
}
const house = await mkdtemp(join(folder, `run-${process.pid}-`))
const embedded = await startEmbedded({ data: house, log: noLog })
try {
  say('the floor: making and filling its tables')
  await makeFloor(embedded.root, 'floor', productCount, sizes)
  const results = await measure()
  const table = sayTable(results)
  console.log(table)
  await keep(results)
  if (values.write) await writeFigures(table)
  process.exitCode = results.every((result) => result.reached) ? 0 : 1
} finally {
  await embedded.stop()
  await rm(house, { recursive: true, force: true })
}

/** Of a run that was killed, the tables may go. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function measure(): Promise<Result[]> {
  const floor = await startServer('floor.ts', [JSON.stringify({ ...embedded.root, database: 'floor' })])
  const sugu = await startServer('sugu.ts', [], {
    SUGU_DATA: house,
    SUGU_ADMIN_PASSWORD: adminPassword,
    PORT: '0',
    DATABASE_URL: '',
  })
  try {
    const headers = await furnish(`http://127.0.0.1:${sugu.port}`)
    const ports = { sugu: sugu.port, floor: floor.port }
    return await holdAll({ ports, headers, productCount, sizes })
  } finally {
    await Promise.all([sugu.stop(), floor.stop()])
  }
}

/** Sugu's tables, filled; a member of groups who may use them, signed in. */
async function furnish(url: string): Promise<Ground['headers']> {
  const admin = await signIn(url, 'admin', adminPassword)
  await fillSugu(admin, house, productCount, sizes, say)
  await withClient({ ...embedded.root, database: 'sugu' }, (client) => client.query('vacuum analyze'))
  await withClient({ ...embedded.root }, (client) => client.query('checkpoint'))
  return { ...callerOf(url).headers, ...(await makeMember(url, admin, sizes)).headers }
}

async function holdAll(ground: Ground): Promise<Result[]> {
  const wanted = (name: string) => values.case.length === 0 || values.case.includes(name.split(' ')[0]!)
  const contests: Contest[] = [
    ...productCases(ground),
    ...(wanted('F') ? await deepPageCases(ground) : []),
    ...measureCases(ground),
    ...(wanted('growth') ? await growthCases(ground) : []),
    createCase(ground),
  ].filter(({ name }) => wanted(name))
  const results: Result[] = []
  for (const contest of contests) {
    const result = await hold(contest, ground.ports, rounds)
    say(`${result.name}: ${result.ratio.toFixed(2)}`)
    results.push(result)
  }
  return results
}

async function keep(results: readonly Result[]): Promise<void> {
  const at = new Date().toISOString()
  const machine = { node: process.version, cpu: cpus()[0]?.model, cpus: cpus().length }
  const file = join(folder, `${at.replace(/[:.]/g, '-')}.json`)
  await writeFile(file, `${JSON.stringify({ at, machine, ...rounds, results }, null, 2)}\n`)
  say(file)
}

/** The page that tells how fast Sugu is ends in the figures of one run. */
async function writeFigures(table: string): Promise<void> {
  const page = join(projectFolder, 'docs', 'performance.md')
  const [explained] = (await readFile(page, 'utf8')).split('\n## Figures')
  const { rounds: times, seconds, connections } = rounds
  const how = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, ${times} rounds of ${seconds} s, ${connections} connections.`
  await writeFile(page, `${explained}\n## Figures\n\n${how}\n\n${table}`)
}
