import { createRoute } from '@tanstack/react-router'
import { loadEdits } from '../../fields/late-edit.tsx'
import { lazy } from '../../lib/lazy.ts'
import { list } from '../grid/routes.ts'

const soon = () => void loadEdits().catch(() => {})

const fresh = createRoute({
  getParentRoute: () => list,
  path: 'nouveau',
  validateSearch: (search: Record<string, unknown>): { copie?: number } =>
    typeof search.copie === 'number' ? { copie: search.copie } : {},
  loader: soon,
  component: lazy(() => import('./NewRecord.tsx'), 'NewRecord'),
})

const record = createRoute({
  getParentRoute: () => list,
  path: '$id',
  loader: soon,
  component: lazy(() => import('./Record.tsx'), 'Record'),
})

/** Below the list's own: it stays where it is while a row is open. */
export const recordRoutes = [fresh, record] as const
