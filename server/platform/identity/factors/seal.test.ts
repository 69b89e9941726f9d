import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sealOf } from './seal.ts'

const key = 'a key of more than thirty-two characters'
const seal = sealOf(key, 'tests')
const secret = Buffer.from('what nobody else may read')

test('what is sealed opens with the same key, for the same purpose, under the same name', () => {
  const closed = seal.close(secret, 'awa')
  assert.deepEqual(seal.open(closed, 'awa'), secret)
  assert.ok(!Buffer.from(closed, 'base64url').includes(secret))
  assert.notEqual(seal.close(secret, 'awa'), closed)
  assert.equal(seal.open(closed, 'moussa'), null)
  assert.equal(sealOf(key, 'other tests').open(closed, 'awa'), null)
  assert.equal(sealOf(`${key}!`, 'tests').open(closed, 'awa'), null)
})

test('one altered byte, wherever it is, and it stays shut', () => {
  const closed = Buffer.from(seal.close(secret, 'awa'), 'base64url')
  for (let i = 0; i < closed.length; i++) {
    const altered = Buffer.from(closed)
    altered[i]! ^= 1
    assert.equal(seal.open(altered.toString('base64url'), 'awa'), null, `byte ${i}`)
  }
  for (const nothing of ['', 'AAAA', '!!!']) assert.equal(seal.open(nothing, 'awa'), null)
})
