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
    if (before) return before
    const answer = await work(inner)
    await keep(inner, asked.key, answer)
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
  if (before) return before
  const answer = await work().catch(async (error: unknown) => {
    await forget(ctx, asked.key)
    throw error
  })
  await keep(ctx, asked.key, answer)
  return answer
}

function askedBy(ctx: Context, request: FastifyRequest): { key: string; digest: string } | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) throw restError('idempotency.bad_key')
  const digest = hash('sha256', `${request.url}\n${JSON.stringify(request.body ?? null)}`, 'base64url')
  // Strangers share a name; their addresses keep them apart.
  return { key: ctx.actor.kind === 'anonymous' ? `${request.ip} ${key}` : key, digest }
}

/** Null where the key is ours now; otherwise what it was answered. */
async function claim(ctx: Context, key: string, digest: string): Promise<Answer | null> {
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
  if (!row || row[0] !== digest) throw restError('idempotency.other_body')
  if (row[1] === null) throw restError('idempotency.under_way')
  return JSON.parse(row[1]!) as Answer
}

async function keep(ctx: Context, key: string, answer: Answer): Promise<void> {
  const kept = sql`update site.idempotency set answer = ${JSON.stringify(answer)}::json
    where site_id = ${ctx.site.id}::int and actor = ${actorName(ctx.actor)}::text and key = ${key}::text`
  await ctx.tx.run(statement(kept))
}

async function forget(ctx: Context, key: string): Promise<void> {
  await ctx.tx.run(
    statement(sql`delete from site.idempotency
      where site_id = ${ctx.site.id}::int and actor = ${actorName(ctx.actor)}::text and key = ${key}::text`),
  )
}
