import { useMemo } from 'react'
import { usePreference } from '../../lib/preferences.ts'
import type { Table } from '../../lib/table.ts'
import type { ViewInUse } from '../views/use-view.ts'
import { type Arrangement, allFields, type Column, columnsOf } from './columns.ts'

interface Arranged {
  readonly arrangement: Arrangement
  readonly columns: readonly Column[]
  readonly arrange: (next: Arrangement) => void
}

/** The columns as the view that is open has them, else as the person likes them. */
export function useArrangement(table: Table, view: ViewInUse): Arranged {
  const [liked, like] = usePreference<Arrangement>(`grid.${table.slug}`, {})
  const { columns: chosen, frozen } = view.settings
  const isView = view.chosen !== null
  const { fields } = view.query
  const names = JSON.stringify([isView ? chosen : null, isView ? frozen : null, fields])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names stand for what they name
  const arrangement = useMemo(() => {
    const shown = isView ? chosen?.map(({ field }) => field) : (fields ?? undefined)
    const widths = Object.fromEntries(
      (isView && chosen ? chosen : []).flatMap(({ field, width }) => (width ? [[field, width]] : [])),
    )
    const hidden = shown && allFields(table).flatMap(({ slug }) => (shown.includes(slug) ? [] : [slug]))
    return {
      ...liked,
      widths: { ...liked.widths, ...widths },
      ...(shown && { order: shown, hidden }),
      ...(isView && frozen !== undefined && { frozen }),
    }
  }, [table, liked, names])
  const columns = useMemo(() => columnsOf(table, arrangement, null), [table, arrangement])
  const arrange = (next: Arrangement) => {
    const slugs = columnsOf(table, next, null)
    if (isView) {
      const { frozen: of = 1 } = next
      view.change({ columns: slugs.map(({ field, width }) => ({ field: field.slug, width })), frozen: of })
      if (next.measures !== arrangement.measures) like({ ...liked, measures: next.measures ?? {} })
      return
    }
    like(next)
    if (fields) view.setQuery({ ...view.query, fields: null })
  }
  return { arrangement, columns, arrange }
}
