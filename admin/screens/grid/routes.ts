import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { loadTable } from '../../lib/table.ts'
import { frame } from '../frame/roots.ts'

/** What stands behind the question mark of a list: its query (see `query.ts`), and the view that it is looked at by. */
export type ListSearch = { readonly [Name in (typeof names)[number]]?: unknown }
const names = ['where', 'search', 'ordering', 'fields', 'group', 'vue'] as const

export const list = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table',
  validateSearch: (search: Record<string, unknown>): ListSearch =>
    Object.fromEntries(names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]]))),
  loader: loadTable,
  component: lazy(() => import('./List.tsx'), 'List'),
})
