import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  readonly body: any
}

/** Somebody's server that webhooks are sent to; what it answers is the path's. */
export async function receiver(answers: Record<string, (response: ServerResponse) => void> = {}) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const piece of request.setEncoding('utf8')) text += piece
    const path = request.url!
    received.push({ path, headers: request.headers, text, body: JSON.parse(text) })
    const answer = answers[path] ?? ((ok) => ok.end('merci'))
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const at = (path: string) => received.filter((one) => one.path === path)
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    at,
    /** The first so many that came to a path. */
    async came(path: string, many = 1, patience = 10_000): Promise<readonly Received[]> {
      for (const end = performance.now() + patience; performance.now() < end; await sleep(20))
        if (at(path).length >= many) return at(path)
      throw new Error(`${at(path).length} came to ${path}, not ${many}`)
    },
  }
}

/** As a receiver checks it. */
export function isSigned({ headers, text }: Received, secret: string): boolean {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['sugu-signature'])) ?? []
  const isFresh = Math.abs(Date.now() / 1000 - Number(t)) < 300
  return isFresh && v1 === createHmac('sha256', secret).update(`${t}.${text}`).digest('hex')
}
