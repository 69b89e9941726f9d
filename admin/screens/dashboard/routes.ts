import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const all = createRoute({
  getParentRoute: () => frame,
  path: '/tableaux',
  component: lazy(() => import('./Dashboards.tsx'), 'Dashboards'),
})

const one = createRoute({
  getParentRoute: () => frame,
  path: '/tableaux/$id',
  component: lazy(() => import('./DashboardPage.tsx'), 'DashboardPage'),
})

export const dashboardRoutes = [all, one] as const
