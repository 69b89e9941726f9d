import type pg from 'pg'
import { readConfig } from '#base/config.ts'
import { noLog } from '#base/log.ts'
import { assemble } from '#db/open.ts'
import { openSugu } from '../../server/main.ts'

/** A worker process of `webhook-kill.test.ts`, to be killed in the middle of its work. */
process.once('message', async (settings: { app: pg.ClientConfig; owner: pg.ClientConfig; env: object }) => {
  const { app, owner, env } = settings
  const db = assemble({ app, network: app, owner, wall: 'roles' } as never, 6)
  const sugu = await openSugu(readConfig({ ...env, PORT: '0' }), noLog, db)
  await sugu.work()
  process.send!('works')
})
