import { raw, type Sql, sql, statement } from '#db/sql.ts'

/** Counts are exact up to here; beyond, `count_is_capped` says so. */
export const countCap = 10_000

export type Counting = 'capped' | 'exact' | 'none'

/**
 * Stopping a count at its cap costs each counted row as much again as counting it. So a condition that was found to
 * match few rows is counted without a stop, until it is found to match many.
 */
const few = countCap / 2
const foundFew = new Set<string>()
const mostKept = 2_000

export interface Count {
  readonly sql: Sql
  /** Null where no count was asked for. */
  read(cell: string | null): { count: number | null; capped: boolean; anything: boolean }
}

/** `rows` is SQL from `from` on. A search that asks for no count still needs to know whether it found anything. */
export function countOf(rows: Sql, counting: Counting, isSearch: boolean): Count {
  const whole = sql`(select count(*) ${rows})`
  const upTo = (most: number): Sql =>
    sql`(select count(*) from (select 1 ${rows} limit ${raw(String(most))}) c)`
  switch (counting) {
    case 'none':
      return {
        sql: isSearch ? upTo(1) : sql`null`,
        read: (cell) => ({ count: null, capped: false, anything: cell !== '0' }),
      }
    case 'exact':
      return { sql: whole, read: (cell) => ({ count: Number(cell), capped: false, anything: cell !== '0' }) }
    case 'capped': {
      const shape = statement(rows).text
      return {
        sql: foundFew.has(shape) ? whole : upTo(countCap + 1),
        read: (cell) => readCapped(shape, Number(cell)),
      }
    }
  }
}

function readCapped(shape: string, count: number) {
  if (count > few) foundFew.delete(shape)
  else if (foundFew.size < mostKept) foundFew.add(shape)
  const capped = count > countCap
  return { count: capped ? countCap : count, capped, anything: count > 0 }
}
