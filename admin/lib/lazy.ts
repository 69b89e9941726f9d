import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import { type ComponentType, type LazyExoticComponent, lazy as reactLazy } from 'react'

/** A screen that is fetched when it is gone to: `component: lazy(() => import('./List.tsx'), 'List')`. */
export const lazy = <M>(load: () => Promise<M>, name: keyof M & string): RouteComponent =>
  lazyRouteComponent(load as () => Promise<Record<string, RouteComponent>>, name)

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * A part of a screen that is fetched when it is shown, or so much later: never instead of the screen. Where the network
 * is cut it is tried again, and its place stays empty until then.
 */
export const late = <P extends object>(
  load: () => Promise<ComponentType<P>>,
  after = 0,
): LazyExoticComponent<ComponentType<P>> =>
  reactLazy(async () => {
    await pause(after)
    for (;;) {
      try {
        return { default: await load() }
      } catch {
        await pause(4_000)
      }
    }
  })
