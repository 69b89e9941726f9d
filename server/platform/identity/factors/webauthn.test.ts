import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { authenticator, type Lies } from '../../../../tests/support/authenticator.ts'
import { readNewPasskey, readSignature } from './webauthn.ts'

const asked = { challenge: 'Y2hhbGxlbmdl', origin: 'https://sugu.example.com', host: 'sugu.example.com' }
const json = (answer: object): JsonObject => structuredClone(answer) as JsonObject

for (const kind of ['ed25519', 'p256', 'rsa'] as const)
  test(`a passkey of kind ${kind} is known again by what it signs`, () => {
    const device = authenticator(kind)
    const key = readNewPasskey(json(device.create(asked)), asked)!
    assert.deepEqual([key.credential, key.counter, key.transports], [device.id, 1, ['internal']])
    assert.equal(readSignature(json(device.get(asked)), asked, key), 2)
    const stranger = authenticator(kind).get(asked, { id: device.id })
    assert.equal(readSignature(json(stranger), asked, key), null)
  })

const device = authenticator()
const key = readNewPasskey(json(device.create(asked)), asked)!
const elsewhere: [what: string, question: Partial<typeof asked>, lies?: Lies][] = [
  ['another challenge', { challenge: 'YW5vdGhlcg' }],
  ['another page', { origin: 'https://sugu.example.com.evil.example' }],
  ['plain http', { origin: 'http://sugu.example.com' }],
  ['another host’s key', { host: 'evil.example' }],
  ['a frame in another page', {}, { crossOrigin: true }],
  ['nobody there', {}, { flags: 0 }],
  ['a copy that cannot be one', {}, { flags: 0x11 }],
]

test('what was signed for another question, page or host is refused', () => {
  for (const [what, question, lies] of elsewhere) {
    const at = { ...asked, ...question }
    assert.equal(readSignature(json(device.get(at, lies)), asked, key), null, what)
    assert.equal(readNewPasskey(json(authenticator().create(at, lies)), asked), null, what)
  }
  assert.equal(readSignature(json(device.get(asked, { type: 'webauthn.create' })), asked, key), null)
  assert.equal(readNewPasskey(json(authenticator().create(asked, { type: 'webauthn.get' })), asked), null)
  assert.equal(readNewPasskey(json(authenticator().create(asked, { id: 'b3RoZXI' })), asked), null)
})

test('a key of a kind that was not offered is not taken', () => {
  const kinds = [
    generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('x25519'),
  ]
  for (const { publicKey } of kinds) {
    const answer = json(authenticator().create(asked))
    const response = answer.response as Record<string, string>
    response.publicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url')
    assert.equal(readNewPasskey(answer, asked), null)
  }
})

test('every single bit of what was signed counts, and nothing malformed throws', () => {
  const answer = device.get(asked)
  for (const part of ['clientDataJSON', 'authenticatorData', 'signature']) {
    const bytes = Buffer.from(answer.response[part] as string, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes)
      altered[bit >> 3]! ^= 1 << (bit & 7)
      const response = { ...answer.response, [part]: altered.toString('base64url') }
      assert.equal(readSignature(json({ ...answer, response }), asked, key), null, `${part} ${bit}`)
    }
  }
  for (const wrong of [null, 7, '', '!', 'A'.repeat(9000), {}, []]) {
    const said = (whole: typeof answer, part: string) =>
      json({ ...whole, response: { ...whole.response, [part]: wrong } })
    for (const part of ['clientDataJSON', 'authenticatorData', 'signature'])
      assert.equal(readSignature(said(answer, part), asked, key), null, part)
    for (const part of ['clientDataJSON', 'authenticatorData', 'publicKey'])
      assert.equal(readNewPasskey(said(authenticator().create(asked), part), asked), null, part)
  }
})
