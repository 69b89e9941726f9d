import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import type { Table } from '../../lib/table.ts'

/** Every table that is open to whoever asks, whole: to administrators, all of the site's. */
export const definitionsQuery = queryOptions({
  queryKey: ['table', '', 'all'],
  queryFn: ({ signal }) =>
    api.get<{ results: Table[] }>('/api/meta/tables/', undefined, { signal }).then(({ results }) => results),
  staleTime: 60_000,
})
