import type { Database, Executor } from '#db/executor.ts'
import type { Language, Locale } from '#model/language.ts'
import type { Action, Grant } from '#model/table.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Listener } from './changes.ts'

/** Everything in engine, platform and apps takes it first. Made once per request or job. */
export interface Context {
  readonly actor: Actor
  readonly site: Site
  readonly now: Date
  readonly tx: Executor
  /** Opens a transaction; null inside one. Used by `inTransaction` alone. */
  readonly db: Pick<Database, 'transaction'> | null
  readonly language: Language
  /** The set of all tables as this request sees it. */
  readonly catalog: Catalog
  /** Those whom every change is told, inside its transaction. Listed in `main.ts`. */
  readonly listeners: readonly Listener[]
}

export type Actor = Anonymous | User | System
export interface Anonymous {
  readonly kind: 'anonymous'
}
export interface User {
  readonly kind: 'user'
  readonly id: number
  readonly name: string
  readonly networkOwner: boolean
  /** At the site of the context. */
  readonly siteAdmin: boolean
  /** Null: not a member of the site. Otherwise what the groups grant, by table slug, then action or verb. */
  readonly grants: Grants | null
  /** Their e-mail or phone is proven. */
  readonly verified?: boolean
  /** Those who share a group with them, where some right asks for it. */
  readonly team?: readonly number[]
  /** They do not ask in person but by an API token, which may do what both they and it may. */
  readonly token?: Token
  /** An administrator asks, to see what they see; who may read then, and no more. */
  readonly seenBy?: number
  /** The stamp at which all this was read. */
  readonly stamp: number
}
export interface Token {
  readonly id: number
  readonly grants: Grants
}
/** Work that nobody asked for in person: a schedule, a backfill. Sees everything of its site; named in the log. */
export interface System {
  readonly kind: 'system'
  readonly name: string
}

export type Grants = Readonly<
  Record<string, Readonly<Partial<Record<Action | (string & {}), readonly Grant[]>>>>
>

export interface Site extends Omit<Locale, 'language'> {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly language: Language
}

/** What the wall in the code needs: see `records/in-site.ts`. */
export const placeOf = (ctx: Context) => ({ siteId: ctx.site.id, catalog: ctx.catalog })

export const localeOf = (ctx: Context): Locale => ({ ...ctx.site, language: ctx.language })

/** As the log names it. */
export function actorName(actor: Actor): string {
  if (actor.kind !== 'user') return actor.kind === 'system' ? `system:${actor.name}` : 'anonymous'
  return actor.token ? `user:${actor.id} token:${actor.token.id}` : `user:${actor.id}`
}

/** Runs the work in the context's transaction, opening one where there is none yet. */
export const inTransaction = <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
  ctx.db ? ctx.db.transaction(ctx.site.id, (tx) => work({ ...ctx, tx, db: null })) : work(ctx)
