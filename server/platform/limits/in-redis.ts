import type { Log } from '#base/log.ts'
import type { Limits } from './limits.ts'

/** One step over there, so that nobody comes between. A window that ends later than any could is of another clock. */
const script = `
local taken = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
local whole = tonumber(ARGV[1])
if left < 0 or left > whole then
  redis.call('SET', KEYS[1], 1, 'PX', whole)
  return {1, whole}
end
return {taken, left}`

/** Milliseconds after which the counting goes on without it. */
const patience = 1000

/** Counted in Valkey or Redis. While it does not answer, `meanwhile` counts, and the log says so. */
export function limitsInRedis(url: string, meanwhile: Limits, log: Log): Limits {
  const opening = openClient(url, (error) => log.warn('limits.redis_away', { error }))
  return {
    async take(name, key, budget) {
      const id = `sugu:budget:${name}:${key.slice(0, 300)}`
      const counted = await within(patience, async () => {
        const { client, ready } = await opening
        await ready
        return client.eval(script, { keys: [id], arguments: [String(budget.seconds * 1000)] })
      })
      if (!counted) return meanwhile.take(name, key, budget)
      const [taken, left] = counted as [number, number]
      return { granted: taken <= budget.most, left: Math.max(0, budget.most - taken), seconds: left / 1000 }
    },
    async close() {
      const { client } = await opening
      client.destroy()
      await meanwhile.close()
    },
  }
}

interface Opened {
  readonly client: Client
  /** The first time alone, and not for long: afterwards it connects again by itself. */
  readonly ready: Promise<unknown>
}

type Client = ReturnType<typeof import('@redis/client')['createClient']>

/** Its library is loaded by those alone who use it. */
async function openClient(url: string, complain: (error: unknown) => void): Promise<Opened> {
  const { createClient } = await import('@redis/client')
  const client: Client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: patience, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5000) },
  })
  let isAway = false
  client.on('error', (error) => {
    if (!isAway) complain(error)
    isAway = true
  })
  client.on('ready', () => {
    isAway = false
  })
  client.connect().catch(() => {})
  return { client, ready: within(patience, () => new Promise((resolve) => client.once('ready', resolve))) }
}

/** What the work answers, or null where it fails or takes longer. */
async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null)
  })
  return Promise.race([work().catch(() => null), late]).finally(() => clearTimeout(timer))
}
