import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const one = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table/importer',
  /** The import in hand: one may leave, and come back to it. */
  validateSearch: ({ import: id }: Record<string, unknown>): { import?: number } =>
    Number.isInteger(id) ? { import: id as number } : {},
  component: lazy(() => import('./Import.tsx'), 'Import'),
})

export const importRoutes = [one] as const
