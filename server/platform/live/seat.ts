import { Readable } from 'node:stream'
import type { Context } from '#engine/context.ts'

/** Somebody who listens: one open answer, and who they are by now. */
export interface Seat {
  readonly token: string
  readonly address: string
  /** Made anew whenever definitions or rights move. */
  ctx: Context
  /** When their session is looked at again, by this process's own clock. */
  lookAgainAt: number
  readonly sent: Readable
  /** With how far they are by then, where that is known. */
  tell(event: LiveEvent, id?: number): void
  /** Nothing, but that the line holds; and how far it is. */
  beat(id: number): void
  /** The last word: whoever hears `session` should sign in again, others come back. */
  end(reason: EndReason): void
}

export type EndReason = 'session' | 'restart' | 'slow' | 'replaced'

export interface LiveEvent {
  readonly event:
    | 'hello'
    | 'change'
    | 'changes'
    | 'comment'
    | 'notification'
    | 'presence'
    | 'structure'
    | 'rights'
    | 'end'
  readonly data: unknown
}

/** Bytes that wait for somebody who does not read them. They come back and ask what they missed. */
const mostWaiting = 512 * 1024

const written = ({ event, data }: LiveEvent, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

export function openSeat(
  who: Pick<Seat, 'token' | 'address' | 'ctx' | 'lookAgainAt'>,
  on: { begin(seat: Seat): void; leave(seat: Seat): void },
): Seat {
  let isOpen = false
  let isOver = false
  const sent = new Readable({
    highWaterMark: mostWaiting,
    // Whoever is never read from was refused after all: nothing begins for them.
    read() {
      if (isOpen) return
      isOpen = true
      on.begin(seat)
    },
    destroy(error, done) {
      isOver = true
      on.leave(seat)
      done(error)
    },
  })
  const push = (text: string) => {
    if (isOver) return
    if (sent.readableLength > mostWaiting) sent.destroy()
    else sent.push(text)
  }
  const seat: Seat = {
    ...who,
    sent,
    tell: (event, id) => push(written(event, id)),
    beat: (id) => push(`id: ${id}\n\n`),
    end(reason) {
      if (isOver) return
      push(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`)
      isOver = true
      on.leave(seat)
      sent.push(null)
    },
  }
  return seat
}
