import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface ServerProcess {
  readonly port: number
  /** Resident memory in MB. */
  stop(): Promise<void>
}

/** A server in its own process: it says its port when it listens, and ends when we let go of it. */
export async function startServer(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, file), args, { env: { ...process.env, ...env } })
  const { port } = await firstMessage(child, file)
  const stop = async () => {
    const gone = once(child, 'exit')
    if (child.connected) child.disconnect()
    await gone
  }
  return { port, stop }
}

async function firstMessage(child: ChildProcess, file: string): Promise<{ port: number }> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code} before it listened`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  return message as { port: number }
}
