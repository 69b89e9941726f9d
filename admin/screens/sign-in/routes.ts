import { createRoute, redirect } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { root } from '../frame/roots.ts'

interface Arriving {
  /** Where one wanted to go, as the router writes it: a path of these screens and nothing else. */
  readonly suite?: string | undefined
  /** What Google or Facebook came back with. */
  readonly mfa?: 'totp' | 'passkey' | 'enrol' | undefined
  readonly error?: string | undefined
  readonly retour?: 1 | undefined
}

const isWay = (value: unknown): value is NonNullable<Arriving['mfa']> =>
  value === 'totp' || value === 'passkey' || value === 'enrol'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/connexion',
  // What is not said to be undefined stays as it was in the address.
  validateSearch: ({ suite, mfa, error, retour }: Record<string, unknown>): Arriving => ({
    suite: typeof suite === 'string' && /^\/(?![\\/])/.test(suite) ? suite : undefined,
    mfa: isWay(mfa) ? mfa : undefined,
    error: typeof error === 'string' ? error : undefined,
    retour: retour === 1 ? retour : undefined,
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
