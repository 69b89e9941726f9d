import { queryOptions } from '@tanstack/react-query'
import type { Allow } from '#model/table.ts'
import { api } from '../../lib/api.ts'
import type { Table } from '../../lib/table.ts'

/** With what it gives of itself, which administrators alone are told. */
export type WholeTable = Table & { readonly allow?: Allow }

/** Every table that is open to whoever asks, whole: to administrators, all of the site's. */
export const definitionsQuery = queryOptions({
  queryKey: ['table', '', 'all'],
  queryFn: ({ signal }) =>
    api
      .get<{ results: WholeTable[] }>('/api/meta/tables/', undefined, { signal })
      .then(({ results }) => results),
  staleTime: 60_000,
})
