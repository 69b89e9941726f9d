import { createRoute } from '@tanstack/react-router'
import { lazy } from '../../lib/lazy.ts'
import { frame } from '../frame/roots.ts'

const account = createRoute({
  getParentRoute: () => frame,
  path: '/compte',
  component: lazy(() => import('./Account.tsx'), 'Account'),
})

const profile = createRoute({
  getParentRoute: () => account,
  path: '/',
  component: lazy(() => import('./Profile.tsx'), 'Profile'),
})

const security = createRoute({
  getParentRoute: () => account,
  path: '/securite',
  component: lazy(() => import('./Security.tsx'), 'Security'),
})

const devices = createRoute({
  getParentRoute: () => account,
  path: '/appareils',
  component: lazy(() => import('./Devices.tsx'), 'Devices'),
})

const data = createRoute({
  getParentRoute: () => account,
  path: '/donnees',
  component: lazy(() => import('./OwnData.tsx'), 'OwnData'),
})

export const accountRoutes = [account.addChildren([profile, security, devices, data])] as const
