import { AppError } from '#base/errors.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { sayDatabaseProblem } from './database-problem.ts'

/**
 * What PostgreSQL refused, by field; and where the rows themselves tell which of them it was, its place as `more.row`.
 * (PostgreSQL keeps the refused value to itself: it lies in a table that the application's role may not read.)
 */
export function sayManyProblem(ctx: Context, table: Table, rows: readonly Row[], error: unknown): never {
  try {
    sayDatabaseProblem(ctx, table, error)
  } catch (said) {
    if (!(said instanceof AppError)) throw said
    const { status, problem, errors, more } = said
    const row = errors && !('' in errors) ? refusedRow(rows, Object.keys(errors)) : -1
    if (row < 0) throw said
    throw new AppError(status, problem, { errors: errors!, more: { ...more, row }, cause: error })
  }
}

/** The only one, or the second with the same values. */
function refusedRow(rows: readonly Row[], slugs: readonly string[]): number {
  if (rows.length === 1) return 0
  const seen = new Set<string>()
  return rows.findIndex((row) => {
    const key = JSON.stringify(slugs.map((slug) => row[slug] ?? null))
    return seen.size === seen.add(key).size
  })
}
