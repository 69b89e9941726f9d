import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, type Params } from '../../lib/api.ts'

export interface LogPage<Line> {
  readonly results: readonly Line[]
  readonly before: string | null
}

/** A log, page after page, the latest first. */
export const logQuery = <Line>(path: string, asked: Params) =>
  infiniteQueryOptions({
    queryKey: ['administration', path, asked],
    queryFn: ({ signal, pageParam }) =>
      api.get<LogPage<Line>>(path, { ...asked, before: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
  })
