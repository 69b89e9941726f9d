import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, expecting, signIn } from '../support/caller.ts'
import { freePort } from '../support/free-port.ts'
import { inLength } from '../support/long.ts'
import { adminPassword, type Running, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

const kills = inLength(500, 20)
const restart = 10_000

const table = {
  slug: 'carnet',
  label: { fr: 'Carnet' },
  fields: [
    { slug: 'nom', type: 'text', label: { fr: 'Nom' }, required: true },
    { slug: 'montant', type: 'decimal', digits: 12, places: 2, label: { fr: 'Montant' } },
  ],
}

/** What was acknowledged: the version that a row had reached, by id. */
type Acknowledged = Map<number, number>

const data = scratchFolder()
const port = await freePort()
const url = `http://127.0.0.1:${port}`
let sugu: Running = startSugu({ data, port })
after(() => sugu.stop())

const postmaster = () => Number(readFileSync(join(data, 'db', 'postmaster.pid'), 'utf8').split('\n')[0])
const killPostgres = () => process.kill(postmaster(), 'SIGKILL')

const deaths: readonly (() => Promise<void>)[] = [
  () => sugu.kill(),
  async () => void killPostgres(),
  async () => {
    killPostgres()
    await sugu.kill()
  },
]

test(`${kills} kills during writes lose no acknowledged row and no line of history`, async (t) => {
  await untilReady(sugu)
  const admin = await signIn(url, 'admin', adminPassword)
  await expecting(201, admin.post('/api/meta/tables/', table))
  const acknowledged: Acknowledged = new Map()
  const waits: number[] = []
  for (let i = 0; i < kills; i++) {
    const stopWriting = startWriting(admin, acknowledged)
    await sleep(100 + (i % 7) * 50)
    await deaths[i % deaths.length]!()
    await stopWriting()
    if (sugu.process.exitCode !== null || sugu.process.signalCode !== null) sugu = startSugu({ data, port })
    waits.push(await untilReady(sugu, restart))
  }
  t.diagnostic(`${acknowledged.size} rows; the slowest restart ${Math.round(Math.max(...waits))} ms`)
  assert.ok(acknowledged.size > kills)
  assert.deepEqual(await losses(admin, acknowledged), [])
})

/** Four who write without a pause: new rows, and changes of their own. */
function startWriting(who: Caller, acknowledged: Acknowledged): () => Promise<void> {
  let writing = true
  const write = async () => {
    while (writing) {
      const made = await who.post('/api/carnet/', { nom: 'Awa', montant: '12.50' }).catch(() => null)
      if (made?.status !== 201) return
      acknowledged.set(made.body.id, 1)
      const changed = await who.patch(`/api/carnet/${made.body.id}/`, { montant: '13.00' }).catch(() => null)
      if (changed?.status === 200) acknowledged.set(made.body.id, 2)
    }
  }
  const writers = Array.from({ length: 4 }, write)
  return async () => {
    writing = false
    await Promise.all(writers)
  }
}

/** Rows that are gone, older than acknowledged, or whose history has a hole. */
async function losses(who: Caller, acknowledged: Acknowledged): Promise<string[]> {
  const found = await allRows(who)
  const lost: string[] = []
  for (const [id, version] of acknowledged)
    if ((found.get(id) ?? 0) < version) lost.push(`row ${id}: version ${found.get(id)} of ${version}`)
  for (const [id, version] of found) {
    const { results } = await expecting(200, who.get(`/api/carnet/${id}/history/`))
    const lines = results.map((line: { version: number }) => line.version).sort()
    const wanted = Array.from({ length: version }, (_, i) => i + 1)
    if (JSON.stringify(lines) !== JSON.stringify(wanted))
      lost.push(`row ${id}: history ${lines} of ${wanted}`)
  }
  return lost.slice(0, 20)
}

async function allRows(who: Caller): Promise<Map<number, number>> {
  const rows = new Map<number, number>()
  let next: string | null = '/api/carnet/?ordering=id&page_size=100&count=none'
  while (next) {
    const page = await expecting(200, who.get(next))
    for (const { id, version } of page.results) rows.set(id, version)
    next = page.next
  }
  return rows
}
