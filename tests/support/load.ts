import { type Answer, openConnection } from './connection.ts'

/** What is asked: the bytes of each request in turn. */
export type NextRequest = (count: number) => Buffer

export interface Load {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly next: NextRequest
  /** Told every answer, with its body. */
  readonly onAnswer?: (answer: Answer, count: number) => void
}

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly p999: number
  readonly slowest: number
  /** Answers by status; `0` counts those that never came. */
  readonly statuses: Readonly<Record<number, number>>
  readonly errors: number
}

export interface Request {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A request as the bytes of HTTP/1.1. */
export function encodeRequest({ method = 'GET', path, headers = {}, body }: Request): Buffer {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const own =
    body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  const lines = Object.entries({ host: '127.0.0.1', ...own, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
}

/** Each connection asks again as soon as it is answered: how much can be served. */
export async function closedLoop(load: Load): Promise<LoadResult> {
  const record = recorder(load)
  const end = performance.now() + load.seconds * 1000
  let count = 0
  const start = performance.now()
  await onConnections(load, async (ask) => {
    while (performance.now() < end) {
      const number = count++
      const sent = performance.now()
      record(sent, await ask(load.next(number)), number)
    }
  })
  return record.result((performance.now() - start) / 1000)
}

/**
 * Requests leave at a fixed rate whatever the answers do: how long people wait. Each is timed from the moment
 * it was due, so that a server that stands still is charged for all who queue behind it.
 */
export async function openLoop(load: Load & { readonly rate: number }): Promise<LoadResult> {
  const record = recorder(load)
  const total = Math.round(load.rate * load.seconds)
  const start = performance.now()
  let count = 0
  await onConnections(load, async (ask) => {
    while (count < total) {
      const number = count++
      const due = start + (number * 1000) / load.rate
      await until(due)
      record(due, await ask(load.next(number)), number)
    }
  })
  return record.result((performance.now() - start) / 1000)
}

type Ask = (request: Buffer) => Promise<Answer | Error>

async function onConnections(load: Load, work: (ask: Ask) => Promise<void>) {
  const connections = Array.from({ length: load.connections }, () => openConnection(load.port))
  const keep = load.onAnswer !== undefined
  await Promise.all(
    connections.map((one) => work((request) => one.ask(request, keep).catch((error: Error) => error))),
  )
  for (const one of connections) one.close()
}

const until = (due: number) =>
  new Promise<void>((resolve) => {
    const wait = due - performance.now()
    if (wait <= 0) resolve()
    else setTimeout(resolve, wait)
  })

function recorder(load: Load) {
  const times: number[] = []
  const statuses: Record<number, number> = {}
  const record = (since: number, answer: Answer | Error, number: number) => {
    times.push(performance.now() - since)
    const status = answer instanceof Error ? 0 : answer.status
    statuses[status] = (statuses[status] ?? 0) + 1
    if (!(answer instanceof Error)) load.onAnswer?.(answer, number)
  }
  const result = (seconds: number): LoadResult => {
    const sorted = Float64Array.from(times).sort()
    const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
    const errors = Object.entries(statuses).reduce(
      (sum, [status, n]) => (isFine(Number(status)) ? sum : sum + n),
      0,
    )
    const perSecond = times.length / seconds
    return {
      requests: times.length,
      perSecond,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      p999: at(0.999),
      slowest: at(1),
      statuses,
      errors,
    }
  }
  return Object.assign(record, { result })
}

const isFine = (status: number) => status >= 200 && status < 400
