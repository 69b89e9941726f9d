import type { FastifyRequest } from 'fastify'
import { accessError } from '#engine/access/errors.ts'
import type { Context } from '#engine/context.ts'
import { type Call, call } from '#engine/rest/call.ts'
import type { Answer } from '#engine/rest/door.ts'
import { httpError } from '#http/errors.ts'
import { tokenOf } from '#http/token.ts'
import { addressKey } from '../limits/address-key.ts'
import { liveError } from './errors.ts'
import { openSeat, type Seat } from './seat.ts'
import type { Watch } from './watch.ts'

/** Of one person and one address, in one process. Of a person the newest stay. */
const mostOfPerson = 12
const mostOfAddress = 400
const mostInAll = 4000
const comeBackIn = 30

export const readStream = (watch: Watch): Call =>
  call({
    at: 'GET /api/stream/',
    summary: { fr: 'Suivre ce qui change', en: 'Follow what changes' },
    detail: {
      fr: 'Événements envoyés par le serveur (text/event-stream), sur ce que l’on peut lire et rien d’autre, jugé au moment de l’envoi : `change` {table, id, version, verb, actor} pour une ligne (`gone` : elle n’est plus visible) ; `changes` {table} quand il y en a beaucoup ; `comment`, `notification`, `presence` ; `structure` et `rights` quand les tables ou ses droits ont changé ; `end` {reason} à la fin. Après une coupure, Last-Event-ID fait redire ce qui a été manqué : `hello` {resumed} dit si c’est le cas ; sinon, relisez tout. Un événement peut être dit deux fois.',
      en: 'Server-sent events (text/event-stream) about what one may read and nothing else, judged when they are sent: `change` {table, id, version, verb, actor} for a row (`gone`: it can no longer be seen); `changes` {table} where there are many; `comment`, `notification`, `presence`; `structure` and `rights` where tables or one’s rights have changed; `end` {reason} at the end. After a cut, Last-Event-ID has what was missed told again: `hello` {resumed} says whether that is so; if not, read everything again. An event may be told twice.',
    },
    to: 'signed_in',
    byToken: true,
    answers: { 200: { media: ['text/event-stream'] } },
    problems: [...liveError.named('stream.accept'), ...httpError.named('http.too_many')],
    reply: ({ ctx, request }) => {
      if (!request.headers.accept?.includes('text/event-stream')) throw liveError('stream.accept')
      return request.method === 'HEAD' ? { status: 200, headers } : listening(watch, ctx, request)
    },
  })

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // A proxy that gathers what it passes on would keep it all.
  'x-accel-buffering': 'no',
}

function listening(watch: Watch, ctx: Context, request: FastifyRequest): Answer {
  const token = tokenOf(request)
  if (token === null) throw accessError('auth.required')
  const address = addressKey(request.ip)
  demandRoom(watch, address)
  const since = placeIn(request)
  const seat = openSeat(
    // Looked at before anything is told: rights may have moved since the door.
    { token, address, ctx: { ...ctx, tx: noDatabase }, lookAgainAt: 0 },
    {
      begin(open) {
        makeRoom(watch, open)
        watch.join(open, since).catch(() => open.end('restart'))
      },
      leave: (open) => watch.leave(open),
    },
  )
  return { stream: seat.sent, headers }
}

/** What is told is judged by what the watch has read: a seat asks nothing itself. */
const noDatabase: Context['tx'] = {
  run: () => Promise.reject(new Error('a seat asks the database nothing')),
}

function demandRoom({ seats }: Watch, address: string): void {
  const beside = [...seats].filter((seat) => seat.address === address).length
  if (beside < mostOfAddress && seats.size < mostInAll) return
  throw httpError('http.too_many', { seconds: comeBackIn }, { more: { retry_after: comeBackIn } })
}

/** Those that nobody reads any more linger until their line breaks: they must not keep their person out. */
function makeRoom({ seats }: Watch, { ctx: { actor } }: Seat): void {
  if (actor.kind !== 'user') return
  const own = [...seats].filter(({ ctx }) => ctx.actor.kind === 'user' && ctx.actor.id === actor.id)
  for (const seat of own.slice(0, Math.max(0, own.length + 1 - mostOfPerson))) seat.end('replaced')
}

/** What nobody can have been told is as good as nothing. */
function placeIn({ headers: { 'last-event-id': id } }: FastifyRequest): number | null {
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : null
}
