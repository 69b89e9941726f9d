import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const list = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table',
  component: lazy(() => import('./List.tsx'), 'List'),
})

export const gridRoutes = [list] as const
