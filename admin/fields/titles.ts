import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { isOffline, Problem } from '../lib/problem.ts'
import { queries } from '../lib/query.ts'
import { type Row, type Table, tableQuery } from '../lib/table.ts'

/** What names a row: its title, or its number. */
export const titleOf = (row: Readonly<Record<string, unknown>>, title: string | null): string => {
  const text = title === null ? null : row[title]
  return text === null || text === undefined || text === '' ? `n° ${String(row.id)}` : String(text)
}

interface Waiting {
  readonly id: number
  readonly resolve: (title: string | null) => void
  readonly reject: (error: unknown) => void
}

const waiting = new Map<string, Waiting[]>()
const most = 100

/** The rows that a screen names in one moment are asked for together. */
function askTitle(table: string, id: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const others = waiting.get(table)
    if (others) others.push({ id, resolve, reject })
    else {
      waiting.set(table, [{ id, resolve, reject }])
      setTimeout(() => void fetchTitles(table), 10)
    }
  })
}

async function fetchTitles(slug: string): Promise<void> {
  const asked = waiting.get(slug) ?? []
  waiting.delete(slug)
  for (let at = 0; at < asked.length; at += most) {
    const some = asked.slice(at, at + most)
    try {
      const titles = await titlesOf(slug, [...new Set(some.map(({ id }) => id))])
      for (const { id, resolve } of some) resolve(titles.get(id) ?? null)
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }
}

/** Rows that are gone, and tables that are closed, have no titles; that is no failure. */
async function titlesOf(slug: string, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  try {
    const { title } = await queries.ensureQueryData(tableQuery(slug))
    const fields = title === null ? 'id' : `id,${title}`
    const params = { id__in: ids, fields, count: 'none', page_size: most }
    const { results } = await api.get<{ results: Row[] }>(`/api/${slug}/`, params)
    return new Map(results.map((row) => [row.id, titleOf(row, title)]))
  } catch (error) {
    if (error instanceof Problem && !isOffline(error) && error.status < 500) return new Map()
    throw error
  }
}

const titleQuery = (table: string, id: number | null) =>
  queryOptions({
    queryKey: ['title', table, id],
    queryFn: () => askTitle(table, id!),
    enabled: id !== null,
    staleTime: 60_000,
  })

/** Known at once, so that a name just chosen or just read does not blink. */
export const rememberTitle = (table: string, id: number, title: string): void =>
  void queries.setQueryData(titleQuery(table, id).queryKey, title)

/** What a row referred to is called; its number until that is known, or where nobody may know. */
export function useTitle(table: string, id: number | null): string | null {
  const { data } = useQuery(titleQuery(table, id))
  return id === null ? null : (data ?? `n° ${id}`)
}

export function useTitles(table: string, ids: readonly number[]): readonly string[] {
  const found = useQueries({ queries: ids.map((id) => titleQuery(table, id)) })
  return ids.map((id, i) => found[i]?.data ?? `n° ${id}`)
}

/** A reference as it comes: a number, or expanded into its row. */
export function referredId(value: unknown): number | null {
  if (typeof value === 'number') return value
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : null
  return typeof id === 'number' ? id : null
}

/** The name that an expanded reference brings with it. */
export const broughtTitle = (value: unknown, target: Table | undefined): string | null =>
  typeof value === 'object' && value !== null && target?.title && target.title in value
    ? titleOf(value as Record<string, unknown>, target.title)
    : null
