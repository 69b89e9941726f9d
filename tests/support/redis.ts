import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import type { TestContext } from 'node:test'
import { freePort } from './free-port.ts'
import { scratchFolder } from './scratch.ts'

/** Debian's `valkey-server` or `redis-server`, where one is installed. */
export const redisPath = ['/usr/bin/valkey-server', '/usr/bin/redis-server'].find((path) => existsSync(path))

export interface TestRedis {
  readonly url: string
  /** How many keys it holds. */
  keys(): Promise<number>
  start(): Promise<void>
  stop(): Promise<void>
}

/** On a free port of this machine alone, keeping nothing; stopped when the test ends. */
export async function startRedis(t: TestContext): Promise<TestRedis> {
  const port = await freePort()
  const folder = scratchFolder()
  let child: ChildProcess | undefined
  const start = async () => {
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    child = spawn(redisPath!, words, { stdio: 'ignore' })
    while (!(await asked(port, 'PING').catch(() => '')))
      await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const stop = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await start()
  t.after(stop)
  const keys = async () => Number(/\d+/.exec(await asked(port, 'DBSIZE'))?.[0] ?? 0)
  return { url: `redis://127.0.0.1:${port}/0`, keys, start, stop }
}

/** One word of its protocol, and the line that comes back. */
function asked(port: number, word: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${word}\r\n`))
    socket.once('data', (bytes) => {
      socket.destroy()
      resolve(String(bytes))
    })
    socket.once('error', reject)
  })
}
