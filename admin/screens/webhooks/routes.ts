import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const all = createRoute({
  getParentRoute: () => frame,
  path: '/administration/webhooks',
  component: lazy(() => import('./Webhooks.tsx'), 'Webhooks'),
})

const one = createRoute({
  getParentRoute: () => frame,
  path: '/administration/webhooks/$id',
  component: lazy(() => import('./Webhook.tsx'), 'Webhook'),
})

export const webhookRoutes = [all, one] as const
