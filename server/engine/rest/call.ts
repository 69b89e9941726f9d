import type { FastifyRequest } from 'fastify'
import { errorsOf, type Refusal } from '#base/errors.ts'
import { type CallDescription, type Files, type Group, type Schema, telling } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import type { Form } from '#model/form.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import type { Text } from '#model/language.ts'
import type { Role } from '#model/table.ts'
import { demandPresence, demandRole } from '../access/access.ts'
import { type Context, localeOf } from '../context.ts'
import { demandFresh } from '../records/freshness.ts'
import { rowKey } from '../records/read.ts'
import { type Answer, answering, type Reception } from './door.ts'
import { once, onceApart } from './idempotency.ts'

/** `POST /api/imports/{id}/undo/`. A number is what `{id}` stands for; any other name stands for a text. */
export type Address = `${Method} /${string}`
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * How often it happens under one `Idempotency-Key`. `once`: in one transaction with the key. `apart`: once, where no
 * transaction may stand around the work. `each`: every time, for what changes nothing, or answers with a secret, which
 * is kept nowhere.
 */
export type Keyed = 'once' | 'apart' | 'each'

/** One address with one method: what is told of it is what is demanded. */
export type Declared<At extends Address, Body> = {
  readonly at: At
  readonly summary: Text
  readonly detail?: Text
  /** Who may call it. Others get 401 or 403, and do not find it in their documentation. */
  readonly to: Role
  /** An API token may call it too. Absent: people in person alone, unless it is open to anyone. */
  readonly byToken?: true
  /** Absent: whatever is sent is not looked at. */
  readonly body?: Form<Body>
  /** By status; the lowest is the usual one. Null: nothing comes with it. */
  readonly answers: Readonly<Record<number, Schema | Files | null>>
  /** What the work refuses with; what its role and its form refuse goes without saying. */
  readonly problems?: readonly Refusal[]
} & (At extends `POST ${string}` ? { readonly key: Keyed } : { readonly key?: never }) &
  (
    | { /** What is answered, under the usual status. */ readonly run: (asked: Asked<At, Body>) => unknown }
    | { readonly reply: (asked: Asked<At, Body>) => Promise<Answer> | Answer }
  )

/** What a call's work is given: read, judged and of the right type. */
export interface Asked<At extends Address = Address, Body = unknown> {
  readonly ctx: Context
  readonly params: ParamsOf<At>
  readonly body: Body
  readonly request: FastifyRequest
}

type ParamsOf<At extends string> = { readonly [Name in NamesIn<At>]: Name extends 'id' ? number : string }
type NamesIn<At extends string> = At extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

export interface Call extends Omit<CallDescription, 'group' | 'body' | 'keyed'> {
  readonly at: Address
  readonly key?: Keyed
  readonly body?: Form<unknown>
  readonly answer: (asked: Asked) => Promise<Answer>
}

export function call<const At extends Address, Body = undefined>(declared: Declared<At, Body>): Call {
  const status = Number(Object.keys(declared.answers)[0])
  const answer = async (asked: Asked): Promise<Answer> => {
    const known = asked as Asked<At, Body>
    return 'reply' in declared ? declared.reply(known) : asJson(await declared.run(known), status)
  }
  return { ...(declared as Omit<Call, 'answer'>), answer }
}

/** JSON that is nobody else's, and stored nowhere on its way. */
export const asJson = (value: unknown, status = 200): Answer =>
  value === undefined ? { status: 204 } : { status, json: JSON.stringify(value), headers: noStore }

const noStore = { 'cache-control': 'no-store' }

/** A user name begins with no figure, so that `/api/users/{id}/` stays the table's. */
const patterns: Readonly<Record<string, string>> = { username: '(^[^0-9].*$)' }

export function mountCalls(server: Server, reception: Reception, group: Group, calls: readonly Call[]): void {
  for (const one of calls) {
    const [method, path] = one.at.split(' ') as [Method, string]
    server.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `:${name}${patterns[name] ?? ''}`),
      ...telling(descriptionOf(one, group)),
      handler: answering(reception, (ctx, request) => serve(one, ctx, request)),
    })
  }
}

function descriptionOf(one: Call, group: Group): CallDescription {
  const { summary, detail, to, byToken, body, answers, problems, key } = one
  return {
    group,
    summary,
    ...(detail && { detail }),
    to,
    ...(byToken && { byToken }),
    ...(body && { body: body.schema }),
    answers,
    ...(problems && { problems }),
    keyed: key === 'once' || key === 'apart',
  }
}

export const callError = errorsOf({
  'form.invalid': [
    400,
    {
      fr: 'Certains champs sont à corriger : voyez le détail.',
      en: 'Some fields need correcting: see the details.',
    },
  ],
})

async function serve(one: Call, ctx: Context, request: FastifyRequest): Promise<Answer> {
  demandRole(ctx.actor, one.to)
  if (one.to !== 'anyone' && !one.byToken) demandPresence(ctx.actor)
  const asked = { params: paramsOf(request), body: one.body && bodyIn(one.body, ctx, request), request }
  const work = (inner: Context) => one.answer({ ...asked, ctx: inner })
  if (ctx.actor.kind === 'user' && !one.at.startsWith('GET')) await demandFresh(ctx)
  if (one.key === 'once') return once(ctx, request, work)
  return one.key === 'apart' ? onceApart(ctx, request, () => work(ctx)) : work(ctx)
}

function bodyIn<Body>(form: Form<Body>, ctx: Context, request: FastifyRequest): Body {
  const read = form.parse(bodyOf(request), localeOf(ctx))
  if ('values' in read) return read.values
  throw callError('form.invalid', {}, { errors: read.problems })
}

/** An absent body is an empty one. */
export function bodyOf(request: FastifyRequest): JsonObject {
  const { body } = request
  if (request.headers['content-type']?.startsWith('multipart/'))
    throw httpError('body.type', { wanted: 'application/json' })
  if (body === undefined || body === null) return {}
  if (!isObject(body)) throw httpError('body.not_object')
  return body
}

function paramsOf(request: FastifyRequest): Record<string, string | number> {
  const params = request.params as Record<string, string>
  return params.id === undefined ? params : { ...params, id: idIn(params.id) }
}

export function idIn(text: string): number {
  const key = rowKey(text)
  if (typeof key === 'string') throw httpError('http.not_found')
  return key
}
