import { isObject } from '#model/json.ts'
import { everyRow, isAlwaysTrue, type Where } from '#model/where.ts'

/** What a list shows, whatever draws it: grid, board, calendar, chart. Saved views keep it; the address bears it. */
export interface ListQuery {
  readonly where: Where
  readonly search: string
  readonly ordering: readonly Ordering[]
  /** The fields that are shown, in their order; null: as the user has arranged the table. */
  readonly fields: readonly string[] | null
  readonly group: readonly Grouping[]
}

export interface Ordering {
  readonly field: string
  readonly descending: boolean
}

export interface Grouping {
  readonly field: string
  /** Of a day or an instant. */
  readonly by?: Period
}

export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]

/** All rows, in the table's own order. */
export const wholeList: ListQuery = {
  where: everyRow,
  search: '',
  ordering: [],
  fields: null,
  group: [],
}

/** The part of an address behind its question mark, as a router hands it over: texts, or what a text said as JSON. */
export type Search = Readonly<Record<string, unknown>>

/** Out of an address that anybody may have typed: what is no query counts as not said. */
export function queryOf(search: Search): ListQuery {
  return {
    where: whereOf(search.where),
    search: textOf(search.search),
    ordering: namesIn(search.ordering).map(orderingOf),
    fields: search.fields === undefined ? null : namesIn(search.fields),
    group: namesIn(search.group).map(groupingOf).slice(0, 2),
  }
}

/** What stands in the address; what is as usual does not. The inverse of `queryOf`. */
export function searchOf(query: ListQuery): Record<string, string> {
  const { where, search, fields, group } = query
  return {
    ...(!isAlwaysTrue(where) && { where: JSON.stringify(where) }),
    ...(search !== '' && { search }),
    ...(query.ordering.length > 0 && { ordering: orderingText(query.ordering) }),
    ...(fields && { fields: fields.join(',') }),
    ...(group.length > 0 && { group: groupText(group) }),
  }
}

/** What the API's lists, exports and summaries take of it: which rows, and in which order. */
export function rowParams(query: ListQuery): Record<string, string> {
  const { fields: _, group: __, ...rows } = searchOf(query)
  return rows
}

export const orderingText = (ordering: readonly Ordering[]): string =>
  ordering.map(({ field, descending }) => (descending ? '-' : '') + field).join(',')

/** `statut,date_debut:month`: as `GET /api/{table}/summary/?group=` takes it. */
export const groupText = (group: readonly Grouping[]): string =>
  group.map(({ field, by }) => (by ? `${field}:${by}` : field)).join(',')

/** The same list: views tell by it whether they have been changed. */
export const sameQuery = (a: ListQuery, b: ListQuery): boolean =>
  JSON.stringify(searchOf(a)) === JSON.stringify(searchOf(b))

function orderingOf(name: string): Ordering {
  return { field: name.replace(/^-/, ''), descending: name.startsWith('-') }
}

function groupingOf(text: string): Grouping {
  const [field = '', by] = text.split(':')
  return periods.includes(by as Period) ? { field, by: by as Period } : { field }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const namesIn = (value: unknown): readonly string[] => textOf(value).split(',').filter(Boolean)

function whereOf(value: unknown): Where {
  const parsed = typeof value === 'string' ? jsonOf(value) : value
  return isWhere(parsed) ? parsed : everyRow
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Of the right form; whether its fields are there, the server says. */
export function isWhere(value: unknown): value is Where {
  if (!isObject(value)) return false
  if ('all' in value) return isWheres(value.all)
  if ('any' in value) return isWheres(value.any)
  if ('not' in value) return isWhere(value.not)
  return typeof value.field === 'string' && typeof value.op === 'string'
}

const isWheres = (value: unknown): boolean => Array.isArray(value) && value.every(isWhere)

/** How many comparisons there are, for the button. */
export function countLeaves(where: Where): number {
  if ('all' in where) return where.all.reduce((sum, part) => sum + countLeaves(part), 0)
  if ('any' in where) return where.any.reduce((sum, part) => sum + countLeaves(part), 0)
  return 1
}
