import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiver } from '../../../../tests/support/receiver.ts'
import { send } from './send.ts'

const there = await receiver({
  '/silent': () => {},
  '/drips': (response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('.'), 20)
    response.once('close', () => clearInterval(drip))
  },
  '/half': (response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('à moitié')
    setTimeout(() => response.destroy(), 50)
  },
  '/loud': (response) => {
    response.writeHead(200, { 'x-loud': 'x'.repeat(40_000) }).end()
  },
})
const sent = (path: string) =>
  send({ address: there.url + path, body: '{}', secret: 's', delivery: 1, event: 'test' }, ['127.0.0.1'], 600)

test('whoever answers slowly, in drops, in part or too loudly did not receive, and holds nobody up', async () => {
  const from = performance.now()
  const all = await Promise.all(['/silent', '/drips', '/half', '/loud'].map(sent))
  assert.ok(performance.now() - from < 2000)
  assert.deepEqual(
    all.map(({ problem }) => problem),
    ['too_slow', 'too_slow', 'unreachable', 'unreachable'],
  )
})

test('what is well is well', async () => {
  const { status, answer, problem } = await sent('/')
  assert.deepEqual([status, answer, problem], [200, 'merci', null])
})
