import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expecting, signIn } from '../support/caller.ts'
import { freePort } from '../support/free-port.ts'
import { encodeRequest, openLoop } from '../support/load.ts'
import { inLength } from '../support/long.ts'
import { adminPassword, type Running, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

const slowhttptest = '/usr/bin/slowhttptest'
const skip = existsSync(slowhttptest) ? false : 'slowhttptest (Debian’s) is not on this machine'
const connections = inLength(1_000, 100)
const seconds = inLength(45, 2)
/** Milliseconds; the short form runs beside everything else, and judges disasters alone. */
const patience = inLength(500, 2_000)

let sugu: Running
let url: string
let token: string

before(async () => {
  if (skip) return
  sugu = startSugu({ data: scratchFolder(), port: await freePort() })
  await untilReady(sugu)
  url = `http://127.0.0.1:${sugu.port}`
  const admin = await signIn(url, 'admin', adminPassword)
  token = admin.headers.authorization!
  for (let i = 0; i < 50; i++) await expecting(201, admin.post('/api/contact/', { nom: `Contact ${i}` }))
})
after(() => sugu?.stop())

/** Each a way of holding a connection for as long as it is let. */
const ways: Readonly<Record<string, (url: string) => readonly string[]>> = {
  'heads that never end': (at) => ['-H', '-r', '200', '-i', '5', '-u', `${at}/api/contact/`],
  'bodies that trickle': (at) => [
    ...['-B', '-r', '200', '-i', '5', '-s', '8192', '-t', 'POST', '-f', 'application/json'],
    ...['-u', `${at}/api/users/login/`],
  ],
  'answers that are hardly read': (at) => [
    ...['-X', '-r', '250', '-w', '1', '-y', '8', '-n', '5', '-z', '8', '-k', '3'],
    ...['-u', `${at}/api/docs/swagger-ui-bundle.js`],
  ],
}

/** How many it held at once, at most, as its table of each second says. */
async function attack(words: readonly string[]): Promise<number> {
  const table = join(scratchFolder(), 'held')
  const own = ['-c', String(connections), '-l', String(seconds), '-p', '3', '-g', '-o', table]
  await promisify(execFile)(slowhttptest, [...own, ...words], { maxBuffer: 1e8 }).catch(() => {})
  const [names = '', ...lines] = readFileSync(`${table}.csv`, 'utf8').trim().split('\n')
  const column = names.split(',').indexOf('Connected')
  return Math.max(0, ...lines.map((line) => Number(line.split(',')[column])))
}

for (const [name, words] of Object.entries(ways)) {
  test(`${connections} connections with ${name}: an honest list is answered`, { skip }, async (t) => {
    const attacking = attack(words(url))
    await sleep(inLength(1_000, 300))
    const list = encodeRequest({ path: '/api/contact/?page_size=20', headers: { authorization: token } })
    const load = {
      port: sugu.port,
      connections: 4,
      rate: 20,
      seconds: seconds - inLength(1, 0.3),
      next: () => list,
    }
    const result = await openLoop(load)
    const held = await attacking
    t.diagnostic(
      `${held} held at once; list p50 ${result.p50.toFixed(1)} ms, p95 ${result.p95.toFixed(1)} ms, slowest ${result.slowest.toFixed(1)} ms`,
    )
    assert.ok(held > connections / 4, `only ${held} were held`)
    assert.equal(result.errors, 0, JSON.stringify(result.statuses))
    assert.ok(result.p95 < patience, `${result.p95} ms`)
    assert.equal(sugu.process.exitCode, null)
  })
}
