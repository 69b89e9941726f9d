import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneTimePassword, randomToken, shortCode } from './ids.ts'

test('a token fits in a URL, a code is digits, a password can be typed', () => {
  assert.match(randomToken(), /^[\w-]{43}$/)
  assert.match(shortCode(), /^\d{6}$/)
  assert.match(oneTimePassword(), /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  assert.doesNotMatch(oneTimePassword(), /[01ilo]/)
})

test('no two are alike', () => {
  const many = Array.from({ length: 1000 }, () => oneTimePassword())
  assert.equal(new Set(many).size, 1000)
})
