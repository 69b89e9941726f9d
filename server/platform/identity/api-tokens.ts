import { isAdministrator } from '#engine/access/access.ts'
import { type Context, inTransaction } from '#engine/context.ts'
import type { JsonObject } from '#model/json.ts'
import { problemsOf } from '#model/problem.ts'
import { dayAt, offsetAt } from '#model/time-zones.ts'
import { audit } from '../audit/audit.ts'
import { ask } from './ask.ts'
import { identityError } from './errors.ts'
import { parsePermissions } from './permissions.ts'
import { newToken, tokenHash } from './tokens.ts'

export interface ApiToken {
  readonly id: number
  readonly user: number
  readonly name: string
  readonly rights: JsonObject
  readonly created_at: string
  readonly expires_at: string
  readonly last_used_at: string | null
}

export interface NewApiToken {
  readonly name: string
  readonly rights: JsonObject
  /** Its last day, at the site. */
  readonly expires: string
}

const mostTokens = 50
const mostDays = 366

const problem = problemsOf({
  'token.expires': {
    fr: 'Donnez un jour à venir, dans un an au plus tard, comme « 2026-12-31 ».',
    en: 'Give a day to come, within a year, such as "2026-12-31".',
  },
  'token.no_rights': {
    fr: 'Donnez au moins un droit, par exemple : {"projet": {"read": true}}.',
    en: 'Give at least one right, for example: {"projet": {"read": true}}.',
  },
})

/** A token for a program, with rights that are no more than its owner's whatever it says; it is shown here alone. */
export async function makeApiToken(
  ctx: Context,
  wanted: NewApiToken,
): Promise<{ id: number; token: string }> {
  const rights = rightsOf(ctx, wanted)
  const { name, expires } = wanted
  const token = newToken('api')
  return inTransaction(ctx, async ({ tx, actor }) => {
    const end = endOfDay(expires, ctx.site.timeZone)
    const asked = [name, rights, tokenHash(token), end, mostTokens] as const
    const made = await ask<{ id: number }>(tx, 'add_api_token', idOf(ctx), ...asked)
    if (!made) throw identityError('token.too_many', { most: mostTokens })
    await audit(tx, {
      kind: 'token.made',
      actor,
      about: `token:${made.id}`,
      details: { name, rights, expires },
    })
    return { id: made.id, token }
  })
}

function rightsOf(ctx: Context, { rights, expires }: NewApiToken): JsonObject {
  const parsed = parsePermissions(rights, (slug) => ctx.catalog.find(ctx.site.id, slug))
  const problems = 'problems' in parsed ? parsed.problems : []
  const errors = {
    ...(problems.length > 0 && { rights: problems }),
    ...(Object.keys(rights).length === 0 && { rights: [problem('token.no_rights')] }),
    ...(!isSoon(expires, ctx) && { expires: [problem('token.expires')] }),
  }
  if (Object.keys(errors).length > 0) throw identityError('token.invalid', {}, { errors })
  return rights
}

const isSoon = (expires: string, { now, site }: Context): boolean =>
  expires >= dayAt(site.timeZone, now.getTime()) &&
  Date.parse(`${expires}T00:00:00Z`) < now.getTime() + mostDays * 86_400_000

function endOfDay(expires: string, timeZone: string): string {
  const seconds = Date.parse(`${expires}T24:00:00Z`) / 1000
  return new Date((seconds - offsetAt(timeZone, seconds)) * 1000).toISOString()
}

/** One's own; an administrator's are the site's, for revoking. */
export const apiTokens = async (ctx: Context): Promise<readonly ApiToken[]> =>
  (await ask<ApiToken[]>(ctx.tx, 'api_tokens', isAdministrator(ctx.actor) ? null : idOf(ctx)))!

export const endApiToken = (ctx: Context, id: number): Promise<void> =>
  inTransaction(ctx, async ({ tx, actor }) => {
    const owner = isAdministrator(actor) ? null : idOf(ctx)
    const ended = await ask<{ user: number }>(tx, 'end_api_token', id, owner)
    if (!ended) throw identityError('token.not_found', { id })
    await audit(tx, { kind: 'token.ended', actor, about: `token:${id}`, details: { user: ended.user } })
  })

function idOf({ actor }: Context): number {
  if (actor.kind !== 'user') throw new Error('a token is somebody’s')
  return actor.id
}
