import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type CallDescription, telling } from './description.ts'
import { httpError } from './errors.ts'
import { watching } from './health.ts'
import { isHere } from './here.ts'
import type { Server } from './server.ts'

/** Gauges that other parts of the server know: connections, jobs. */
export type Gauges = () => Record<string, number>

const buckets = [0.005, 0.02, 0.1, 0.5, 2] as const

/** Prometheus text, for this machine alone: a request that came through a proxy is not from here. */
export function metricsRoute(server: Server, gauges: Gauges): void {
  const requests = new Map<number, number>()
  const durations = buckets.map(() => 0)
  let seconds = 0
  let count = 0
  const delay = monitorEventLoopDelay({ resolution: 50 })
  delay.enable()

  server.addHook('onResponse', (_request, reply, done) => {
    const elapsed = reply.elapsedTime / 1000
    requests.set(reply.statusCode, (requests.get(reply.statusCode) ?? 0) + 1)
    buckets.forEach((bucket, i) => {
      if (elapsed <= bucket) durations[i]!++
    })
    seconds += elapsed
    count++
    done()
  })
  server.get('/metrics', telling(metrics), (request, reply) => {
    if (!isHere(request)) throw httpError('http.not_found')
    const lines = [
      ...[...requests].map(([status, number]) => `sugu_http_requests_total{status="${status}"} ${number}`),
      ...buckets.map((bucket, i) => `sugu_http_request_seconds_bucket{le="${bucket}"} ${durations[i]}`),
      `sugu_http_request_seconds_bucket{le="+Inf"} ${count}`,
      `sugu_http_request_seconds_sum ${seconds}`,
      `sugu_http_request_seconds_count ${count}`,
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      `nodejs_eventloop_lag_p99_seconds ${delay.percentile(99) / 1e9}`,
      ...Object.entries(gauges()).map(([name, value]) => `sugu_${name} ${value}`),
    ]
    void reply
      .type('text/plain; version=0.0.4')
      .header('cache-control', 'no-store')
      .send(`${lines.join('\n')}\n`)
  })
}

const metrics: CallDescription = {
  group: watching,
  summary: {
    fr: 'Mesures pour Prometheus, depuis cette machine seulement',
    en: 'Figures for Prometheus, from this machine alone',
  },
  to: 'anyone',
  answers: { 200: { media: ['text/plain'] } },
  problems: httpError.named('http.not_found'),
}
