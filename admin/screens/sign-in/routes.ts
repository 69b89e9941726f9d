import { createRoute, redirect } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { root } from '../frame/roots.ts'

interface Arriving {
  /** Where one wanted to go, as the router writes it: a path of these screens and nothing else. */
  readonly suite?: string
  /** What Google or Facebook came back with. */
  readonly mfa?: 'totp' | 'passkey' | 'enrol'
  readonly error?: string
  readonly retour?: 1
}

const isWay = (value: unknown): value is NonNullable<Arriving['mfa']> =>
  value === 'totp' || value === 'passkey' || value === 'enrol'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/connexion',
  validateSearch: ({ suite, mfa, error, retour }: Record<string, unknown>): Arriving => ({
    ...(typeof suite === 'string' && /^\/(?![\\/])/.test(suite) && { suite }),
    ...(isWay(mfa) && { mfa }),
    ...(typeof error === 'string' && { error }),
    ...(retour === 1 && { retour }),
  }),
  beforeLoad: ({ search: { suite = '/', mfa, error, retour } }) => {
    if (retour && !mfa && !error) throw redirect({ to: suite, replace: true })
  },
  component: lazy(() => import('./SignIn.tsx'), 'SignIn'),
})

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/connexion/oubli',
  component: lazy(() => import('./Forgotten.tsx'), 'Forgotten'),
})

const pin = createRoute({
  getParentRoute: () => root,
  path: '/connexion/pin',
  component: lazy(() => import('./Pin.tsx'), 'Pin'),
})

export const signInRoutes = [signIn, forgotten, pin] as const
