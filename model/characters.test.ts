import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countCharacters, excerpt, unfitText } from './characters.ts'

test('a character outside the basic plane is one', () => {
  assert.equal(countCharacters('a😀é'), 3)
  assert.equal(unfitText('😀'.repeat(5), 5), null)
  assert.equal(unfitText('😀'.repeat(6), 5)?.code, 'text.too_long')
})

test('whatever was sent can be quoted back, without walking through it', () => {
  assert.equal(excerpt(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))), '[…]')
  assert.equal(excerpt({ toString: null }), '{…}')
  assert.equal(excerpt(null), '{…}')
  assert.equal(excerpt(12), '12')
  assert.equal(excerpt('a'.repeat(100)).length, 60)
})
