import { join, raw, type Sql, sql } from '#db/sql.ts'
import { fold } from '#model/fold.ts'
import type { Table } from '#model/table.ts'
import { columnOf, searchColumn } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { searchExpression } from '../schema/search-column.ts'
import { askedTable } from './shown.ts'

/** At most so many hits are weighed against each other; the count's cap is the same. */
export const weighedHits = 10_000

/** How a search reads a row's folded text: every word is in it, or every word nearly is. */
export type Manner = 'exact' | 'near'

/** What somebody typed, as folded words; a dozen at most. */
export const wordsOf = (text: string): readonly string[] =>
  [
    ...new Set(
      fold(text)
        .split(/[\s%_\\]+/)
        .filter(Boolean),
    ),
  ].slice(0, 12)

/** What the row's own statement wrote down to be searched. */
export const storedText = (alias: string): Sql => raw(`${alias}.${searchColumn}`)

/** The same made anew of the fields that the caller may read; null: they are all of them. */
export function searchedText(ctx: Context, table: Table, alias: string): Sql | null {
  const asked = askedTable(ctx, table)
  if (asked.search.length === table.search.length) return null
  return sql`(${searchExpression(asked, (field) => raw(`${alias}.${columnOf(field)}`))})`
}

/**
 * The rows that hold every word. A short word must begin one of the text's words: the index knows the beginnings of
 * words, and nothing of two letters in their middle. The stored text starts with a space for that.
 */
export function searchSql(words: readonly string[], manner: Manner, text: Sql): Sql {
  const conditions = words.map((word) => {
    if (manner === 'near' && word.length > 2) return sql`${word}::text <% ${text}`
    return sql`${text} like ${word.length > 2 ? `%${word}%` : `% ${word}%`}::text`
  })
  return join(conditions, ' and ')
}

/** The best first: texts that begin so, then words that begin so, then the shortest; or the nearest. */
export function rankSql(words: readonly string[], manner: Manner, text: Sql): Sql {
  if (manner === 'near') {
    return join(
      words.map((word) => sql`word_similarity(${word}::text, ${text})`),
      ' + ',
    )
  }
  const first = words[0] ?? ''
  return sql`case when ${text} like ${` ${first}%`}::text then 0
    when ${text} like ${`% ${first}%`}::text then -1 else -2 end - length(${text}) / 10000.0`
}

/**
 * Said before a search, for its batch alone. What a pattern matches is known by looking at it: a plan made for any
 * pattern at all reads the whole index of an order for twenty rows, or a tenth of the table for one. And, where words
 * need only be near, how near: one letter in six or so may be wrong.
 */
export const beforeSearch = (manner: Manner): Sql =>
  manner === 'exact'
    ? plannedAnew
    : sql`${plannedAnew}, set_config('pg_trgm.word_similarity_threshold', '0.5', true)`

const plannedAnew = raw(`select set_config('plan_cache_mode', 'force_custom_plan', true)`)
