import { connect, type Socket } from 'node:net'

/** One HTTP/1.1 connection kept alive, one request at a time, over a raw socket: what load and fuzz are made of. */
export interface Connection {
  /** Sends the bytes as they are; `keep` asks for the body too. Opens the connection anew when it was closed. */
  ask(request: Buffer, keep?: boolean): Promise<Answer>
  close(): void
}

export interface Answer {
  readonly status: number
  readonly head: string
  readonly body: string
}

interface Waiting {
  readonly keep: boolean
  resolve(answer: Answer): void
  reject(error: Error): void
}

const patience = 30_000

export function openConnection(port: number, host = '127.0.0.1'): Connection {
  let socket: Socket | null = null
  let waiting: Waiting | null = null
  let reader = responseReader()

  const hangUp = () => {
    socket?.destroy()
    socket = null
  }
  const settle = (answer: Answer | Error) => {
    const waiter = waiting
    waiting = null
    if (answer instanceof Error || isLast(answer)) hangUp()
    if (answer instanceof Error) waiter?.reject(answer)
    else waiter?.resolve(answer)
  }
  const read = (bytes: number, buffer: Uint8Array) => {
    const answer = reader(Buffer.from(buffer.buffer, buffer.byteOffset, bytes), waiting?.keep ?? false)
    if (answer) settle(answer)
    return true
  }
  const open = () => {
    reader = responseReader()
    const fresh = connect({
      port,
      host,
      noDelay: true,
      onread: { buffer: Buffer.allocUnsafe(1 << 17), callback: read },
    })
    fresh.setTimeout(patience, () => fresh.destroy(new Error(`no answer within ${patience / 1000} s`)))
    fresh.on('error', (error) => socket === fresh && settle(error))
    fresh.on('close', () => socket === fresh && settle(new Error('connection closed')))
    return fresh
  }
  return {
    ask: (request, keep = false) =>
      new Promise((resolve, reject) => {
        waiting = { keep, resolve, reject }
        socket ??= open()
        socket.write(request)
      }),
    close: hangUp,
  }
}

/** Takes what arrived; gives the answer once it is whole. */
function responseReader(): (chunk: Buffer, keep: boolean) => Answer | null {
  let rest: Buffer | null = null
  return (chunk, keep) => {
    const all: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk
    const answer = readResponse(all, keep)
    rest = answer ? null : rest ? all : Buffer.from(chunk)
    return answer
  }
}

function readResponse(bytes: Buffer, keep: boolean): Answer | null {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const head = bytes.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const start = headEnd + 4
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)
  if (length) {
    const end = start + Number(length[1])
    return bytes.length < end ? null : { status, head, body: keep ? bytes.toString('utf8', start, end) : '' }
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, head, body: '' }
  const pieces = unchunk(bytes, start)
  return pieces && { status, head, body: keep ? Buffer.concat(pieces).toString() : '' }
}

const isLast = ({ head }: Answer) => /\r\nconnection: *close/i.test(head)

/** Null while the chunk of length 0 has not come: a chunk's own text may look like it. */
function unchunk(bytes: Buffer, start: number): Buffer[] | null {
  const pieces: Buffer[] = []
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const next = line + 4 + size
    if (next > bytes.length) return null
    if (size === 0) return pieces
    pieces.push(bytes.subarray(line + 2, line + 2 + size))
    at = next
  }
}
