import { language } from './language.ts'
import { site } from './site.ts'

/** One event of `GET /api/stream/`. */
export interface LiveEvent {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Hearing {
  hear(event: LiveEvent, id: string | null): void
  /** Open, or not; the second where nobody is signed in any more. */
  state(is: 'on' | 'off' | 'ended'): void
}

/** Milliseconds without a word, after which the line counts as dead: the server says something every 20 s. */
const silence = 50_000
const longest = 30_000

/**
 * Reads the stream until it is stopped: what ends is opened again, sooner at first and then less often, from where it
 * was. `mayOpen` is asked before each time: nobody looks at a page that is hidden.
 */
export function followStream(since: string | null, on: Hearing, mayOpen: () => boolean): () => void {
  const stop = new AbortController()
  let last = since
  void (async () => {
    for (let failures = 0; !stop.signal.aborted; failures++) {
      const from = Date.now()
      const end = mayOpen() ? await readOnce(stop.signal, last, on, (id) => (last = id)) : 'hidden'
      if (stop.signal.aborted) return
      on.state(end === 'session' ? 'ended' : 'off')
      if (end === 'session') return
      if (end === 'restart' || Date.now() - from > silence) failures = 0
      await wait(end === 'hidden' ? 1000 : pauseAfter(failures, end), stop.signal)
    }
  })()
  return () => stop.abort()
}

function pauseAfter(failures: number, end: string): number {
  const usual = Math.min(longest, 700 * 2 ** failures)
  return (end === 'replaced' || end === 'busy' ? longest : usual) * (0.6 + Math.random() * 0.8)
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    const now = () => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', now, { once: true })
    addEventListener('online', now, { once: true, signal })
  })

/** Answers why it ended: the server's last word, or `lost`. */
async function readOnce(
  stopped: AbortSignal,
  last: string | null,
  on: Hearing,
  note: (id: string) => void,
): Promise<string> {
  const dead = new AbortController()
  const signal = AbortSignal.any([stopped, dead.signal])
  let timer = setTimeout(() => dead.abort(), silence)
  try {
    const answer = await fetch('/api/stream/', {
      signal,
      credentials: 'same-origin',
      headers: headersOf(last),
    })
    if (!answer.ok || !answer.body)
      return answer.status === 401 ? 'session' : answer.status === 429 ? 'busy' : 'lost'
    on.state('on')
    const parse = parser()
    for await (const text of piecesOf(answer.body)) {
      clearTimeout(timer)
      timer = setTimeout(() => dead.abort(), silence)
      for (const { id, event, data } of parse(text)) {
        if (id !== null) note(id)
        if (event === 'end') return String(data?.reason ?? 'lost')
        if (data) on.hear({ event, data }, id)
      }
    }
    return 'lost'
  } catch {
    return 'lost'
  } finally {
    clearTimeout(timer)
    dead.abort()
  }
}

const headersOf = (last: string | null): Record<string, string> => {
  const at = site.now()
  return {
    accept: 'text/event-stream',
    'accept-language': language.now(),
    ...(at !== null && { 'x-site': at }),
    ...(last !== null && { 'last-event-id': last }),
  }
}

/** Not every browser walks a stream by itself. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}

interface Block {
  readonly id: string | null
  readonly event: string
  readonly data: Readonly<Record<string, unknown>> | null
}

/** Server-sent events out of pieces that end anywhere. */
export function parser(): (piece: string) => readonly Block[] {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.map(blockOf)
  }
}

function blockOf(text: string): Block {
  const lines = text.split('\n')
  const lineOf = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const data = lineOf('data')
  return {
    id: lineOf('id') ?? null,
    event: lineOf('event') ?? 'message',
    data: data === undefined ? null : (JSON.parse(data) as Record<string, unknown>),
  }
}
