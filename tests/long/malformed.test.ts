import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { expecting, signIn } from '../support/caller.ts'
import { type Answer, openConnection } from '../support/connection.ts'
import { freePort } from '../support/free-port.ts'
import { encodeRequest, type Request } from '../support/load.ts'
import { inLength } from '../support/long.ts'
import { type OpenApi, readOpenApi } from '../support/openapi.ts'
import { adminPassword, type Running, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'
import { everyField } from './every-field.ts'
import { malformed } from './malformed.ts'
import { rawLines } from './raw-lines.ts'

const total = inLength(100_000, 2_000)
const warmedUp = inLength(10_000, 1_000)
/** Pages of a heap that has not yet been asked for more: the short form is too short to judge. */
const growth = inLength(1.2, 1.5)

let sugu: Running
let url: string
let document: OpenApi
let tokens: string[]

before(async () => {
  sugu = startSugu({ data: scratchFolder(), port: await freePort() })
  await untilReady(sugu)
  url = `http://127.0.0.1:${sugu.port}`
  const admin = await signIn(url, 'admin', adminPassword)
  await expecting(201, admin.post('/api/meta/tables/', everyField))
  await expecting(201, admin.post('/api/tout/', { nom: 'Premier', courriel: 'un@example.com' }))
  document = await readOpenApi(admin)
  const token = admin.headers.authorization!.replace('Token ', '')
  tokens = [token, token, token, token, token, 'inconnu']
})
after(() => sugu.stop())

/** Of the server's process, in bytes. */
const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${sugu.process.pid}/status`, 'utf8'))![1]) * 1024

const leaks =
  /\n\s+at .+:\d+|node_modules|node:internal|\.ts:\d+|server\/(engine|db|http)|syntax error at|SQLSTATE/

function fault({ status, head, body }: Answer): string | null {
  if (status < 200 || status >= 500) return `${status} ${body.slice(0, 300)}`
  if (leaks.test(body)) return `a leak: ${leaks.exec(body)![0]}`
  if (status >= 400 && body !== '' && !/content-type: application\/problem\+json/i.test(head))
    return `${status} is no problem document: ${head.slice(0, 300)} ${body.slice(0, 200)}`
  return null
}

const told = ({ method, path, headers, body }: Request) =>
  `${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 200)} ${String(body ?? '').slice(0, 300)}`

test(`${total} malformed requests are refused in good form, and nothing is left behind`, async (t) => {
  const requests = malformed(document, tokens, 8)
  const faults: string[] = []
  const statuses: Record<number, number> = {}
  let asked = 0
  let settled = 0
  const work = async () => {
    const connection = openConnection(sugu.port)
    while (asked < total) {
      if (++asked === warmedUp) settled = memory()
      const request = requests.next().value as Request
      const answer = await connection.ask(encodeRequest(request), true).catch((error: Error) => error)
      const wrong = answer instanceof Error ? `no answer: ${answer.message}` : fault(answer)
      if (!(answer instanceof Error)) statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      if (wrong) faults.push(`${told(request)}\n  ${wrong}`)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: 8 }, work))
  t.diagnostic(
    `${JSON.stringify(statuses)}, ${Math.round(settled / 1e6)} MB then ${Math.round(memory() / 1e6)} MB`,
  )
  assert.equal(
    faults.length,
    0,
    `${faults.length} faults:\n${faults.slice(0, 10).join('\n')}\n${sugu.output().slice(-3000)}`,
  )
  assert.equal(sugu.process.exitCode, null)
  assert.ok(memory() <= growth * settled, `${memory()} bytes after ${settled}`)
})

test('what is hardly HTTP is refused too', async () => {
  for (const lines of rawLines) {
    const connection = openConnection(sugu.port)
    const answer = await connection.ask(Buffer.from(lines, 'latin1'), true).catch(() => null)
    connection.close()
    if (!answer) continue
    assert.ok(answer.status < 500, `${lines.slice(0, 60)} → ${answer.status}`)
    assert.doesNotMatch(answer.body, leaks, lines.slice(0, 60))
  }
})

test('after all that, an honest request is served', async () => {
  const admin = await signIn(url, 'admin', adminPassword)
  assert.equal((await admin.get('/api/')).status, 200)
})
