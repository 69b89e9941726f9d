import { createRouter } from '@tanstack/react-router'
import { accountRoutes } from './screens/account/routes.ts'
import { administrationRoutes } from './screens/administration/routes.ts'
import { dashboardRoutes } from './screens/dashboard/routes.ts'
import { entryFormRoutes } from './screens/entry-form/routes.ts'
import { frame, root } from './screens/frame/roots.ts'
import { homeRoutes } from './screens/frame/routes.ts'
import { list } from './screens/grid/routes.ts'
import { importRoutes } from './screens/import/routes.ts'
import { notificationRoutes } from './screens/notifications/routes.ts'
import { projectRoutes } from './screens/projects/routes.ts'
import { recordRoutes } from './screens/record/routes.ts'
import { signInRoutes } from './screens/sign-in/routes.ts'
import { structureRoutes } from './screens/structure/routes.ts'
import { trashRoutes } from './screens/trash/routes.ts'
import { webhookRoutes } from './screens/webhooks/routes.ts'

/** The routes of every part: those within the frame, behind a session, then those that stand alone. */
const inFrame = frame.addChildren([
  ...homeRoutes,
  ...accountRoutes,
  ...administrationRoutes,
  ...dashboardRoutes,
  ...entryFormRoutes,
  ...importRoutes,
  ...notificationRoutes,
  ...projectRoutes,
  ...structureRoutes,
  ...trashRoutes,
  ...webhookRoutes,
  list.addChildren([...recordRoutes]),
])

export const router = createRouter({
  routeTree: root.addChildren([inFrame, ...signInRoutes]),
  basepath: '/admin',
  defaultPreload: 'intent',
  defaultPendingMinMs: 0,
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
