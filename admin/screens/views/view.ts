import { queryOptions } from '@tanstack/react-query'
import type { ViewKind, ViewSettings } from '#model/view-settings.ts'
import { everyRow, isAlwaysTrue } from '#model/where.ts'
import { api } from '../../lib/api.ts'
import { type ListQuery, orderingText, queryOf, searchOf, wholeList } from '../grid/query.ts'

/** A saved view as `GET /api/meta/tables/{table}/views/` tells it to whoever asks. */
export interface View {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly kind: ViewKind
  readonly shared: boolean
  readonly mine: boolean
  /** May they change it? */
  readonly changeable: boolean
  readonly settings: ViewSettings
  /** Some of it is about fields that are not theirs to see, or gone. */
  readonly incomplete: boolean
}

export const viewsQuery = (table: string) =>
  queryOptions({
    queryKey: ['views', table],
    queryFn: ({ signal }) =>
      api
        .get<{ results: readonly View[] }>(`/api/meta/tables/${table}/views/`, undefined, { signal })
        .then(({ results }) => results),
  })

/** Which rows a view shows, in which order, with which fields. */
export function queryIn({ where, search, ordering, group, columns }: ViewSettings): ListQuery {
  const fields = columns ? columns.map(({ field }) => field) : null
  const texts = { ordering: ordering?.join(','), group: group?.join(',') }
  return { ...queryOf(texts), where: where ?? everyRow, search: search ?? '', fields }
}

/** The view's settings with what the address says in place of its own. */
export function settingsWith(settings: ViewSettings, query: ListQuery): ViewSettings {
  const { where: _, search: __, ordering: ___, group: ____, columns, ...rest } = settings
  const widths = new Map(columns?.map(({ field, width }) => [field, width]))
  const shown = query.fields?.map((field) => {
    const width = widths.get(field)
    return width === undefined ? { field } : { field, width }
  })
  const { group } = searchOf(query)
  return {
    ...(!isAlwaysTrue(query.where) && { where: query.where }),
    ...(query.search !== '' && { search: query.search }),
    ...(query.ordering.length > 0 && { ordering: orderingText(query.ordering).split(',') }),
    ...(group !== undefined && { group: group.split(',') }),
    ...(shown && { columns: shown }),
    ...rest,
  }
}

/** A view's address says nothing of the rows, unless they differ from the view's own. */
export function addressOf(query: ListQuery, own: ListQuery): Record<string, string> {
  const said = searchOf(query)
  if (JSON.stringify(said) === JSON.stringify(searchOf(own))) return {}
  return Object.keys(said).length > 0 ? said : { where: JSON.stringify(wholeList.where) }
}
