import { queryOptions } from '@tanstack/react-query'
import type { Json } from '#model/json.ts'
import type { Where } from '#model/where.ts'
import { api } from '../../lib/api.ts'

/** What `GET /api/{table}/summary/` answers. */
export interface Summary {
  readonly groups: readonly Group[]
  readonly more: boolean
  readonly total: Measured
}
export interface Measured {
  readonly count: number
  readonly values: Readonly<Record<string, Json>>
}
export interface Group extends Measured {
  readonly keys: readonly Json[]
  readonly labels: readonly (string | null)[]
  readonly where: Where
}

export interface SummaryAsked {
  readonly rows: Readonly<Record<string, string>>
  readonly group?: readonly string[] | undefined
  /** `count`, `sum:montant_ht` */
  readonly measure?: string | undefined
  readonly most?: number
  readonly ordering?: string | undefined
}

export const summaryQuery = (table: string, asked: SummaryAsked) =>
  queryOptions({
    queryKey: ['rows', table, 'summary', asked],
    queryFn: ({ signal }) => {
      const { rows, group = [], measure, most, ordering } = asked
      const params = {
        ...rows,
        ordering,
        group_by: group.length > 0 ? group.join(',') : undefined,
        measures: measure && measure !== 'count' ? measure : undefined,
        page_size: most,
      }
      return api.get<Summary>(`/api/${table}/summary/`, params, { signal })
    },
    placeholderData: (before) => before,
  })

export const measured = ({ count, values }: Measured, measure: string | undefined): number => {
  if (!measure || measure === 'count') return count
  const value = values[measure]
  return value === null || value === undefined ? 0 : Number(value)
}
