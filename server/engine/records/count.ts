import { raw, type Sql, sql, statement } from '#db/sql.ts'

/** Counts are exact up to here; beyond, `count_is_capped` says so. */
export const countCap = 10_000

export type Counting = 'capped' | 'exact' | 'none'

/**
 * Stopping a count at its cap costs each counted row as much again as counting it. So a condition that was found to
 * match few rows is counted without a stop, until it is found to match many.
 */
const foundFew = new Set<string>()
const mostKept = 500

export interface Count {
  readonly sql: Sql
  /** All that match are counted, and known to be few. */
  readonly isWhole: boolean
  /** What was known of how many match is still what is known. */
  holds(): boolean
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
        isWhole: false,
        holds: always,
        read: (cell) => ({ ...uncounted, anything: cell !== '0' }),
      }
    case 'exact':
      return {
        sql: whole,
        isWhole: false,
        holds: always,
        read: (cell) => ({ count: Number(cell), capped: false, anything: cell !== '0' }),
      }
    case 'capped': {
      const shape = statement(rows).text
      const isWhole = foundFew.has(shape)
      return {
        sql: isWhole ? whole : upTo(countCap + 1),
        isWhole,
        holds: () => foundFew.has(shape) === isWhole,
        read: (cell) => readCapped(shape, Number(cell)),
      }
    }
  }
}

const always = () => true
const uncounted = { count: null, capped: false }

/** The count that a cursor brings along. */
export const countedBefore = (count: number): Count => ({
  sql: sql`null`,
  isWhole: false,
  holds: always,
  read: () => asCapped(count),
})

function readCapped(shape: string, count: number) {
  if (count > countCap) foundFew.delete(shape)
  else if (foundFew.size < mostKept) foundFew.add(shape)
  return asCapped(count)
}

const asCapped = (count: number) => {
  const capped = count > countCap
  return { count: capped ? countCap : count, capped, anything: count > 0 }
}
