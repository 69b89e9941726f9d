import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import {
  accessSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, readPidFile } from './embedded/pid-file.ts'

const program = join(import.meta.dirname, '../../tests/support/lodger.ts')
const processes = new Set<ChildProcess>()
const folders: string[] = []

after(async () => {
  for (const child of processes) child.kill('SIGKILL')
  for (const data of folders) await gone(data)
  for (const data of folders) rmSync(data, { recursive: true, force: true })
})

/** A path with spaces and accents, that nobody else may enter. */
function newData(owner?: number): string {
  const data = mkdtempSync(join(tmpdir(), 'sugu essai é '))
  folders.push(data)
  if (owner !== undefined) chownSync(data, owner, owner)
  return data
}

interface Lodger {
  readonly child: ChildProcess
  /** Rows of one statement, and whether this process is the one that started PostgreSQL. */
  ask(text: string): Promise<{ rows: string[][]; started: boolean }>
  leave(): Promise<void>
}

async function moveIn(data: string, user?: number): Promise<Lodger> {
  const account = user === undefined ? {} : { uid: user, gid: user }
  const child = spawn(process.execPath, [program, data], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    ...account,
  })
  processes.add(child)
  let complaint = ''
  child.stderr!.on('data', (chunk) => {
    complaint += chunk
  })
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface(child.stdout!)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`the process ended: ${complaint}`)
    return value
  }
  assert.equal(await next(), 'up')
  return {
    child,
    ask: async (text) => {
      child.stdin!.write(`${text}\n`)
      return JSON.parse(await next())
    },
    leave: async () => {
      child.stdin!.end()
      await exit
      assert.equal(complaint, '')
    },
  }
}

const postmaster = (data: string) => readPidFile(join(data, 'db'))?.pid

/** Milliseconds until PostgreSQL is gone. */
async function gone(data: string, pid = postmaster(data)): Promise<number> {
  const start = performance.now()
  while (pid && isAlive(pid) && performance.now() - start < 10_000) await sleep(5)
  return performance.now() - start
}

/** Made by the first test; the others move in after it. */
const data = newData()

test('the first start makes the cluster, the second finds its rows, and both stop PostgreSQL', async () => {
  const first = await moveIn(data)
  await first.ask('create table if not exists public.kept as select 12 as n')
  assert.deepEqual((await first.ask('show data_checksums')).rows, [['on']])
  assert.deepEqual(
    (await first.ask(`select string_agg(w, ' ' order by w) from unnest('{z,é,a,f}'::text[]) w`)).rows,
    [['a é f z']],
  )
  await first.leave()
  assert.equal(postmaster(data), undefined)
  const second = await moveIn(data)
  assert.deepEqual(await second.ask('select n from public.kept'), { rows: [['12']], started: true })
  await second.leave()
  assert.deepEqual(readdirSync(data).sort(), ['db', 'logs'])
})

test('nothing listens but a socket that only our account may reach', async () => {
  const lodger = await moveIn(data)
  assert.deepEqual((await lodger.ask('show listen_addresses')).rows, [['']])
  const { socketFolder } = readPidFile(join(data, 'db'))!
  assert.equal(statSync(socketFolder).mode & 0o777, 0o700)
  assert.equal(statSync(join(data, 'db')).mode & 0o777, 0o700)
  await lodger.leave()
  assert(!existsSync(socketFolder))
})

test('kill -9 of Node stops PostgreSQL within a second, and the next start serves', async () => {
  const lodger = await moveIn(data)
  const pid = postmaster(data)!
  lodger.child.kill('SIGKILL')
  assert((await gone(data, pid)) < 1000)
  const next = await moveIn(data)
  assert.deepEqual((await next.ask('select 1')).rows, [['1']])
  await next.leave()
})

test('kill -9 of PostgreSQL: it comes back, and the next question is answered', async () => {
  const lodger = await moveIn(data)
  await lodger.ask('create table if not exists public.kept as select 12 as n')
  for (let round = 0; round < 3; round++) {
    const pid = postmaster(data)!
    process.kill(pid, 'SIGKILL')
    const start = performance.now()
    await gone(data, pid)
    assert.deepEqual(await lodger.ask('select n from public.kept'), { rows: [['12']], started: true })
    while ((postmaster(data) ?? pid) === pid) await sleep(5)
    assert(performance.now() - start < 10_000)
  }
  await lodger.leave()
})

test('kill -9 of both at once: the next start serves', async () => {
  const lodger = await moveIn(data)
  await lodger.ask('create table if not exists public.kept as select 12 as n')
  process.kill(postmaster(data)!, 'SIGKILL')
  lodger.child.kill('SIGKILL')
  const next = await moveIn(data)
  assert.deepEqual((await next.ask('select n from public.kept')).rows, [['12']])
  await next.leave()
})

test('three processes at once on an empty folder share one PostgreSQL', async () => {
  const data = newData()
  const lodgers = await Promise.all([moveIn(data), moveIn(data), moveIn(data)])
  const started = await Promise.all(lodgers.map(async (lodger) => (await lodger.ask('select 1')).started))
  assert.equal(started.filter(Boolean).length, 1)
  assert.deepEqual(readdirSync(data).sort(), ['db', 'logs'])
  await Promise.all(lodgers.map((lodger) => lodger.leave()))
  assert.equal(postmaster(data), undefined)
})

test('who had adopted PostgreSQL starts it again when its starter is killed, or leaves', async () => {
  const first = await moveIn(data)
  const second = await moveIn(data)
  assert.equal((await second.ask('select 1')).started, false)
  first.child.kill('SIGKILL')
  await gone(data)
  assert.deepEqual(await second.ask('select 1'), { rows: [['1']], started: true })
  const third = await moveIn(data)
  await second.leave()
  assert.deepEqual(await third.ask('select 1'), { rows: [['1']], started: true })
  await third.leave()
})

test('after kill -9 of PostgreSQL under three, one of them starts it and all are served', async () => {
  const first = await moveIn(data)
  const lodgers = [first, await moveIn(data), await moveIn(data)]
  process.kill(postmaster(data)!, 'SIGKILL')
  const answers = await Promise.all(lodgers.map((lodger) => lodger.ask('select 1')))
  assert.deepEqual(
    answers.map(({ rows }) => rows),
    [[['1']], [['1']], [['1']]],
  )
  await Promise.all(lodgers.map((lodger) => lodger.leave()))
})

test('a kill in the middle of the making leaves nothing in the way', async () => {
  const data = newData()
  const cutOff = moveIn(data).catch(() => 'cut off')
  while (!readdirSync(data).some((name) => name.startsWith('db.new-'))) await sleep(5)
  await sleep(150)
  for (const child of processes) if (child.spawnargs.includes(data)) child.kill('SIGKILL')
  assert.equal(await cutOff, 'cut off')
  const lodger = await moveIn(data)
  assert.deepEqual((await lodger.ask('select 1')).rows, [['1']])
  await lodger.leave()
})

test('a pid file whose number now belongs to another process does not keep PostgreSQL from starting', async () => {
  const lodger = await moveIn(data)
  const file = join(data, 'db/postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  process.kill(postmaster(data)!, 'SIGKILL')
  lodger.child.kill('SIGKILL')
  await sleep(300)
  writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'))
  const next = await moveIn(data)
  assert.deepEqual((await next.ask('select 1')).rows, [['1']])
  await next.leave()
})

test('when PostgreSQL cannot start, the sentence shows why', async () => {
  await (await moveIn(data)).leave()
  writeFileSync(join(data, 'db/local.conf'), "shared_buffers = 'beaucoup'\n")
  await assert.rejects(moveIn(data), /PostgreSQL ne démarre pas[\s\S]*shared_buffers/)
})

const nobody = 65534
const isRoot = process.getuid!() === 0

test('an ordinary user', { skip: !isRoot && 'these tests already run as one' }, async (t) => {
  const data = newData(nobody)
  if (!canReach(program)) return t.skip('the code lies where only root may go')
  const lodger = await moveIn(data, nobody)
  assert.deepEqual((await lodger.ask('select 1')).rows, [['1']])
  assert.equal(statSync(join(data, 'db')).uid, nobody)
  await lodger.leave()
})

test('root on its own folder', { skip: !isRoot && 'needs root' }, async () => {
  const data = newData()
  const lodger = await moveIn(data)
  assert.deepEqual((await lodger.ask('select 1')).rows, [['1']])
  assert.equal(statSync(join(data, 'db')).uid, 0)
  await lodger.leave()
})

test('root on a folder under another account’s 0700', { skip: !isRoot && 'needs root' }, async (t) => {
  if (!canReach(program)) return t.skip('the programs lie where only root may go')
  const data = join(newData(nobody), 'data')
  mkdirSync(data, { mode: 0o700 })
  const lodger = await moveIn(data)
  assert.deepEqual((await lodger.ask('select 1')).rows, [['1']])
  assert.equal(statSync(join(data, 'db')).uid, nobody)
  await lodger.leave()
})

/** Whether an account without rights of its own may read a file of ours. */
function canReach(path: string): boolean {
  for (let folder = path; folder !== '/'; folder = join(folder, '..')) {
    accessSync(folder)
    if ((statSync(folder).mode & 0o5) === 0) return false
  }
  return true
}
