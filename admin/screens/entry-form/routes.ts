import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const all = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table/formulaires',
  component: lazy(() => import('./EntryForms.tsx'), 'EntryForms'),
})

const one = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table/formulaires/$id',
  component: lazy(() => import('./EntryFormPage.tsx'), 'EntryFormPage'),
})

export const entryFormRoutes = [all, one] as const
