import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Log } from '#base/log.ts'

/** Processes that serve the same port; one that dies is replaced, after a second so that a fault does not spin. */
export const startWebProcesses = (
  count: number,
  log: Log,
): { stop(): Promise<void>; ready: Promise<void> } => {
  let stopping = false
  const start = () => {
    const child = cluster.fork()
    child.on('exit', (code, signal) => {
      if (stopping) return
      log.error('Un processus web s’est arrêté ; un autre le remplace.', {
        pid: child.process.pid,
        code,
        signal,
      })
      setTimeout(() => stopping || start(), 1000)
    })
    return child
  }
  const listening = new Promise<void>((resolve) => cluster.once('listening', () => resolve()))
  for (let started = 0; started < count; started++) start()
  const stop = async () => {
    stopping = true
    await Promise.all(Object.values(cluster.workers ?? {}).map(stopChild))
  }
  return { stop, ready: listening }
}

const stopChild = async (child: Worker | undefined): Promise<void> => {
  if (!child || child.isDead()) return
  const gone = once(child, 'exit')
  child.process.kill('SIGTERM')
  await gone
}
