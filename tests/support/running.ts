import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface RunningOptions {
  /** Of `./sugu`: start, web or worker. */
  readonly command?: 'start' | 'web' | 'worker'
  readonly data: string
  readonly port: number
  readonly env?: NodeJS.ProcessEnv
  /** For Node itself, as its NODE_OPTIONS take them. */
  readonly flags?: readonly string[]
}

/** Sugu as people run it: its own process, spoken to over HTTP alone. */
export interface Running {
  readonly process: ChildProcess
  readonly port: number
  /** What it printed so far. */
  output(): string
  /** SIGTERM, and the exit awaited. */
  stop(): Promise<void>
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>
}

export const adminPassword = 'Mangue-verte-2026!'

/** Starts it; `untilReady` waits for `/readyz`. */
export function startSugu({ command = 'start', data, port, env = {}, flags = [] }: RunningOptions): Running {
  const child = spawn(join(root, 'sugu'), [command], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SUGU_DATA: data,
      PORT: String(port),
      SUGU_ADMIN_PASSWORD: adminPassword,
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: flags.join(' '),
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => (output = (output + piece).slice(-100_000)))
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return {
    process: child,
    port,
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Milliseconds until `/readyz` says 200; throws with what was printed when it does not within `patience`. */
export async function untilReady(
  { port, process: child, output }: Running,
  patience = 60_000,
): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < patience) {
    if (child.exitCode !== null) throw new Error(`Sugu ended with ${child.exitCode}:\n${output()}`)
    const status = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`Sugu is not ready after ${patience} ms:\n${output()}`)
}
