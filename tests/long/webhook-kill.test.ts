import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '#base/config.ts'
import { noLog } from '#base/log.ts'
import { sql, statement } from '#db/sql.ts'
import { openSugu } from '../../server/main.ts'
import { expecting, signIn } from '../support/caller.ts'
import { testDatabase } from '../support/database.ts'
import { inLength } from '../support/long.ts'
import { receiver } from '../support/receiver.ts'
import { adminPassword } from '../support/sugu.ts'

const kills = inLength(12, 2)
const changes = inLength(300, 30)

const data = mkdtempSync(join(tmpdir(), 'sugu-data-'))
const env = {
  SUGU_ADMIN_PASSWORD: adminPassword,
  SUGU_DATA: data,
  SECRET_KEY: 'une clé qui est la même pour tous les ouvriers',
  SUGU_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
}
const db = await testDatabase()
/** Serves pages and does no work: that is the workers'. */
const web = await openSugu(readConfig({ ...env, PORT: '0' }), noLog, db)
after(async () => {
  await web.close()
  rmSync(data, { recursive: true, force: true })
})
const url = await web.listen()
const admin = await signIn(url, 'admin', adminPassword)
const there = await receiver({ '/hook': (response) => void setTimeout(() => response.end('ok'), 40) })

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, '../support/killable-worker.ts'))
  worker.send({ app: db.appConnection, owner: db.ownerConnection, env })
  await once(worker, 'message')
  return worker
}

/** What the killed one had taken is given back when its time is over: here, at once. */
const giveBack = () =>
  db.owner.run(
    statement(sql`update pgboss.job set state = 'retry', start_after = now()
      where name = 'webhooks.deliver' and state = 'active'`),
  )

test(`${kills} workers killed amid ${changes} changes: each is delivered at least once, under one number`, async (t) => {
  const fields = [{ slug: 'nom', type: 'text' }]
  await expecting(201, admin.post('/api/meta/tables/', { slug: 'carnet', fields }))
  const hook = { name: 'Ici', address: `${there.url}/hook`, tables: ['carnet'] }
  await expecting(201, admin.post('/api/webhooks/', hook))
  const ids: number[] = []
  const writing = (async () => {
    for (let i = 0; i < changes; i++) {
      ids.push((await expecting(201, admin.post('/api/carnet/', { nom: `n° ${i}` }))).id)
      await sleep((kills * 1500) / changes)
    }
  })()
  for (let i = 0; i < kills; i++) {
    const worker = await startWorker()
    await sleep(900 + 137 * i)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    await giveBack()
  }
  await writing
  const last = await startWorker()
  const told = () => new Set(there.received.map(({ body }) => body.id as number))
  for (let i = 0; i < 600 && told().size < changes; i++) await sleep(100)
  last.kill('SIGKILL')
  await once(last, 'exit')
  assert.deepEqual(
    ids.filter((id) => !told().has(id)),
    [],
    'none is lost',
  )
  const numbers = Map.groupBy(there.received, ({ body }) => body.id as number)
  for (const of of numbers.values())
    assert.equal(new Set(of.map(({ headers }) => headers['sugu-delivery'])).size, 1, 'noted once')
  t.diagnostic(`${there.received.length - changes} of ${changes} came twice`)
})
