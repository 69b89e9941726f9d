import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { servingPages } from './description.ts'
import { createServer } from './server.ts'

const server = createServer({ onError: (error) => assert.fail(String(error)), trustedProxies: [] })
const text = 'Où est passée la pirogue ? '.repeat(100_000)
const told = servingPages
server.get('/text', told, () => text)
server.get('/bytes', told, (_request, reply) =>
  reply.type('application/octet-stream').send(Buffer.from(text)),
)
server.get('/little', told, () => 'ok')
const url = await server.listen({ port: 0, host: '127.0.0.1' })
after(() => server.close())

const asking = async (path: string): Promise<Socket> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  return socket
}

test('a large answer arrives whole, with its length', async () => {
  for (const path of ['/text', '/bytes']) {
    const answer = await fetch(url + path)
    assert.equal(answer.headers.get('content-length'), String(Buffer.byteLength(text)))
    assert.equal(await answer.text(), text)
    const head = await fetch(url + path, { method: 'HEAD' })
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(text)))
  }
})

test('who hangs up in the middle leaves nothing behind', async () => {
  const gone = await Promise.all(Array.from({ length: 10 }, () => asking('/text')))
  for (const socket of gone) {
    socket.once('data', () => socket.destroy())
    await once(socket, 'close')
  }
  assert.equal(await (await fetch(`${url}/little`)).text(), 'ok')
})
