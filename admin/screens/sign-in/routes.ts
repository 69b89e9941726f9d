import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { root } from '../frame/roots.ts'

/** `suite`: where one wanted to go; a path of these screens and nothing else. */
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/connexion',
  validateSearch: ({ suite }: Record<string, unknown>): { suite?: string } =>
    typeof suite === 'string' && /^\/admin(\/(?!\/)|$|\?)/.test(suite) ? { suite } : {},
  component: lazy(() => import('./SignIn.tsx'), 'SignIn'),
})

export const signInRoutes = [signIn] as const
