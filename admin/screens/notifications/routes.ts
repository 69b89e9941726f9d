import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const notifications = createRoute({
  getParentRoute: () => frame,
  path: '/notifications',
  component: lazy(() => import('./Notifications.tsx'), 'Notifications'),
})

export const notificationRoutes = [notifications] as const
