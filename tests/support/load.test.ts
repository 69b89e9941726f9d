import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { openConnection } from './connection.ts'
import { closedLoop, encodeRequest, openLoop } from './load.ts'

async function serve(t: TestContext, answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close().closeAllConnections())
  return (server.address() as AddressInfo).port
}
const ask = encodeRequest({ path: '/' })

test('every request of a closed loop is answered, counted and timed', async (t) => {
  let asked = 0
  const port = await serve(t, (_, reply) => {
    asked++
    reply.end('oui')
  })
  const result = await closedLoop({ port, connections: 4, seconds: 0.2, next: () => ask })
  assert.equal(result.requests, asked)
  assert.deepEqual(result.statuses, { 200: asked })
  assert.ok(result.p50 > 0 && result.p50 <= result.p99 && result.p99 <= result.slowest)
})

test('a body comes whole, whether its length was told or it came in chunks', async (t) => {
  const text = 'é'.repeat(300_000)
  const port = await serve(t, ({ url }, reply) => {
    if (url === '/chunks') for (let i = 0; i < 3; i++) reply.write(text)
    reply.end(text)
  })
  const connection = openConnection(port)
  t.after(() => connection.close())
  assert.equal((await connection.ask(ask, true)).body, text)
  assert.equal((await connection.ask(encodeRequest({ path: '/chunks' }), true)).body, text.repeat(4))
  assert.equal((await connection.ask(ask, true)).body, text)
})

test('what fails is an error, and the next request goes on', async (t) => {
  let asked = 0
  const port = await serve(t, (request, reply) => {
    if (asked++ % 3 === 0) request.socket.destroy()
    else reply.writeHead(asked % 3 === 0 ? 500 : 204).end()
  })
  const { errors, statuses, requests } = await closedLoop({
    port,
    connections: 1,
    seconds: 0.2,
    next: () => ask,
  })
  assert.equal(errors, statuses[0]! + statuses[500]!)
  assert.ok(statuses[204]! > 0 && errors < requests)
})

test('an open loop charges a pause of the server to all who were due meanwhile', async (t) => {
  let asked = 0
  const port = await serve(t, (_, reply) => {
    if (++asked === 10) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    reply.end()
  })
  const result = await openLoop({ port, connections: 4, seconds: 1, rate: 100, next: () => ask })
  assert.equal(result.requests, 100)
  const late = result.p50 < 50 && result.slowest > 250
  assert.ok(late, `half within ${result.p50} ms, the slowest ${result.slowest} ms`)
})
