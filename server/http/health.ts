import type { Server } from './server.ts'

export interface Readiness {
  /** Each part by name: true, or what is missing. */
  check(): Promise<Record<string, true | string>>
}

/** For those who watch over the process: is it alive, and can it serve? */
export function healthRoutes(server: Server, readiness: Readiness): void {
  server.get('/healthz', (_request, reply) => {
    void reply.headers(noStore).send({ status: 'ok' })
  })
  server.get('/readyz', async (_request, reply) => {
    const parts = await readiness.check()
    const ready = Object.values(parts).every((part) => part === true)
    return reply
      .code(ready ? 200 : 503)
      .headers(noStore)
      .send({ status: ready ? 'ok' : 'unavailable', ...parts })
  })
}

const noStore = { 'cache-control': 'no-store' }
