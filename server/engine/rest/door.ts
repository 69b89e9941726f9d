import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { AppError } from '#base/errors.ts'
import type { Stamps } from '#db/executor.ts'
import type { Context } from '../context.ts'
import { isFresh, Stale } from '../records/freshness.ts'

/** One request at the door: who and where, as far as this process knows. */
export interface Visit {
  readonly ctx: Context
  /** The stamps that its batches saw; null while it has asked nothing of the database. */
  seen(): Stamps | null
}

/** Made by `platform/reception`: site from the host, actor from the token, tables from the catalog. */
export interface Reception {
  receive(request: FastifyRequest): Visit | Promise<Visit>
  /** True where the visit rests on definitions or permissions that have moved; what moved is read again. */
  refresh(visit: Visit, request: FastifyRequest): Promise<boolean>
}

export interface Answer {
  readonly status?: number
  /** JSON, already written; absent: no content. */
  readonly json?: string | Buffer
  /** A file on its way out, in place of JSON; or a page, whole. Their type is in the headers. */
  readonly stream?: Readable
  readonly page?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/**
 * A handler that never answers out of yesterday's definitions: a read that finds them moved runs again; a write
 * carries them as a predicate and comes back as `Stale`; a refusal is only given by what holds now.
 */
export const answering =
  (
    reception: Reception,
    work: (ctx: Context, request: FastifyRequest) => Promise<Answer>,
  ): RouteHandlerMethod =>
  async (request, reply) => {
    for (let attempt = 1; ; attempt++) {
      const visit = await reception.receive(request)
      try {
        const answer = await work(visit.ctx, request)
        if (!isRead(request) || attempt > 3 || (await isCurrent(visit))) return send(reply, answer)
        await reception.refresh(visit, request)
      } catch (error) {
        if (attempt > 3 || !(error instanceof Stale || mayBeStale(error))) throw error
        if (!(await reception.refresh(visit, request)) && !(error instanceof Stale)) throw error
      }
    }
  }

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/** An answer out of memory alone is compared too: the session that it rests on may have ended. */
const isCurrent = async ({ ctx, seen }: Visit): Promise<boolean> =>
  isFresh(ctx, seen() ?? (await ctx.tx.run()).stamps)

/** A refusal may rest on what has moved since; so may a column that is gone. */
const mayBeStale = (error: unknown): boolean =>
  error instanceof AppError ? error.status < 500 : isGone((error as { code?: string }).code)
const isGone = (code: string | undefined): boolean => code === '42703' || code === '42P01'

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status ?? (answer.json === undefined && !answer.stream && !answer.page ? 204 : 200))
  reply.header('x-content-type-options', 'nosniff')
  if (answer.headers) reply.headers(answer.headers)
  if (answer.stream ?? answer.page) return reply.send(answer.stream ?? answer.page)
  if (answer.json === undefined) return reply.send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(answer.json)
}
