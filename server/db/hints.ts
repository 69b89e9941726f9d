import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { ConnectionSettings } from './connection.ts'
import type { Pool } from './pool.ts'

/**
 * « Something changed », between processes. A hint may be lost and promises nothing: truth is in the stamps.
 * Told after the commit, never inside a write: a notifying commit takes a lock on the whole cluster.
 */
export interface Hints {
  /** Those of fifty milliseconds leave together. */
  tell(topic: string): void
  /** `everything`: hints may have been lost; flush what was cached. Answers how to stop. */
  listen(listener: (topics: ReadonlySet<string> | 'everything') => void): () => void
  close(): Promise<void>
}

type Listener = (topics: ReadonlySet<string> | 'everything') => void

const channel = 'sugu_hints'
const together = 50
/** PostgreSQL takes 8,000 bytes; without a payload it is about everything. */
const longestPayload = 2_500

export function openHints(app: Pool, settings: ConnectionSettings): Hints {
  const listeners = new Set<Listener>()
  const pending = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let hearing: { stop(): Promise<void> } | undefined

  const send = async () => {
    timer = undefined
    const topics = JSON.stringify([...pending])
    pending.clear()
    const payload = topics.length < longestPayload ? topics : ''
    const connection = await app.take()
    const text = `select pg_notify('${channel}', $1)`
    await connection.send([{ text, values: [payload] }]).finally(() => app.giveBack(connection))
  }
  const tellAll: Listener = (topics) => {
    for (const listener of listeners) listener(topics)
  }
  return {
    tell: (topic) => {
      pending.add(topic)
      timer ??= setTimeout(() => send().catch(() => {}), together)
    },
    listen: (listener) => {
      listeners.add(listener)
      hearing ??= hear(settings, tellAll)
      return () => listeners.delete(listener)
    },
    close: async () => {
      clearTimeout(timer)
      if (timer) await send().catch(() => {})
      await hearing?.stop()
    },
  }
}

/** One connection that only listens; made again for ever when it drops. */
function hear(settings: ConnectionSettings, tell: Listener) {
  const stop = new AbortController()
  const running = keepHearing(settings, tell, stop.signal)
  return {
    stop: async () => {
      stop.abort()
      await running
    },
  }
}

async function keepHearing(settings: ConnectionSettings, tell: Listener, stop: AbortSignal): Promise<void> {
  for (let pause = 20; !stop.aborted; pause = Math.min(pause * 2, 2000)) {
    const since = Date.now()
    await hearOnce(settings, tell, stop).catch(() => {})
    if (Date.now() - since > 2000) pause = 20
    await sleep(pause, undefined, { ref: false, signal: stop }).catch(() => {})
  }
}

/** Until the connection ends. */
async function hearOnce(settings: ConnectionSettings, tell: Listener, stop: AbortSignal): Promise<void> {
  const client = new pg.Client({ ...settings, keepAlive: true, connectionTimeoutMillis: 10_000 })
  const end = () => void client.end()
  client.on('error', () => {})
  client.on('notification', ({ payload }) => tell(topicsOf(payload)))
  await client.connect()
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
  stop.addEventListener('abort', end)
  await client.query(`listen ${channel}`)
  tell('everything')
  if (stop.aborted) end()
  await ended
  stop.removeEventListener('abort', end)
}

const topicsOf = (payload = ''): ReadonlySet<string> | 'everything' =>
  payload === '' ? 'everything' : new Set<string>(JSON.parse(payload))
