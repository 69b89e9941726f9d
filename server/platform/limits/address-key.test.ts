import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressKey } from './address-key.ts'

test('an IPv4 address counts for itself, however it is written', () => {
  assert.equal(addressKey('192.0.2.7'), '192.0.2.7')
  assert.equal(addressKey('::ffff:192.0.2.7'), '192.0.2.7')
  assert.equal(addressKey('::FFFF:192.0.2.7'), '192.0.2.7')
})

test('an IPv6 subscriber counts once, whichever of their addresses they take', () => {
  const same = [
    '2001:db8:1:2::1',
    '2001:db8:1:2:ffff:ffff:ffff:ffff',
    '2001:0DB8:0001:0002::',
    '2001:db8:1:2::9%eth0',
  ]
  assert.deepEqual([...new Set(same.map(addressKey))], ['2001:db8:1:2::/64'])
  assert.equal(addressKey('2001:db8::1'), '2001:db8:0:0::/64')
  assert.equal(addressKey('::1'), '0:0:0:0::/64')
  assert.notEqual(addressKey('2001:db8:1:3::1'), addressKey('2001:db8:1:2::1'))
  assert.equal(addressKey('64:ff9b::192.0.2.7'), '64:ff9b:0:0::/64')
})
