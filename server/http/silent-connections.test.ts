import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { createServer } from './server.ts'

test('a connection that never asked anything does not keep a server that stops', async () => {
  const server = createServer({ onError: () => {}, trustedProxies: [] })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as { port: number }
  const silent = connect(port, '127.0.0.1')
  await Promise.all([once(silent, 'connect'), once(server.server, 'connection')])
  const from = performance.now()
  await server.close()
  assert.ok(performance.now() - from < 2000)
})
