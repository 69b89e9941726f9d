import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPage, saying } from './next-page.ts'

const own = 'https://sugu.example.com'
const trusted = new Set(['https://boutique.example.com'])

test('one goes on to a page of ours, or of an origin that the operator named', () => {
  for (const page of ['/', '/commandes/?page=2#bas', '/s/cocody/', 'https://boutique.example.com/panier'])
    assert.equal(nextPage(page, own, trusted), page)
  assert.equal(nextPage('/a/../b', own, trusted), '/b')
})

test('nobody is sent elsewhere under our name', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\n//evil.example',
    ' //evil.example',
    'https://evil.example/',
    'https:evil.example',
    'https://sugu.example.com.evil.example/',
    'https://sugu.example.com@evil.example/',
    'https://boutique.example.com@evil.example/',
    'https://boutique.example.com.evil.example/',
    'https://x:y@boutique.example.com/',
    'http://boutique.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'commandes',
    '',
    '/'.padEnd(2001, 'a'),
  ]
  for (const page of elsewhere)
    assert.throws(() => nextPage(page, own, trusted), { message: 'provider.bad_next' }, page)
})

test('what is said to the page stands before its fragment', () => {
  assert.equal(saying('/a', 'mfa', 'totp'), '/a?mfa=totp')
  assert.equal(saying('/a?b=1#c', 'error', 'provider.refused'), '/a?b=1&error=provider.refused#c')
})
