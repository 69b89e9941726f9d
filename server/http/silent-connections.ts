import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Server } from './server.ts'

/**
 * Lets go of connections that have said nothing yet, when the server stops: browsers open some ahead of their needs, and
 * Node counts none of them as idle, so that a stop would wait for them.
 */
export function closeSilent(server: Server): void {
  const silent = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket))
  server.addHook('preClose', (done) => {
    for (const socket of silent) socket.destroy()
    done()
  })
}
