import type { Answer } from '#db/executor.ts'
import { type Sql, statement } from '#db/sql.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { Stale } from './freshness.ts'
import { runWithLists } from './long-lists.ts'
import { type ChangedRow, type RemovedRow, removeManySql, updateManySql } from './many-changes.ts'
import { insertManySql } from './many-inserts.ts'
import { sayManyProblem } from './many-problem.ts'
import { withSlugs } from './slugs.ts'

/**
 * Many rows in one statement: the rows, their lines in the log and their lists, or nothing at all. The rows were
 * checked; permission was too, under the versions given. For a bulk edit and an import. A few thousand at a time.
 */

/** Answers the new rows' ids, in the order of the rows. */
export async function insertMany(
  ctx: Context,
  table: Table,
  rows: readonly Row[],
  batch: string | null,
  verb = 'create',
): Promise<number[]> {
  if (rows.length === 0) return []
  const whole = await withSlugs(ctx, table, rows)
  const answers = await run(ctx, table, whole, insertManySql(ctx, table, whole, batch, verb))
  const ids = answers[0]!.rows[0]![0]
  if (ids === null || ids === undefined) throw new Stale()
  return ids.split(',').map(Number)
}

/** Those that somebody else wrote meanwhile: untouched by us. */
export interface Moved {
  readonly moved: readonly number[]
}

export async function updateMany(
  ctx: Context,
  table: Table,
  rows: readonly ChangedRow[],
  batch: string | null,
  verb = 'update',
): Promise<Moved> {
  if (rows.length === 0) return { moved: [] }
  const changes = rows.map((row) => row.changed)
  return movedOf(rows, await run(ctx, table, changes, updateManySql(ctx, table, rows, batch, verb)))
}

export async function removeMany(
  ctx: Context,
  table: Table,
  rows: readonly RemovedRow[],
  batch: string | null,
  verb = 'delete',
): Promise<Moved> {
  if (rows.length === 0) return { moved: [] }
  return movedOf(rows, await run(ctx, table, [], removeManySql(ctx, table, rows, batch, verb)))
}

const run = (ctx: Context, table: Table, rows: readonly Row[], written: Sql) =>
  runWithLists(ctx.tx, statement(written)).catch((error: unknown) => sayManyProblem(ctx, table, rows, error))

function movedOf(rows: readonly RemovedRow[], answers: readonly Answer[]): Moved {
  const [fresh, ids] = answers[0]!.rows[0]!
  if (fresh !== '1') throw new Stale()
  const written = new Set((ids ?? '').split(',').map(Number))
  return { moved: rows.filter((row) => !written.has(row.id)).map((row) => row.id) }
}

export type { ChangedRow, RemovedRow }
