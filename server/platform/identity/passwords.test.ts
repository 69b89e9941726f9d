import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, isOutdated, nobodysHash, verifyPassword } from './passwords.ts'

test('a password is known again, another is not', async () => {
  const stored = await hashPassword('Sésame, ouvre-toi 2026')
  assert.equal(await verifyPassword('Sésame, ouvre-toi 2026', stored), true)
  assert.equal(await verifyPassword('Sesame, ouvre-toi 2026', stored), false)
  assert.equal(await verifyPassword('', stored), false)
})

test('the same accent typed by another keyboard is the same password', async () => {
  const stored = await hashPassword('cafe\u0301-noir-2026')
  assert.equal(await verifyPassword('caf\u00e9-noir-2026', stored), true)
})

test('nothing of the password is in what is stored, and no two are alike', async () => {
  const [one, other] = await Promise.all([hashPassword('bonjour-abidjan'), hashPassword('bonjour-abidjan')])
  assert.notEqual(one, other)
  assert.match(one, /^\$argon2id\$v=19\$m=\d{5,},t=\d+,p=1\$[^$]{22}\$[^$]{43}$/)
  assert.ok(Number(/m=(\d+)/.exec(one)![1]) >= 19456 && Number(/t=(\d+)/.exec(one)![1]) >= 2)
})

test('a hash of another cost is read as it was made, and known to be outdated', async () => {
  const key = (await import('node:crypto')).argon2Sync('argon2id', {
    message: 'ancien',
    nonce: Buffer.from('somesaltsomesalt'),
    memory: 1024,
    passes: 1,
    parallelism: 1,
    tagLength: 24,
  })
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const old = `$argon2id$v=19$m=1024,t=1,p=1$${plain(Buffer.from('somesaltsomesalt'))}$${plain(key)}`
  assert.equal(await verifyPassword('ancien', old), true)
  assert.equal(await verifyPassword('nouveau', old), false)
  assert.equal(isOutdated(old), true)
  assert.equal(isOutdated(await hashPassword('nouveau')), false)
})

test('what is not a hash opens nothing', async () => {
  for (const stored of ['', 'changeme', '!', '$argon2id$v=19$m=0,t=0,p=0$$', nobodysHash])
    assert.equal(await verifyPassword('changeme', stored), false)
})
