import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'

/** A screen that is fetched when it is gone to: `component: lazy(() => import('./List.tsx'), 'List')`. */
export const lazy = <M>(load: () => Promise<M>, name: keyof M & string): RouteComponent =>
  lazyRouteComponent(load as () => Promise<Record<string, RouteComponent>>, name)
