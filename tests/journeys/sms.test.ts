import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { expecting } from '../support/caller.ts'
import { smsOperators } from '../support/sms-operators.ts'
import { startSugu } from '../support/sugu.ts'

const operators = await smsOperators()
const sugu = await startSugu({}, (config) => ({ ...config, sms: operators.orange }))
const password = 'un-pagne-bleu-plié'

async function codeAt(phone: string): Promise<{ code: string; text: string }> {
  for (let i = 0; i < 200; i++) {
    const found = operators.taken.findLast((one) => one.phone === phone)
    if (found) return { code: /\b\d{6,8}\b/.exec(found.text.replace(phone, ''))![0], text: found.text }
    await sleep(50)
  }
  throw new Error('no SMS in ten seconds')
}

test('who registers with a phone proves it by the code of an SMS, and chooses a new password by another', async () => {
  const body = { telephone: '07 07 12 34 56', password, password_confirm: password }
  const asking = sugu.caller({ 'accept-language': 'en' })
  const { token } = await expecting(201, asking.post('/api/users/register/', body))
  const { code, text } = await codeAt('+2250707123456')
  assert.match(text, /your verification code/)
  const me = sugu.caller({ authorization: `Token ${token}` })
  await expecting(200, me.post('/api/users/verify/phone/', { code }))
  operators.taken.length = 0
  await expecting(202, sugu.stranger.post('/api/users/password/reset/', { login: '0707123456' }))
  const reset = await codeAt('+2250707123456')
  const wanted = 'la pirogue du vieux port'
  const answer = { login: '0707123456', code: reset.code, new_password: wanted, new_password_confirm: wanted }
  await expecting(204, sugu.stranger.post('/api/users/password/reset/confirm/', answer))
  await sugu.signIn('0707123456', wanted)
})
