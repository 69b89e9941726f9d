import { queryOptions } from '@tanstack/react-query'
import { systemSlugs } from '#model/table.ts'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import type { Row, Table } from '../../lib/table.ts'

/** What one may do with a row: `GET /api/{table}/{id}/allowed/`. */
export interface Allowed {
  readonly update: boolean
  readonly delete: boolean
  readonly history: boolean
  readonly fields: Readonly<Record<string, 'fixed' | 'masked' | 'unknown'>>
  readonly verbs: readonly string[]
}

export const rowQuery = (table: Table, id: number) =>
  queryOptions({
    queryKey: ['row', table.slug, id],
    queryFn: ({ signal }) => readRow(table, id, signal),
    staleTime: 0,
  })

/** With who made it and when, which rules may ask; without, where that is not told. */
export async function readRow(table: Table, id: number, signal?: AbortSignal): Promise<Row> {
  const path = `/api/${table.slug}/${id}/`
  const options = signal ? { signal } : {}
  const fields = [...systemSlugs, ...table.fields.map(({ slug }) => slug)]
  try {
    return await api.get<Row>(path, { fields }, options)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 400) throw error
    return api.get<Row>(path, undefined, options)
  }
}

export const allowedQuery = (table: string, id: number) =>
  queryOptions({
    queryKey: ['allowed', table, id],
    queryFn: ({ signal }) => api.get<Allowed>(`/api/${table}/${id}/allowed/`, undefined, { signal }),
    staleTime: 0,
  })
