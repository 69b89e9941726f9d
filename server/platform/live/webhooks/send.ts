import { createHmac } from 'node:crypto'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type AllowedHosts, problemOf, resolve } from './addresses.ts'

export interface Sending {
  readonly address: string
  readonly body: string
  readonly secret: string
  /** The same each time that it is tried: by it the receiver knows what they have already. */
  readonly delivery: number
  readonly event: string
}

/** How it went. Delivered is what was answered with a 2xx. */
export interface Sent {
  readonly status: number | null
  readonly answer: string
  readonly problem: string | null
  readonly milliseconds: number
}

/** From the first word to the last, names and handshakes included. */
const patience = 10_000
/** Bytes of an answer that are read, and characters that are kept. */
const mostRead = 64 * 1024
const mostKept = 1000

/** `t=1763690000,v1=…`: the HMAC-SHA256 of the instant, a point and the body. An old one cannot be sent again later. */
export function signatureOf(secret: string, body: string, at: number): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

/** One try, to one address; redirections are not followed. Never throws: what went wrong is part of how it went. */
export async function send(sending: Sending, allowed: AllowedHosts, within = patience): Promise<Sent> {
  const from = performance.now()
  const stop = AbortSignal.timeout(within)
  const went = await Promise.race([attempt(sending, allowed, stop), tooLate(stop)]).catch(
    (error: unknown) => ({
      status: null,
      answer: '',
      problem: wordsFor(error, stop),
    }),
  )
  return { ...went, milliseconds: Math.round(performance.now() - from) }
}

const tooLate = (stop: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    stop.addEventListener('abort', () => reject(stop.reason as Error), { once: true }),
  )

async function attempt(sending: Sending, allowed: AllowedHosts, stop: AbortSignal) {
  const wrong = problemOf(sending.address, allowed)
  if (wrong) return { status: null, answer: '', problem: wrong.code }
  const url = new URL(sending.address)
  const at = await resolve(url, allowed)
  const response = await ask(url, at, sending, stop)
  const answer = await firstOf(response)
  const status = response.statusCode ?? 0
  const problem =
    status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? 'redirect' : 'refused'
  return { status, answer, problem }
}

function ask(
  url: URL,
  at: { address: string; family: 4 | 6 },
  sending: Sending,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [at]) : done(null, at.address, at.family)
  const body = Buffer.from(sending.body)
  const options = {
    method: 'POST',
    agent: false,
    lookup: pinned,
    signal,
    maxHeaderSize: 16 * 1024,
    headers: { ...headersOf(sending), 'content-length': body.length },
  }
  return new Promise((resolveAnswer, reject) => {
    const asked = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, resolveAnswer)
    asked.on('error', reject)
    asked.end(body)
  })
}

const headersOf = ({ body, secret, delivery, event }: Sending) => ({
  'content-type': 'application/json; charset=utf-8',
  'user-agent': 'Sugu-Webhook/1',
  'sugu-delivery': String(delivery),
  'sugu-event': event,
  'sugu-signature': signatureOf(secret, body, Math.floor(Date.now() / 1000)),
})

/** The first bytes of an answer that may never end; as text, without what no screen should be given. */
async function firstOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    size += piece.length
    if (size > mostRead) break
  }
  response.destroy()
  const text = new TextDecoder().decode(Buffer.concat(pieces))
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').slice(0, mostKept)
}

/** A code, for the screens to say: whoever made the webhook reads it, in their language. */
function wordsFor(error: unknown, stop: AbortSignal): string {
  if (stop.aborted) return 'too_slow'
  const { code, problem } = error as { code?: string; problem?: { code?: string } }
  if (problem?.code === 'webhook.address') return 'webhook.private'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'unknown_host'
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code ?? '')) return 'certificate'
  return 'unreachable'
}
