import type { Context } from '#engine/context.ts'
import type { JsonObject } from '#model/json.ts'
import { ask } from '../ask.ts'
import { personIn } from './accounts.ts'
import { accountError } from './errors.ts'

/** What others see of somebody, where the one who asks may know of them. */
export async function publicProfileOf(ctx: Context, username: string): Promise<JsonObject> {
  const viewer = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const found = await ask<JsonObject>(ctx.tx, 'public_profile', username.slice(0, 150), viewer)
  if (!found) throw accountError('person.not_here')
  return found
}

/** Following twice is following; so is not following. Answers the other's public profile. */
export async function follow(ctx: Context, username: string, wanted: boolean): Promise<JsonObject> {
  const found = await ask<JsonObject>(ctx.tx, 'follow', personIn(ctx), username.slice(0, 150), wanted)
  if (!found) throw accountError('person.not_here')
  if (found.self === true) throw accountError('follow.yourself')
  return found
}
