import { Readable } from 'node:stream'
import type { Server } from './server.ts'

/** In bytes. What is no larger leaves in one piece. */
const piece = 64 * 1024
const large = 4 * piece

/**
 * Large answers leave piece by piece, one at each turn of the event loop, whoever they are for: a thousand people who
 * fetch two megabytes hold nobody up who asked for a list. Written whole, each would fill the kernel's buffer at once.
 */
export function sendInPieces(server: Server): void {
  const turn = turns()
  server.addHook('onSend', (request, reply, payload, done) => {
    const bytes = request.method === 'HEAD' ? null : largeBytes(payload)
    if (!bytes) return done(null, payload)
    void reply.header('content-length', bytes.length)
    done(null, Readable.from(inPieces(bytes, turn), { objectMode: false, highWaterMark: piece }))
  })
}

function largeBytes(payload: unknown): Buffer | null {
  const isLarge = (typeof payload === 'string' || payload instanceof Buffer) && payload.length > large
  if (!isLarge) return null
  return typeof payload === 'string' ? Buffer.from(payload) : payload
}

async function* inPieces(bytes: Buffer, turn: () => Promise<void>): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += piece) {
    await turn()
    yield bytes.subarray(at, at + piece)
  }
}

/** In the order in which they asked. */
function turns(): () => Promise<void> {
  const waiting: (() => void)[] = []
  const next = () => {
    waiting.shift()!()
    if (waiting.length > 0) setImmediate(next)
  }
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(next)
    })
}
