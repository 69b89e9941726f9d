import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { loadTable } from '../../lib/table.ts'
import { frame } from '../frame/roots.ts'
import { queryOf, type RouterSearch, routerSearch } from './query.ts'

export const list = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table',
  validateSearch: (search: Record<string, unknown>): RouterSearch & { vue?: string } => ({
    ...routerSearch(queryOf(search)),
    ...(search.vue !== undefined && { vue: String(search.vue) }),
  }),
  loader: loadTable,
  component: lazy(() => import('./List.tsx'), 'List'),
})
