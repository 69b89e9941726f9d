import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CallDescription, describedBy, telling } from './description.ts'
import { createServer } from './server.ts'

const open = () => createServer({ onError: () => {}, trustedProxies: [] })
const call: CallDescription = {
  group: { name: { fr: 'Essais', en: 'Trials' } },
  summary: { fr: 'Essayer', en: 'Try' },
  to: 'anyone',
  answers: { 204: null },
}

test('a route that tells nothing of itself is not taken', () => {
  assert.throws(() => open().get('/secret', () => 'x'), /GET \/secret is not described/)
  assert.throws(() => open().route({ method: 'POST', url: '/secret', handler: () => 'x' }), /not described/)
})

test('what the server answers to is told once, with its parameters in braces', () => {
  const server = open()
  server.get('/api/people/:id/notes/:name/', telling(call), () => 'x')
  server.post('/api/:table/', telling({ perTable: 'create' }), () => 'x')
  assert.deepEqual(describedBy(server), {
    calls: [{ method: 'GET', path: '/api/people/{id}/notes/{name}/', call }],
    perTable: ['create'],
  })
})
