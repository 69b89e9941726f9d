import { actorId } from '#engine/access/access.ts'
import type { Context, System } from '#engine/context.ts'
import { create } from '#engine/records/save.ts'
import { showing } from '#engine/records/shown.ts'
import type { JsonObject } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { ask } from '../identity/ask.ts'
import { type noticeKinds, notifications } from './tables.ts'

export type NoticeKind = (typeof noticeKinds)[number]['value']

/** Something that somebody should know. `data` is what the screens say of it: names, a title, an excerpt. */
export interface Notice {
  readonly person: number
  readonly kind: NoticeKind
  readonly table?: Table
  readonly row?: number
  readonly data?: JsonObject
}

const house: System = { kind: 'system', name: 'notifications' }

/** In the context's transaction, where it has one. */
export async function notify(ctx: Context, notices: readonly Notice[]): Promise<void> {
  const table = ctx.catalog.find(ctx.site.id, notifications.slug)!
  const by = actorId(ctx.actor)
  for (const { person, kind, table: about, row = null, data = {} } of notices) {
    const named = about && { slug: about.slug, label: about.label }
    const values = {
      person,
      kind,
      table: about?.id ?? null,
      row,
      by,
      data: { ...named, ...data } as JsonObject,
    }
    await create({ ...ctx, actor: house }, table, values, { mode: 'system' })
  }
}

export async function notifyAdministrators(ctx: Context, kind: NoticeKind, data: JsonObject): Promise<void> {
  const administrators = (await ask<number[]>(ctx.tx, 'administrators')) ?? []
  await notify(
    ctx,
    administrators.map((person) => ({ person, kind, data })),
  )
}

/** What a row is called, to somebody who may read that. */
export function titleFor(theirs: Context, table: Table, row: Row): string | null {
  const title = table.title === null ? null : row[table.title]
  if (table.title === null || title == null || !showing(theirs, table, row)(table.title)) return null
  return String(title).slice(0, 120)
}
