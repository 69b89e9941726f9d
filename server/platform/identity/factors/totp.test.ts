import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base32, codeAt, newSecret, plainCode, stepOf, totpAddress } from './totp.ts'

const rfcSecret = Buffer.from('12345678901234567890')
const at = (seconds: number): Date => new Date(seconds * 1000)

test('codes are those of RFC 6238', () => {
  const known: [seconds: number, code: string][] = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ]
  for (const [seconds, code] of known) {
    assert.equal(codeAt(rfcSecret, Math.floor(seconds / 30)), code)
    assert.equal(stepOf(code, rfcSecret, at(seconds)), Math.floor(seconds / 30))
  }
})

test('a clock may be half a minute off, and no more', () => {
  const secret = newSecret()
  const step = 55_000_000
  const taken = [-2, -1, 0, 1, 2].map((late) => stepOf(codeAt(secret, step + late), secret, at(step * 30)))
  assert.deepEqual(taken, [null, step - 1, step, step + 1, null])
})

test('what is no code is none', () => {
  for (const code of ['', '28708', '2870822', 'abcdef', '287 082', '２８７０８２'])
    assert.equal(stepOf(code, rfcSecret, at(59)), null)
  assert.equal(plainCode(' 287 082 '), '287082')
})

test('the secret travels as applications read it', () => {
  assert.equal(base32(Buffer.from('Hello!\xde\xad\xbe\xef', 'latin1')), 'JBSWY3DPEHPK3PXP')
  assert.equal(base32(Buffer.from('f')), 'MY')
  const address = new URL(totpAddress(rfcSecret, 'Café & fils', 'awa koné'))
  assert.equal(address.protocol, 'otpauth:')
  assert.equal(decodeURIComponent(address.pathname), '/Café & fils:awa koné')
  assert.equal(address.searchParams.get('issuer'), 'Café & fils')
  assert.ok(!address.href.includes('+'), 'applications take a plus for a plus')
})
