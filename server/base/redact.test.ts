import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redact, redactText } from './redact.ts'

test('secrets are masked by their name, at any depth', () => {
  const details = {
    password: 'a',
    old_password: 'b',
    headers: { authorization: 'Token abc', cookie: 'sugu=1', 'user-agent': 'curl' },
    list: [{ apiKey: 'c', access_token: 'd', SECRET_KEY: 'e' }],
    token: null,
  }
  assert.deepEqual(redact(details), {
    password: '[masqué]',
    old_password: '[masqué]',
    headers: { authorization: '[masqué]', cookie: '[masqué]', 'user-agent': 'curl' },
    list: [{ apiKey: '[masqué]', access_token: '[masqué]', SECRET_KEY: '[masqué]' }],
    token: null,
  })
})

test('secrets inside a text are masked', () => {
  assert.equal(redactText('Authorization: Bearer abcdefgh1234'), 'Authorization: Bearer [masqué]')
  assert.equal(redactText('postgresql://sugu:p4ss@db:5432/x'), 'postgresql://sugu:[masqué]@db:5432/x')
  assert.equal(redactText('/reset?token=abc&page=2'), '/reset?token=[masqué]&page=2')
})

test('a token for a program is known by its beginning, wherever it stands', () => {
  assert.equal(redactText('held sugu_api_abcDEF-123_xyz here'), 'held sugu_api_[masqué] here')
})

test('no whole phone number is kept', () => {
  assert.equal(redactText('SMS à +2250123456789 envoyé'), 'SMS à +225…89 envoyé')
  assert.equal(redactText('appel de +225 01 23 45 67 89'), 'appel de +225…89')
  assert.equal(redactText('appel du 01 23 45 67 89.'), 'appel du 01….')
  assert.deepEqual(redact({ telephone: '97123456' }), { telephone: '…56' })
})

test('what is no secret stays as it is', () => {
  const text = '2026-11-20T22:10:03+00:00 facture 1500000 page 12 /api/devis/?page=2'
  assert.equal(redactText(text), text)
})

test('errors are unfolded with their cause, and cycles end', () => {
  const error = new Error('refusé pour postgres://u:secret@h/d', { cause: new Error('dessous') })
  const said = redact({ error }) as { error: { message: string; stack: string; cause: { message: string } } }
  assert.equal(said.error.message, 'refusé pour postgres://u:[masqué]@h/d')
  assert.doesNotMatch(said.error.stack, /secret/)
  assert.equal(said.error.cause.message, 'dessous')
  const loop: Record<string, unknown> = {}
  loop.self = loop
  assert.doesNotThrow(() => JSON.stringify(redact(loop)))
})
