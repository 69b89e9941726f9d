import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAllowed, isHostName, plainHost } from './hosts.ts'

test('a host is its name, however it is written', () => {
  assert.equal(plainHost('Boutique.CI:8000'), 'boutique.ci')
  assert.equal(plainHost('boutique.ci.'), 'boutique.ci')
  assert.equal(plainHost('[::1]:8000'), '::1')
  assert.equal(plainHost('::1'), '::1')
  assert.equal(plainHost('127.0.0.1:80'), '127.0.0.1')
})

test('allowed hosts are names, whole domains, or all', () => {
  assert.ok(isAllowed('project-manager.local', ['localhost', 'project-manager.local']))
  assert.ok(isAllowed('a.example.com', ['.example.com']))
  assert.ok(isAllowed('example.com', ['.example.com']))
  assert.ok(!isAllowed('badexample.com', ['.example.com']))
  assert.ok(!isAllowed('example.com.evil.org', ['.example.com', 'example.com']))
  assert.ok(isAllowed('anything', ['*']))
})

test('a site answers to names that can be written in an address', () => {
  for (const host of ['boutique.ci', 'localhost', 'xn--marchs-fva.ml', 'a-b.c'])
    assert.ok(isHostName(host), host)
  for (const host of ['', 'a b', 'http://a.ci', 'a.ci:80', '-a.ci', 'a..ci', 'é.ci', `${'a'.repeat(64)}.ci`])
    assert.ok(!isHostName(host), host)
})
