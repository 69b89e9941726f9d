import { is } from '#model/json-schema.ts'
import { type CallDescription, type Group, telling } from './description.ts'
import type { Server } from './server.ts'

export interface Readiness {
  /** Each part by name: true, or what is missing. */
  check(): Promise<Record<string, true | string>>
}

/** For those who watch over the process: is it alive, and can it serve? */
export function healthRoutes(server: Server, readiness: Readiness): void {
  server.get('/healthz', telling(alive), (_request, reply) => {
    void reply.headers(noStore).send({ status: 'ok' })
  })
  server.get('/readyz', telling(ready), async (_request, reply) => {
    const parts = await readiness.check()
    const isReady = Object.values(parts).every((part) => part === true)
    return reply
      .code(isReady ? 200 : 503)
      .headers(noStore)
      .send({ status: isReady ? 'ok' : 'unavailable', ...parts })
  })
}

export const watching: Group = {
  name: { fr: 'Serveur', en: 'Server' },
  last: true,
}

const alive: CallDescription = {
  group: watching,
  summary: { fr: 'Le serveur est-il en vie ?', en: 'Is the server alive?' },
  to: 'anyone',
  answers: { 200: () => is.object({ status: is.oneOf('ok') }) },
}

const parts = () => ({
  ...is.object({ status: is.oneOf('ok', 'unavailable') }),
  additionalProperties: { enum: [true, 'unavailable'] },
})

const ready: CallDescription = {
  group: watching,
  summary: {
    fr: 'Peut-il servir ? Chaque partie : true, ou ce qui manque.',
    en: 'Can it serve? Each part: true, or what is missing.',
  },
  to: 'anyone',
  answers: { 200: parts, 503: parts },
}

const noStore = { 'cache-control': 'no-store' }
