import { createRoute, redirect } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'
import { textIn, wholeIn } from './search.ts'

const home = createRoute({
  getParentRoute: () => frame,
  path: '/administration',
  beforeLoad: () => {
    throw redirect({ to: '/administration/utilisateurs' })
  },
})

const people = createRoute({
  getParentRoute: () => frame,
  path: '/administration/utilisateurs',
  validateSearch: (
    given: Record<string, unknown>,
  ): { recherche?: string; etat?: string; groupe?: number; page?: number } => ({
    ...textIn(given, 'recherche'),
    ...textIn(given, 'etat'),
    ...wholeIn(given, 'groupe'),
    ...wholeIn(given, 'page'),
  }),
  component: lazy(() => import('./People.tsx'), 'People'),
})

const person = createRoute({
  getParentRoute: () => frame,
  path: '/administration/utilisateurs/$id',
  component: lazy(() => import('./Person.tsx'), 'Person'),
})

const eyes = createRoute({
  getParentRoute: () => frame,
  path: '/administration/utilisateurs/$id/vue',
  component: lazy(() => import('./Eyes.tsx'), 'Eyes'),
})

const groups = createRoute({
  getParentRoute: () => frame,
  path: '/administration/groupes',
  component: lazy(() => import('./Groups.tsx'), 'Groups'),
})

const group = createRoute({
  getParentRoute: () => frame,
  path: '/administration/groupes/$id',
  component: lazy(() => import('./Group.tsx'), 'Group'),
})

const attempts = createRoute({
  getParentRoute: () => frame,
  path: '/administration/connexions',
  component: lazy(() => import('./Attempts.tsx'), 'Attempts'),
})

const audit = createRoute({
  getParentRoute: () => frame,
  path: '/administration/audit',
  component: lazy(() => import('./Audit.tsx'), 'Audit'),
})

const tokens = createRoute({
  getParentRoute: () => frame,
  path: '/administration/jetons',
  component: lazy(() => import('./Tokens.tsx'), 'Tokens'),
})

const jobs = createRoute({
  getParentRoute: () => frame,
  path: '/administration/taches',
  component: lazy(() => import('./Jobs.tsx'), 'Jobs'),
})

const site = createRoute({
  getParentRoute: () => frame,
  path: '/administration/reglages',
  component: lazy(() => import('./Site.tsx'), 'Site'),
})

const house = createRoute({
  getParentRoute: () => frame,
  path: '/administration/installation',
  component: lazy(() => import('./House.tsx'), 'House'),
})

const sites = createRoute({
  getParentRoute: () => frame,
  path: '/administration/sites',
  component: lazy(() => import('./Sites.tsx'), 'Sites'),
})

export const administrationRoutes = [
  home,
  people,
  person,
  eyes,
  groups,
  group,
  attempts,
  audit,
  tokens,
  jobs,
  site,
  house,
  sites,
] as const
