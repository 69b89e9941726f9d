import type { Reach } from '#model/check-row.ts'
import { is } from '#model/json-schema.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { both, type Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'
import { accessWhere, demandAccess, pastWhere } from '../access/access.ts'
import type { Context } from '../context.ts'
import { notFound, type RowKey, readRow } from '../records/read.ts'
import { reachOf, seenTable } from '../records/shown.ts'
import { whereEnv } from '../records/where-scope.ts'
import { type Verbs, verbWhere } from '../verbs/verbs.ts'

/** What the caller may do with one row, before they try. */
export interface Allowed {
  readonly update: boolean
  readonly delete: boolean
  /** Whether its history is open to them. */
  readonly history: boolean
  /** The fields that are not `open` to them in this row. */
  readonly fields: Readonly<Record<string, Exclude<Reach, 'open'>>>
  /** The verbs that may be done to it. */
  readonly verbs: readonly string[]
}

export const allowedAnswer = is.object({
  update: is.yes,
  delete: is.yes,
  history: is.yes,
  fields: is.byName(is.oneOf('fixed', 'masked', 'unknown')),
  verbs: is.list(is.text),
})

export async function allowed(ctx: Context, table: Table, key: RowKey, verbs: Verbs): Promise<Allowed> {
  const read = demandAccess(ctx, table, 'read')
  const row = (await readRow(ctx, table, key, read)) ?? notFound()
  const covers = (where: Where | null): boolean =>
    where !== null && compileWhere(both(where, read), table)(row, whereEnv(ctx))
  return {
    update: covers(accessWhere(ctx, table, 'update')),
    delete: covers(accessWhere(ctx, table, 'delete')),
    history: covers(pastWhere(ctx, table)),
    fields: closedFields(ctx, table, row),
    verbs: verbs
      .all(table)
      .filter((verb) => covers(verbWhere(ctx, table, verb)) && (!verb.when || covers(verb.when)))
      .map(({ name }) => name),
  }
}

function closedFields(ctx: Context, table: Table, row: Row): Allowed['fields'] {
  const reach = reachOf(ctx, table, row)
  const closed: Record<string, Exclude<Reach, 'open'>> = {}
  for (const field of reach ? seenTable(ctx, table).fields : []) {
    const how = reach!(field)
    if (how !== 'open') closed[field.slug] = how
  }
  return closed
}
