import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const trash = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table/corbeille',
  component: lazy(() => import('./Trash.tsx'), 'Trash'),
})

export const trashRoutes = [trash] as const
