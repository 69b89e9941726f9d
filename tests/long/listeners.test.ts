import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { expecting } from '../support/caller.ts'
import { about, type ListenerOf, listen } from '../support/listener.ts'
import { inLength } from '../support/long.ts'
import { openOffice } from '../support/office.ts'

const people = inLength(20, 4)
const each = 10
const seconds = inLength(20, 2)
const writes = inLength(100, 8)

const office = await openOffice()
const { admin, url, fiche } = office
const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }
const narrow = await expecting(
  201,
  admin.post('/api/groups/', { name: 'Les siennes', permissions: { fiche: { read: own, create: true } } }),
)

/** The part of a core that this process takes: server, listeners and writer together. */
async function busy(work: () => Promise<unknown>): Promise<number> {
  const [from, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / (performance.now() - from)
}

test(`${people * each} listeners, half of them with rights to some rows, cost little and hear at once`, async (t) => {
  const alone = await busy(() => sleep(seconds * 1000))
  const all: ListenerOf[] = []
  for (let i = 0; i < people; i++) {
    const { me } = await office.member(`p${i}`, i % 2 ? { groups: [narrow.id] } : {})
    all.push(...(await Promise.all(Array.from({ length: each }, () => listen(url, me)))))
  }
  await Promise.all(all.map((one) => one.hear(({ event }) => event === 'hello')))
  const idle = await busy(() => sleep(seconds * 1000))
  const delays: number[] = []
  const writing = await busy(async () => {
    for (let i = 0; i < writes; i++) {
      const from = performance.now()
      const { version } = await expecting(200, admin.patch(`/api/fiche/${fiche.id}/`, { total: i }))
      const heard = await all[0]!.hear((one) => about('fiche', fiche.id)(one) && one.data.version === version)
      delays.push(heard.at - from)
    }
  })
  delays.sort((a, b) => a - b)
  const p95 = delays[Math.floor(delays.length * 0.95)]!
  const figures = [alone, idle, writing].map((part) => `${(part * 1000).toFixed(0)} ms/s`)
  t.diagnostic(`alone ${figures[0]}, listening ${figures[1]}, listening and writing ${figures[2]}`)
  t.diagnostic(`p50 ${delays[delays.length >> 1]!.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`)
  assert.ok(p95 < 1000)
  assert.ok(idle - alone < 0.2, 'listening costs a fifth of a core')
  const readers = all.filter((_, i) => Math.floor(i / each) % 2 === 0)
  for (const one of readers) assert.ok(one.heard.filter(about('fiche', fiche.id)).length >= delays.length)
  for (const one of all.filter((other) => !readers.includes(other)))
    assert.ok(!one.heard.some(about('fiche', fiche.id)), 'not their row')
})
