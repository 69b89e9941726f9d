import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from './caller.ts'

export interface Heard {
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  readonly data: any
  /** Since the listener's start. */
  readonly at: number
}

/** Somebody who reads `/api/stream/` as it comes. */
export interface ListenerOf {
  readonly status: number
  readonly heard: readonly Heard[]
  /** The last id that came: for going on after a cut. */
  lastId(): string | null
  isOver(): boolean
  /** The first that is so, or that came after so many; throws where none comes. */
  hear(is: (heard: Heard) => boolean, patience?: number): Promise<Heard>
  /** What came in so many milliseconds. */
  during(milliseconds: number): Promise<readonly Heard[]>
  close(): void
}

export async function listen(
  url: string,
  who: Pick<Caller, 'headers'>,
  since: string | null = null,
): Promise<ListenerOf> {
  const stop = new AbortController()
  after(() => stop.abort())
  const headers = {
    ...who.headers,
    accept: 'text/event-stream',
    ...(since !== null && { 'last-event-id': since }),
  }
  const answer = await fetch(`${url}/api/stream/`, { headers, signal: stop.signal })
  const heard: Heard[] = []
  let last: string | null = null
  let over = answer.status !== 200
  const read = async () => {
    let rest = ''
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + piece).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const of = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        last = of('id') ?? last
        const data = of('data')
        if (data !== undefined)
          heard.push({ event: of('event') ?? '', data: JSON.parse(data), at: performance.now() })
      }
    }
  }
  if (!over)
    void read()
      .catch(() => {})
      .finally(() => {
        over = true
      })
  return {
    status: answer.status,
    heard,
    lastId: () => last,
    isOver: () => over,
    async hear(is, patience = 5000) {
      for (const end = performance.now() + patience; performance.now() < end; await sleep(10)) {
        const found = heard.find(is)
        if (found) return found
      }
      throw new Error(`not heard: ${JSON.stringify(heard.slice(-10))}`)
    },
    async during(milliseconds) {
      const from = heard.length
      await sleep(milliseconds)
      return heard.slice(from)
    },
    close: () => stop.abort(),
  }
}

/** About a row of a table. */
export const about =
  (table: string, id: number, verb?: string) =>
  ({ event, data }: Heard): boolean =>
    event === 'change' && data.table === table && data.id === id && (verb === undefined || data.verb === verb)
