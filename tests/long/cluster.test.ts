import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, expecting, signIn } from '../support/caller.ts'
import {
  type DebianPostgres,
  debianPostgresMissing,
  startDebianPostgres,
} from '../support/debian-postgres.ts'
import { freePort } from '../support/free-port.ts'
import { inLength } from '../support/long.ts'
import { adminPassword, type Running, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

const jobs = inLength(10_000, 200)
const skip = debianPostgresMissing
let postgres: DebianPostgres
let webs: Running[] = []
let workers: Running[] = []
let admins: Caller[] = []

before(async () => {
  if (skip) return
  postgres = await startDebianPostgres(scratchFolder())
  const env = {
    DATABASE_URL: postgres.url,
    SECRET_KEY: 'vingt-deux mangues sous le grand fromager',
    LOG_LEVEL: 'info',
  }
  const start = async (command: 'web' | 'worker') =>
    startSugu({ command, data: scratchFolder(), port: await freePort(), env })
  webs = await Promise.all([start('web'), start('web'), start('web')])
  workers = await Promise.all([start('worker'), start('worker')])
  await Promise.all(webs.map((web) => untilReady(web)))
  const urls = webs.map(({ port }) => `http://127.0.0.1:${port}`)
  const first = await signIn(urls[0]!, 'admin', adminPassword)
  admins = [first, ...(await Promise.all(urls.slice(1).map((url) => signIn(url, 'admin', adminPassword))))]
})
after(async () => {
  await Promise.all([...webs, ...workers].map((one) => one.stop()))
  await postgres?.stop()
})

test('five processes that start at once migrate once, behind the wall', { skip }, async () => {
  for (const one of [...webs, ...workers]) assert.equal(one.process.exitCode, null, one.output())
  const twice = await postgres.query('select name from sugu.migrations group by name having count(*) > 1')
  assert.deepEqual(twice, [])
  const owners = await postgres.query<{ n: number }>(`select count(*)::int as n from store.network_owners`)
  assert.equal(owners[0]!.n, 1)
})

test('a change of structure made through one is seen by all within a second', { skip }, async () => {
  const fields = [{ slug: 'nom', type: 'text', label: { fr: 'Nom' } }]
  const [one, ...others] = admins
  await expecting(201, one!.post('/api/meta/tables/', { slug: 'cahier', label: { fr: 'Cahier' }, fields }))
  for (const other of others) await expecting(200, other.get('/api/cahier/'))
  const change = { change: 'add', field: { slug: 'prix', type: 'integer', label: { fr: 'Prix' } } }
  const { id } = await expecting(200, one!.post('/api/meta/tables/cahier/plan/', { changes: [change] }))
  await expecting(200, one!.post('/api/meta/tables/cahier/apply/', { plan: id }))
  const applied = performance.now()
  for (const other of others) {
    const { status, body } = await other.post('/api/cahier/', { nom: 'Oumou', prix: 5 })
    assert.equal(status, 201, JSON.stringify(body))
  }
  assert.ok(performance.now() - applied < 1000)
})

/** As long as some are done in that time, the others are waited for. */
const standstill = inLength(20_000, 3_000)

/** Each import is a job that makes one row: done twice, it would make two. */
test(`${jobs} jobs are done once each`, { skip }, async () => {
  let left = jobs
  const enqueue = async (who: Caller) => {
    while (left-- > 0) {
      const form = new FormData()
      form.append('file', new Blob([`nom;prix\nTravail ${left};${left}\n`]), 'un.csv')
      await expecting(202, who.post('/api/cahier/import/', form))
    }
  }
  await Promise.all([...admins, ...admins].map(enqueue))
  const done = async () =>
    (await expecting(200, admins[0]!.get('/api/cahier/?nom__startswith=Travail&count=exact&page_size=1')))
      .count
  for (let before = -1, now = 0; now < jobs && now > before; now = await done()) {
    before = now
    await sleep(standstill)
  }
  await sleep(1000)
  assert.equal(await done(), jobs)
})
