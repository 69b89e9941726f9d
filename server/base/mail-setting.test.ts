import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'

const mail = (env: Record<string, string>) => readConfig({ SECRET_KEY: 'x'.repeat(40), ...env }).mail

test('without a server there is no mail', () => {
  assert.equal(mail({}), undefined)
  assert.equal(mail({ EMAIL_HOST_USER: 'awa@exemple.ci' }), undefined)
})

test('a guide’s example account is none: its mail would only fail', () => {
  const guide = { EMAIL_HOST: 'smtp.gmail.com', EMAIL_HOST_USER: 'your-email@gmail.com' }
  assert.equal(mail({ ...guide, EMAIL_HOST_PASSWORD: 'your-app-password' }), undefined)
})

test('as Django has it: STARTTLS unless it is turned off, TLS from the start where SSL is asked for', () => {
  const EMAIL_HOST = 'smtp.exemple.ci'
  assert.equal(mail({ EMAIL_HOST })!.security, 'starttls')
  assert.equal(mail({ EMAIL_HOST, EMAIL_USE_TLS: 'False' })!.security, 'none')
  assert.equal(mail({ EMAIL_HOST, EMAIL_USE_SSL: 'True' })!.security, 'tls')
})

test('it comes from who is named, else from the account, else from the address of this Sugu', () => {
  const EMAIL_HOST = 'smtp.exemple.ci'
  const EMAIL_HOST_USER = 'boutique@exemple.ci'
  assert.equal(
    mail({ EMAIL_HOST, EMAIL_HOST_USER, DEFAULT_FROM_EMAIL: 'Awa <a@b.ci>' })!.from,
    'Awa <a@b.ci>',
  )
  assert.equal(mail({ EMAIL_HOST, EMAIL_HOST_USER })!.from, 'boutique@exemple.ci')
  assert.equal(mail({ EMAIL_HOST, SUGU_URL: 'https://awa.ci' })!.from, 'sugu@awa.ci')
})
