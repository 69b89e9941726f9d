import { useQuery } from '@tanstack/react-query'
import { dayAt } from '#model/time-zones.ts'
import { isAlwaysTrue, type Where } from '#model/where.ts'
import { addDays } from '../../fields/days.ts'
import { api } from '../../lib/api.ts'
import { useHere } from '../../lib/session.ts'
import type { Field, Page, Row, Table } from '../../lib/table.ts'
import { rowParams } from '../grid/query.ts'
import { fieldsParam } from '../views/RowCard.tsx'
import type { ViewInUse } from '../views/use-view.ts'

/** A row in its days. */
export interface Happening {
  readonly row: Row
  readonly first: string
  /** Not before the first. */
  readonly last: string
}

export interface Dates {
  readonly from: Field
  readonly to: Field | undefined
}

export const mostShown = 400

/** What happens between two days, both included. */
export function useHappenings(
  table: Table,
  view: ViewInUse,
  { from, to }: Dates,
  days: readonly [string, string],
) {
  const zone = useHere().site.time_zone
  const inTime = between(from, to, days)
  const { where } = view.query
  const params = {
    ...rowParams({ ...view.query, where: isAlwaysTrue(where) ? inTime : { all: [where, inTime] } }),
    ordering: from.slug,
    fields: fieldsParam(table, [from.slug, to?.slug, view.settings.colour]),
    count: 'none',
    page_size: 100,
  }
  const found = useQuery({
    queryKey: ['rows', table.slug, 'calendar', params],
    queryFn: ({ signal }) => readAll(`/api/${table.slug}/`, params, signal),
    placeholderData: (before) => before,
  })
  const happenings = (found.data ?? []).flatMap((row) => happeningOf(row, { from, to }, zone) ?? [])
  return { happenings, isLoading: found.isPending, isCut: (found.data?.length ?? 0) >= mostShown }
}

async function readAll(
  path: string,
  params: Record<string, string | number>,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let next: string | null = path; next !== null && rows.length < mostShown; ) {
    const page: Page = await api.get<Page>(next, rows.length === 0 ? params : undefined, { signal })
    rows.push(...page.results)
    const url: URL | null = page.next === null ? null : new URL(page.next)
    next = url && url.pathname + url.search
  }
  return rows
}

/** Some days more on either side, for instants are asked by another clock; what is beyond is not drawn. */
function between(from: Field, to: Field | undefined, [first, last]: readonly [string, string]): Where {
  const edge = (field: Field, day: string, by: number) =>
    field.type === 'datetime' ? `${addDays(day, by)}T00:00:00Z` : day
  const begins: Where = {
    all: [
      { field: from.slug, op: 'gte', value: edge(from, first, -1) },
      { field: from.slug, op: 'lte', value: edge(from, last, 2) },
    ],
  }
  if (!to) return begins
  const lasts: Where = {
    all: [
      { field: from.slug, op: 'lt', value: edge(from, first, -1) },
      { field: to.slug, op: 'gte', value: edge(to, first, -1) },
    ],
  }
  return { any: [begins, lasts] }
}

function happeningOf(row: Row, { from, to }: Dates, zone: string): Happening | null {
  const first = dayOf(from, row[from.slug], zone)
  if (first === null) return null
  const until = to ? dayOf(to, row[to.slug], zone) : null
  return { row, first, last: until !== null && until > first ? until : first }
}

/** The day of a value, by the site's clock. */
export function dayOf(field: Field, value: unknown, zone: string): string | null {
  if (typeof value !== 'string') return null
  return field.type === 'datetime' ? dayAt(zone, Date.parse(value)) : value
}

/** The same so many days later; instants keep their time of day as UTC counts it. */
export function shifted(field: Field, value: unknown, days: number): string | null {
  if (typeof value !== 'string') return null
  if (field.type !== 'datetime') return addDays(value, days)
  return new Date(Date.parse(value) + days * 86_400_000).toISOString()
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
