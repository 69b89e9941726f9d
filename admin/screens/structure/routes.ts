import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

export const tabNames = ['champs', 'regles', 'formulaire', 'liste', 'historique', 'table'] as const
export type TabName = (typeof tabNames)[number]

const make = createRoute({
  getParentRoute: () => frame,
  path: '/tables/nouvelle',
  component: lazy(() => import('./NewTable.tsx'), 'NewTable'),
})

const structure = createRoute({
  getParentRoute: () => frame,
  path: '/tables/$table/structure',
  validateSearch: ({ onglet }: Record<string, unknown>): { onglet?: TabName } => {
    const tab = tabNames.find((name) => name === onglet)
    return tab && tab !== 'champs' ? { onglet: tab } : {}
  },
  component: lazy(() => import('./Structure.tsx'), 'Structure'),
})

export const structureRoutes = [make, structure] as const
