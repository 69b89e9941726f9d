import { queryOptions } from '@tanstack/react-query'
import { api, type Params } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Row } from '../../lib/table.ts'

export interface Standing {
  readonly network_owner: boolean
  readonly disabled: boolean
  readonly must_change: boolean
  readonly second_factor: boolean
  readonly locked: boolean
  readonly last_seen_at: string | null
}

export interface PersonHere {
  readonly id: number
  readonly username: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly telephone: string | null
  readonly est_verifie: boolean
  readonly membership: {
    readonly id: number
    readonly version: number
    readonly groups: readonly number[]
    readonly admin: boolean
    readonly ended: boolean
  }
  readonly standing: Standing
}

interface PeoplePage {
  readonly count: number
  readonly page_size: number
  readonly results: readonly PersonHere[]
}

export const peopleQuery = (asked: Params) =>
  queryOptions({
    queryKey: ['administration', 'people', asked],
    queryFn: ({ signal }) => api.get<PeoplePage>('/api/administration/people/', asked, { signal }),
  })

export type GroupRow = Row & { readonly name: string; readonly permissions: unknown }

export const groupsQuery = queryOptions({
  queryKey: ['rows', 'groups', 'administration'],
  queryFn: ({ signal }) =>
    api.get<{ results: GroupRow[] }>('/api/groups/', { page_size: 100, count: 'none' }, { signal }),
})

export const readPeopleAgain = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['administration', 'people'] }),
    queries.invalidateQueries({ queryKey: ['administration', 'person'] }),
  ])
