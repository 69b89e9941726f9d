import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from './server.ts'

/** What an honest sender keeps to on the worst of networks; a body has the first for itself, then must flow. */
export interface Patience {
  readonly seconds: number
  readonly bytesPerSecond: number
}

const usual: Patience = { seconds: 30, bytesPerSecond: 500 }

interface Receiving {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly since: number
  readonly from: number
}

/**
 * Lets go of bodies that trickle. Node would set one limit to all requests, so that a large file over a slow line
 * would be cut as well; here what counts is the pace. All that are being received are looked at together.
 */
export function refuseSlowBodies(server: Server, patience = usual): void {
  const receiving = new Set<Receiving>()
  server.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.complete && hasBody(request))
      receiving.add({ request, response, since: performance.now(), from: request.socket.bytesRead })
  })
  const sweep = setInterval(() => {
    const now = performance.now()
    for (const one of receiving) {
      if (one.request.complete || one.request.destroyed) receiving.delete(one)
      else if (isTooSlow(one, now, patience)) letGo(one)
    }
  }, 1000).unref()
  server.addHook('onClose', (_server, done) => {
    clearInterval(sweep)
    done()
  })
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0

function isTooSlow({ request, since, from }: Receiving, now: number, patience: Patience): boolean {
  const seconds = (now - since) / 1000 - patience.seconds
  return seconds > (request.socket.bytesRead - from) / patience.bytesPerSecond
}

function letGo({ request, response }: Receiving): void {
  const { socket } = request
  if (!response.headersSent && socket.writable)
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  socket.destroySoon()
  request.destroy()
}
