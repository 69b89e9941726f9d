import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql, statement } from '#db/sql.ts'
import { actorName, type Context, inTransaction } from '../context.ts'
import type { Answer } from './door.ts'
import { restError } from './errors.ts'

/**
 * The same key and body give the same answer for 24 hours, written in the transaction of the work itself: a second
 * request under way at the same time waits for the first one's line. Without a key the work simply runs.
 */
export async function once(
  ctx: Context,
  request: FastifyRequest,
  work: (ctx: Context) => Promise<Answer>,
): Promise<Answer> {
  const asked = askedBy(ctx, request)
  if (!asked) return work(ctx)
  return inTransaction(ctx, async (inner) => {
    const before = await claim(inner, asked.key, asked.digest)
    if (before) return answerOf(before, asked.digest)
    const answer = await work(inner)
    await keep(inner, asked.key, asked.digest, answer)
    return answer
  })
}

/** The same for work that no transaction may stand around: an index that is built waits for all that are open. */
export async function onceApart(
  ctx: Context,
  request: FastifyRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const asked = askedBy(ctx, request)
  if (!asked) return work()
  const before = await claim(ctx, asked.key, asked.digest)
  if (before) return answerOf(before, asked.digest)
  return claimed(ctx, asked.key, () => asked.digest, work)
}

/** A body that comes as a stream. */
export interface Streamed {
  /** Of all that came so far. */
  digest(): string
  /** Reads what is left. */
  drain(): Promise<void>
}

/** The same for an upload: what it is, is known once the work has read it, or it was read to be compared. */
export async function onceRead(
  ctx: Context,
  request: FastifyRequest,
  body: Streamed,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = keyOf(ctx, request)
  if (key === null) return work()
  const before = await claim(ctx, key, unread)
  if (!before) return claimed(ctx, key, body.digest, work)
  if (before.answer) await body.drain()
  return answerOf(before, before.answer ? body.digest() : unread)
}

/** Stands for the digest of a body that is still on its way. */
const unread = ''

async function claimed(
  ctx: Context,
  key: string,
  digest: () => string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await work().catch(async (error: unknown) => {
    await forget(ctx, key)
    throw error
  })
  await keep(ctx, key, digest(), answer)
  return answer
}

function keyOf(ctx: Context, request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) throw restError('idempotency.bad_key')
  // Strangers share a name; their addresses keep them apart.
  return ctx.actor.kind === 'anonymous' ? `${request.ip} ${key}` : key
}

function askedBy(ctx: Context, request: FastifyRequest): { key: string; digest: string } | null {
  const key = keyOf(ctx, request)
  if (key === null) return null
  const digest = hash('sha256', `${request.url}\n${JSON.stringify(request.body ?? null)}`, 'base64url')
  return { key, digest }
}

/** A request that came before under the same key; its answer is null while it is under way. */
interface Before {
  readonly digest: string
  readonly answer: Answer | null
}

function answerOf({ digest, answer }: Before, asked: string): Answer {
  if (digest !== asked) throw restError('idempotency.other_body')
  if (!answer) throw restError('idempotency.under_way')
  return answer
}

/** Null where the key is ours now. */
async function claim(ctx: Context, key: string, digest: string): Promise<Before | null> {
  const actor = actorName(ctx.actor)
  const taken = sql`insert into site.idempotency (site_id, actor, key, digest) values
    (${ctx.site.id}::int, ${actor}::text, ${key}::text, ${digest}::text)
    on conflict (site_id, actor, key) do update set digest = excluded.digest, answer = null, at = now()
      where idempotency.at < now() - interval '24 hours' returning true`
  const { answers } = await ctx.tx.run(statement(taken))
  if (answers[0]!.rows.length > 0) return null
  const found = sql`select digest, answer::text from site.idempotency
    where site_id = ${ctx.site.id}::int and actor = ${actor}::text and key = ${key}::text`
  const [row] = (await ctx.tx.run(statement(found))).answers[0]!.rows
  // Given up in between by the one that had it.
  if (!row) throw restError('idempotency.under_way')
  return { digest: row[0]!, answer: row[1] ? (JSON.parse(row[1]) as Answer) : null }
}

async function keep(ctx: Context, key: string, digest: string, answer: Answer): Promise<void> {
  const kept = sql`update site.idempotency
    set digest = ${digest}::text, answer = ${JSON.stringify(answer)}::json
    where site_id = ${ctx.site.id}::int and actor = ${actorName(ctx.actor)}::text and key = ${key}::text`
  await ctx.tx.run(statement(kept))
}

async function forget(ctx: Context, key: string): Promise<void> {
  await ctx.tx.run(
    statement(sql`delete from site.idempotency
      where site_id = ${ctx.site.id}::int and actor = ${actorName(ctx.actor)}::text and key = ${key}::text`),
  )
}
