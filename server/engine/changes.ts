import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Context } from './context.ts'

/** The one event: something happened to a row (or, for an import, to a whole batch of them). */
export interface Change {
  readonly table: Table
  /** Null when it tells of a batch. */
  readonly id: number | null
  readonly batch: string | null
  readonly verb: string
  readonly before: Row | null
  readonly after: Row | null
  readonly count: number
  readonly input?: Json
}

/** Hears changes inside their transaction; what leaves the machine it leaves to a job. */
export interface Listener {
  hears(table: Table, verb: string): boolean
  told(ctx: Context, change: Change): Promise<void>
}

export const isHeard = (ctx: Context, table: Table, verb: string): boolean =>
  ctx.listeners.some((listener) => listener.hears(table, verb))

export async function tell(ctx: Context, change: Change): Promise<void> {
  for (const listener of ctx.listeners) {
    if (listener.hears(change.table, change.verb)) await listener.told(ctx, change)
  }
}
