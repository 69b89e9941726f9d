import type { Answer } from '#db/executor.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Count } from './count.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import type { ListQuery } from './list-query.ts'
import type { OrderTerm } from './order.ts'

/** A page of rows as PostgreSQL wrote it, and where the pages around it begin. */
export interface ListPage {
  /** JSON: an array of rows, as its bytes. */
  readonly rows: Buffer
  readonly size: number
  readonly count: number | null
  readonly capped: boolean
  readonly next: string | null
  readonly previous: string | null
  readonly hasNext: boolean
  /** Whether any row matches at all, on this page or another. */
  readonly anything: boolean
}

/** What a page is of. */
export interface Paged {
  readonly query: ListQuery
  readonly order: readonly OrderTerm[]
  /** Best hits first: there is no place in the order that a cursor could name. */
  readonly ranked: boolean
  readonly digest: string
  readonly cursor: Cursor | null
  /** The query's fields, and those that a cursor needs. */
  readonly selected: readonly Field[]
}

/** Of an answer whose cells are bytes, one character each: so they are cut and joined, and so they leave. */
export function pageOf(plan: Paged, answer: Answer, count: Count): ListPage {
  const [json, counted = null] = answer.rows[0]!
  const rows = splitRows(json!)
  const more = rows.length > plan.query.pageSize
  if (more) rows.pop()
  const backwards = plan.cursor?.backwards ?? false
  if (backwards) rows.reverse()
  const { page, cursor } = plan.query
  const found = count.read(counted)
  const carried =
    plan.query.count === 'capped' && found.count !== null ? found.count + (found.capped ? 1 : 0) : null
  return {
    ...found,
    rows: Buffer.from(shownRows(plan, rows), 'latin1'),
    size: rows.length,
    hasNext: backwards || more,
    next: backwards || more ? cursorAt(plan, rows.at(-1), false, carried) : null,
    previous: page > 1 || cursor !== null ? cursorAt(plan, rows[0], true, carried) : null,
  }
}

/** `json_agg` puts a line break between rows, and there is none inside: JSON escapes it. */
const between = ', \n '
const splitRows = (json: string): string[] => (json === '[]' ? [] : json.slice(1, -1).split(between))

function shownRows(plan: Paged, rows: readonly string[]): string {
  if (plan.selected.length === plan.query.fields.length) return `[${rows.join(',')}]`
  const hidden = plan.selected.slice(plan.query.fields.length).map((field) => field.slug)
  return JSON.stringify(
    rows.map((text) => {
      const row = JSON.parse(text)
      for (const slug of hidden) delete row[slug]
      return row
    }),
  )
}

function cursorAt(
  plan: Paged,
  row: string | undefined,
  backwards: boolean,
  counted: number | null,
): string | null {
  if (!row || plan.ranked) return null
  const values = JSON.parse(Buffer.from(row, 'latin1').toString()) as Record<string, Json>
  const place = plan.order.map(({ field }) => placeValue(values[field.slug] ?? null))
  return writeCursor({ values: place, backwards, counted }, plan.digest)
}

/** An expanded reference is ordered by its id, an expanded choice by its value. */
const placeValue = (value: Json): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? ((value.id ?? value.value ?? null) as Json)
    : value
