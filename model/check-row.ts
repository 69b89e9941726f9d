import { withFormulas } from './computed/own.ts'
import type { Field } from './fields/index.ts'
import { isObject, type Json } from './json.ts'
import type { Locale } from './language.ts'
import type { Problems } from './problem.ts'
import { problemsOf } from './problem.ts'
import type { Row } from './row.ts'
import { type Found, readInput } from './row-input.ts'
import { applyRules, requireFields } from './row-rules.ts'
import { emptyValue, isWorkedOut, storedValue } from './row-values.ts'
import { sameJson } from './same-json.ts'
import type { Table } from './table.ts'
import type { WhereEnv } from './where-js.ts'

export interface CheckRow {
  readonly table: Table
  /** The row as it stands; null: a new one. */
  readonly before: Row | null
  /** What was sent, by slug or former slug. What is not named stays as it is. */
  readonly input: unknown
  readonly env: WhereEnv
  /** `system`: a verb, which may write read-only fields. */
  readonly mode: 'wire' | 'system'
  /** The values that a choice out of a table offers; undefined: not known here, so not checked. */
  choices?(field: Field): ReadonlySet<string> | undefined
  /** For phone numbers in their national form. */
  readonly locale?: Locale
  /** What the writer has to do with a field, where rights differ by field. */
  reach?(field: Field): Reach
  /** What could not even be read out of a file: told with the rest. */
  readonly unread?: Problems
}

/**
 * `open`: may be written. `fixed`: may be sent back as it is. `masked`: shows nothing in this row, and takes
 * nothing. `unknown`: as if the table had no such field.
 */
export type Reach = 'open' | 'fixed' | 'masked' | 'unknown'

/** `changed` is what differs from before: all of it for a new row; of a refused one, as far as it could be read. */
export type CheckedRow =
  /** The whole new row. */
  { readonly row: Row; readonly changed: Row } | { readonly problems: Problems; readonly changed: Row }

const problem = problemsOf({
  'row.not_an_object': {
    fr: 'Une ligne s’écrit comme un objet JSON : {"nom": "Awa"}.',
    en: 'A row is written as a JSON object: {"name": "Awa"}.',
  },
})

/**
 * Everything that decides whether a row may be saved, whatever way it came in by. What is there already and
 * comes back unchanged is not judged again: a choice that is no longer offered, a number beyond a new limit.
 */
export function checkRow(check: CheckRow): CheckedRow {
  if (!isObject(check.input)) return { problems: { '': [problem('row.not_an_object')] }, changed: {} }
  const found: Found = new Map(Object.entries(check.unread ?? {}).map(([slug, list]) => [slug, [...list]]))
  const sent = readInput(check, check.input, found)
  const row = together(check, sent)
  if (found.size > 0) requireFields(check.table, row, found)
  else applyRules(check, { sent, row }, found)
  const changed = changes(check, row)
  if (found.size > 0) return { problems: Object.fromEntries(found), changed }
  return { row: withFormulas(check.table, check.before ? { ...check.before, ...row } : row), changed }
}

function together({ table, before }: CheckRow, sent: Readonly<Record<string, Json>>): Record<string, Json> {
  const row: Record<string, Json> = {}
  for (const field of table.fields) {
    const value = sent[field.slug]
    row[field.slug] = value === undefined ? storedValue(field, before) : value
  }
  return row
}

/** What is worked out changes by itself. */
function changes({ table, before }: CheckRow, row: Record<string, Json>): Row {
  if (!before) return table.fields.some(isWorkedOut) ? written(table, row) : row
  const changed: Record<string, Json> = {}
  for (const field of table.fields) {
    const value = row[field.slug]!
    if (isWorkedOut(field)) continue
    if (!sameJson(value, before[field.slug] ?? emptyValue(field))) changed[field.slug] = value
  }
  return changed
}

const written = (table: Table, row: Record<string, Json>): Row =>
  Object.fromEntries(
    table.fields.filter((field) => !isWorkedOut(field)).map(({ slug }) => [slug, row[slug]!]),
  )
