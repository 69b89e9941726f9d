import assert from 'node:assert/strict'
import { type AddressInfo, connect } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { telling } from './description.ts'
import { createServer } from './server.ts'

const faults: unknown[] = []
const server = createServer({
  onError: (error) => faults.push(error),
  trustedProxies: [],
  patience: { seconds: 1, bytesPerSecond: 500 },
})
const told = telling({
  group: { name: { fr: 'Essais', en: 'Trials' } },
  summary: { fr: 'Essayer', en: 'Try' },
  to: 'anyone',
  answers: { 200: null },
})
server.post('/sent', told, async ({ body }) => ({ length: JSON.stringify(body).length }))
await server.listen({ port: 0, host: '127.0.0.1' })
after(() => server.close())

/** A body sent piece by piece while the server listens; what came back, and after how long. */
async function send(head: string, pieces: Iterable<string>, every: number) {
  const start = performance.now()
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (bytes) => (answer += bytes))
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `POST /sent HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n${head}\r\n\r\n`,
  )
  for (const piece of pieces) {
    if (socket.closed || answer !== '') break
    socket.write(piece)
    await sleep(every)
  }
  await closed
  return { answer, seconds: (performance.now() - start) / 1000 }
}

test('a body that trickles is let go of, and is no fault of ours', async () => {
  const ways = { 'Content-Length: 100000': ' ', 'Transfer-Encoding: chunked': '1\r\n \r\n' }
  for (const [head, piece] of Object.entries(ways)) {
    const { answer, seconds } = await send(head, Array(60).fill(piece), 100)
    assert.match(answer, /^HTTP\/1.1 408/)
    assert.ok(seconds > 1 && seconds < 4, `${seconds} s`)
  }
  assert.deepEqual(faults, [])
})

test('a large one over a slow line takes its time', async () => {
  const body = JSON.stringify({ a: 'x'.repeat(5988) })
  const pieces = body.match(/.{1,300}/g)!
  const { answer, seconds } = await send(`Content-Length: ${body.length}`, pieces, 100)
  assert.match(answer, /^HTTP\/1.1 200/)
  assert.ok(seconds > 1.9, `${seconds} s`)
})
