import type pg from 'pg'
import { assemble } from '#db/open.ts'
import type { Context } from '#engine/context.ts'
import { jobs } from '#platform/jobs/jobs.ts'
import { markOnce } from '#platform/sites/once.ts'

/** A worker process of `jobs.test.ts`: counts each job, and leaves with 1 if it ever met one that was counted. */
process.once('message', async (settings: { app: pg.ClientConfig; owner: pg.ClientConfig }) => {
  const db = assemble({
    app: settings.app,
    network: settings.app,
    owner: settings.owner,
    wall: 'roles',
  } as never)
  let twice = false
  const house = jobs(
    db,
    [
      {
        name: 'count',
        for: 'site',
        poll: 0.5,
        atOnce: 20,
        run: async (ctx, { n }) => {
          twice ||= !(await markOnce(ctx.tx, ctx.site.id, `job ${n}`))
        },
      },
    ],
    {
      contextFor: (siteId) => ({ site: { id: siteId }, tx: db.site(siteId) }) as unknown as Context,
      sites: () => [],
    },
  )
  await house.start()
  process.on('message', async () => {
    await house.stop()
    await db.close()
    process.exit(twice ? 1 : 0)
  })
})
