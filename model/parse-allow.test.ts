import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quotes, wrong } from '../tests/support/definitions.ts'
import type { JsonObject } from './json.ts'

test('permissions for nobody that is are refused', () => {
  const allow = (input: JsonObject) => wrong({ ...quotes, allow: input })
  assert.deepEqual(allow({ read: [{ to: 'roi' }] }), { 'allow.read.0.to': ['allow.role_unknown'] })
  assert.deepEqual(allow({ publish: [] }), { 'allow.publish': ['definition.unknown_key'] })
  assert.deepEqual(allow({ read: [{ to: 'member', where: { field: 'zut', value: 1 } }] }), {
    'allow.read.0.where': ['where.unknown_field'],
  })
  assert.deepEqual(
    allow({ update: [{ to: 'member', where: { field: 'created_by', value: { var: 'me' } } }] }),
    {},
  )
})
