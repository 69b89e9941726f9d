import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from './roots.ts'

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazy(() => import('./Home.tsx'), 'Home'),
})

export const homeRoutes = [home] as const
