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

/** As Django 5.2.17 wrote them, by `make_password('Sésame, ouvre-toi 2026', hasher=…)`. */
const ofDjango = {
  pbkdf2_sha256: 'pbkdf2_sha256$1000000$yRbT0UWh1lkNjfmn68rR3t$OoZY9Zbd4tH1G+lY6NkUbsNdQcRm8/2Bc0CNVf2xwgI=',
  argon2:
    'argon2$argon2id$v=19$m=102400,t=2,p=8$S2NPT1luSmdLMk9EaVJ6RkNFdjc3NA$KIVJxqdGrYDxzZRJ+BnSGT627agQqJkB8AcVf2vMmd8',
  bcrypt_sha256: 'bcrypt_sha256$$2b$12$xWfZhDA8/zsvQgW9043S9OXtfOf7JpcAVv6YwplDDXHraUkXb9vcy',
}

for (const [name, stored] of Object.entries(ofDjango)) {
  test(`a password that Django kept as ${name} is known, and is due to be hashed anew`, async () => {
    assert.equal(await verifyPassword('Sésame, ouvre-toi 2026', stored), true)
    assert.equal(await verifyPassword('Sésame, ouvre-toi 2027', stored), false)
    assert.equal(isOutdated(stored), true)
  })
}

test('Django hashed an accent as it was typed: in two characters, it is known as well', async () => {
  const stored = 'pbkdf2_sha256$1000000$XqqUEprh38gmFQdbMNnWAE$3Z/dZmhlH912+v7JtTUmUMZKB+c81x1CKCw+ZunnUK8='
  assert.equal(await verifyPassword('cafe\u0301-noir-2026', stored), true)
})

test('a hash that would cost minutes is no hash', async () => {
  const start = performance.now()
  for (const stored of [
    ofDjango.pbkdf2_sha256.replace('1000000', '900000000'),
    ofDjango.argon2.replace('m=102400', 'm=9999999'),
    ofDjango.bcrypt_sha256.replace('$12$', '$31$'),
  ])
    assert.equal(await verifyPassword('Sésame, ouvre-toi 2026', stored), false)
  assert.ok(performance.now() - start < 5000)
})
