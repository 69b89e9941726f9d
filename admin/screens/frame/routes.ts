import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { NotFound } from './NotFound.tsx'
import { frame } from './roots.ts'

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazy(() => import('./Home.tsx'), 'Home'),
})

/** Within the frame: one is still where one may go on from. */
const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound })

export const homeRoutes = [home, nowhere] as const
