import type { Statement } from './executor.ts'

/** A piece of SQL with values at their places; pieces nest. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }
}

/** `` sql`select * from ${raw(view)} where id = ${id}` ``: a value becomes `$n`, a piece is inlined. */
export const sql = (strings: TemplateStringsArray, ...values: unknown[]): Sql => new Sql(strings, values)

/** SQL text as it stands. Only for names that the catalog made and for text written in our own code. */
export const raw = (text: string): Sql => new Sql([text], [])

export const nothing = raw('')

export const join = (pieces: readonly Sql[], separator = ', '): Sql =>
  pieces.length === 0 ? nothing : new Sql(['', ...new Array(pieces.length - 1).fill(separator), ''], pieces)

export const statement = (piece: Sql): Statement => numbered(piece, [])

/** Numbers the values, after those there are, and writes the text. */
function numbered(piece: Sql, values: unknown[]): Statement {
  const text = write(piece, values)
  return { text, values }
}

/**
 * One row of cells that says the opening of its batch itself: a statement less for PostgreSQL, a tenth of an insert.
 * What is read from `opening`, and the cells, run once the site is set; were it otherwise they would find nothing. The
 * site is the first value, which the executor alone gives. Not for what looks for rows: it would be planned before the
 * site is known, as if there were none.
 */
export function openingStatement(cells: readonly Sql[], ctes: Sql = nothing): Statement {
  const piece = sql`with opening as materialized (select catalog, access, set_config('sugu.site', $1, true) from site.stamps)${ctes}
    select opening.catalog, opening.access, ${join(cells)} from opening`
  return { ...numbered(piece, [null]), opens: true }
}

function write(piece: Sql, values: unknown[]): string {
  let text = piece.strings[0]!
  for (let i = 0; i < piece.values.length; i++) {
    const value = piece.values[i]
    text += value instanceof Sql ? write(value, values) : `$${values.push(value)}`
    text += piece.strings[i + 1]!
  }
  return text
}
