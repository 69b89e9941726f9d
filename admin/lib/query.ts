import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem.ts'

/** What was read, kept while it is fresh. Keys begin with what they hold: `['here']`, `['table', slug]`, `['rows', slug, …]`. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (attempt, error) => waitOf(error) ?? 700 * 2 ** attempt,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

const mayPass = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status === 0 || error.status === 429 || error.status >= 502

const waitOf = (error: unknown): number | null =>
  error instanceof Problem && error.retryAfter !== null ? Math.min(error.retryAfter, 20) * 1000 : null

/** After a change of language or site: what is on the screen is read again, the rest when it is asked for. */
export const readAllAgain = (): void => void queries.invalidateQueries()
