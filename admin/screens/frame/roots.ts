import { createRootRoute, createRoute, redirect } from '@tanstack/react-router'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { hereQuery } from '../../lib/session.ts'
import { site } from '../../lib/site.ts'
import { Broken } from './Broken.tsx'
import { Frame } from './Frame.tsx'
import { FrameSkeleton } from './FrameSkeleton.tsx'
import { NotFound } from './NotFound.tsx'

export const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken })

/** What is only for those who are signed in: it brings them to the door first, and back afterwards. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  pendingComponent: FrameSkeleton,
  pendingMs: 0,
  pendingMinMs: 0,
  errorComponent: Broken,
  notFoundComponent: NotFound,
  loader: async ({ location }) => {
    try {
      await queries.ensureQueryData(hereQuery).catch(atTheUsualSite)
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      throw redirect({ to: '/connexion', search: { suite: location.href }, replace: true })
    }
  },
})

/** The site that was chosen here is no more, or no more theirs. */
function atTheUsualSite(error: unknown): Promise<unknown> {
  if (site.now() === null || !(error instanceof Problem) || error.code !== 'site.unknown') throw error
  site.set(null)
  return queries.fetchQuery(hereQuery)
}
