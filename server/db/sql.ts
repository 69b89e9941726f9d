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
  pieces.length === 0
    ? nothing
    : new Sql(['', ...Array.from({ length: pieces.length - 1 }, () => separator), ''], pieces)

/** Numbers the values and writes the text. */
export function statement(piece: Sql): Statement {
  const values: unknown[] = []
  const text = write(piece, values)
  return { text, values }
}

function write(piece: Sql, values: unknown[]): string {
  let text = piece.strings[0]!
  piece.values.forEach((value, i) => {
    text += value instanceof Sql ? write(value, values) : `$${values.push(value)}`
    text += piece.strings[i + 1]!
  })
  return text
}
