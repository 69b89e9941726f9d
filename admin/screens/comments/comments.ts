import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Person } from './mentions.ts'

export interface Comment {
  readonly id: number
  readonly version: number
  readonly text: string
  readonly mentions: readonly number[]
  readonly author: number | null
  readonly created_at: string
  readonly updated_at: string
}

interface Said {
  readonly results: readonly Comment[]
  readonly people: readonly Person[]
}

const keyOf = (table: string, row: number) => ['comments', table, row] as const

export const commentsQuery = (table: string, row: number) => ({
  queryKey: keyOf(table, row),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<Said>(`/api/comments/on/${table}/${row}/`, undefined, { signal }),
})

export const readAgain = (table: string, row: number): Promise<void> =>
  queries.invalidateQueries({ queryKey: keyOf(table, row) })

/** Those who may read the row, by a part of their name. */
export const findPeople = (
  table: string,
  row: number,
  part: string,
  signal?: AbortSignal,
): Promise<readonly Person[]> =>
  api
    .get<{ results: Person[] }>(
      '/api/people/',
      { table, id: row, search: part },
      { ...(signal && { signal }) },
    )
    .then(({ results }) => results)
