import { type Context, inTransaction } from '#engine/context.ts'
import { audit } from '../audit/audit.ts'
import { ask } from './ask.ts'
import { identityError } from './errors.ts'
import { newToken, tokenHash } from './tokens.ts'

/** Half an hour; less where the administrator's own session ends before. */
const seconds = 1800

export interface Seeing {
  readonly token: string
  readonly name: string
  readonly ends: string
}

/**
 * An administrator sees the site as one of its members does, to understand what they tell of: reads what they may read
 * there, and does nothing in their name.
 */
export async function beginSeeAs(
  ctx: Context,
  person: number,
  held: string,
  address: string,
): Promise<Seeing> {
  const { actor } = ctx
  if (actor.kind !== 'user') throw new Error('somebody sees as somebody else')
  const token = newToken('seeAs')
  return inTransaction(ctx, async ({ tx }) => {
    const asked = [actor.id, tokenHash(held), person, tokenHash(token), seconds]
    const begun = await ask<{ name: string; ends: string }>(tx, 'begin_see_as', ...asked)
    if (!begun) throw identityError('see_as.nobody', { id: person })
    await audit(tx, { kind: 'see_as.begun', actor, about: `user:${person}`, address })
    return { token, ...begun }
  })
}

export const endSeeAs = (ctx: Context, held: string, address: string): Promise<void> =>
  inTransaction(ctx, async ({ tx }) => {
    const ended = await ask<{ viewer: number; person: number }>(tx, 'end_see_as', tokenHash(held))
    if (!ended) throw identityError('see_as.not_seeing')
    await audit(tx, {
      kind: 'see_as.ended',
      actor: `user:${ended.viewer}`,
      about: `user:${ended.person}`,
      address,
    })
  })
