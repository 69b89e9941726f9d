import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { expecting } from '../support/caller.ts'
import { mailServer } from '../support/mail-server.ts'
import { startSugu } from '../support/sugu.ts'

const { taken, port } = await mailServer()
const sugu = await startSugu({
  EMAIL_HOST: '127.0.0.1',
  EMAIL_PORT: String(port),
  EMAIL_USE_TLS: 'False',
  DEFAULT_FROM_EMAIL: 'Chez Awa <boutique@exemple.ci>',
})
const password = 'un-pagne-bleu-plié'

async function mailTo(address: string): Promise<string> {
  for (let i = 0; i < 200; i++) {
    const found = taken.find(({ to }) => to.includes(address))
    if (found) return found.text
    await sleep(50)
  }
  throw new Error(`no mail for ${address}`)
}

for (const [language, subject, says] of [
  ['fr', 'Votre code de vérification', 'Il sert une fois, pendant 10 minutes'],
  ['en', 'Your verification code', 'It serves once, for 10 minutes'],
] as const) {
  test(`who registers in ${language} gets a mail with the code that proves their address`, async () => {
    const email = `nouvelle-${language}@exemple.ci`
    const body = { email, password, password_confirm: password }
    const asking = sugu.caller({ 'accept-language': language })
    const { token } = await expecting(201, asking.post('/api/users/register/', body))
    const text = await mailTo(email)
    assert.ok(text.includes(says))
    assert.match(text, /^From: Chez Awa <boutique@exemple\.ci>/m)
    const headers = text.slice(0, text.indexOf('\r\n\r\n')).replace(/_/g, ' ')
    assert.ok(headers.includes(subject), headers)
    const code = /\b\d{6}\b/.exec(text.slice(text.indexOf('\r\n\r\n')))![0]
    const who = sugu.caller({ authorization: `Token ${token}` })
    const me = await expecting(200, who.post('/api/users/verify/email/', { code }))
    assert.equal(me.est_verifie, true)
  })
}
