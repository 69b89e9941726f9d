import type { Context, User } from '#engine/context.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { ask } from '../identity/ask.ts'
import { actorOfPerson } from '../identity/identities.ts'
import { rowsNow, sees } from './sight.ts'

/** A member of the site, as the others know them. */
export interface Named {
  readonly id: number
  readonly username: string
  readonly name: string
}

export const membersNamed = async (
  { tx }: Pick<Context, 'tx'>,
  part: string,
  most: number,
): Promise<Named[]> => (await ask<Named[]>(tx, 'members_named', part, most)) ?? []

export const peopleNamed = async (
  { tx }: Pick<Context, 'tx'>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Named>> => {
  const found = ids.length === 0 ? [] : ((await ask<Named[]>(tx, 'people_named', [...new Set(ids)])) ?? [])
  return new Map(found.map((one) => [one.id, one]))
}

/** The context of somebody else as they stand now, in the same batch or transaction; null: nobody who comes in here. */
export async function contextOf(ctx: Context, person: number): Promise<(Context & { actor: User }) | null> {
  const actor = await actorOfPerson({ site: () => ctx.tx }, person, ctx.site.id)
  return actor.kind === 'user' ? { ...ctx, actor } : null
}

/** Of these, those who may read a row; with what they are. */
export async function thoseWhoSee(
  ctx: Context,
  table: Table,
  row: Row,
  people: readonly number[],
): Promise<ReadonlyMap<number, Context & { actor: User }>> {
  const found = new Map<number, Context & { actor: User }>()
  for (const person of new Set(people)) {
    const theirs = await contextOf(ctx, person)
    if (theirs && sees(theirs, table, row)) found.set(person, theirs)
  }
  return found
}

export const rowNow = async (ctx: Context, table: Table, id: number): Promise<Row | null> =>
  (await rowsNow(ctx, table, [id])).get(id) ?? null
