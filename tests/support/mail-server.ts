import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Taken {
  readonly from: string
  readonly to: readonly string[]
  /** Its headers and parts, out of their transfer encoding. */
  readonly text: string
}

/** A real mail server on a free port of this machine, and what it took. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<{ taken: Taken[]; port: number }> {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const from = mailFrom ? mailFrom.address : ''
        const text = decoded(Buffer.concat(pieces).toString())
        taken.push({ from, to: rcptTo.map(({ address }) => address), text })
        done()
      })
    },
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => new Promise<void>((resolve) => server.close(resolve)))
  return { taken, port: (server.server.address() as AddressInfo).port }
}

const decoded = (raw: string): string =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/(=[0-9A-F]{2})+/g, (coded) => Buffer.from(coded.replaceAll('=', ''), 'hex').toString())
