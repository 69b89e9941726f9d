import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const office = createRoute({
  getParentRoute: () => frame,
  path: '/projets',
  component: lazy(() => import('./Office.tsx'), 'Office'),
})

export const projectRoutes = [office] as const
