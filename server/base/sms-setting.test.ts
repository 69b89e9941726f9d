import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayProblem } from '#model/problem.ts'
import { readConfig } from './config.ts'
import type { AppError } from './errors.ts'

const sms = (env: Record<string, string>) => readConfig({ SECRET_KEY: 'x'.repeat(40), ...env }).sms

const orange = {
  SMS_PROVIDER: 'orange',
  ORANGE_SMS_CLIENT_ID: 'une-application',
  ORANGE_SMS_CLIENT_SECRET: 'un-secret',
  ORANGE_SMS_SENDER: '+2250000',
}
const other = {
  SMS_PROVIDER: 'africastalking',
  AFRICASTALKING_USERNAME: 'maboutique',
  AFRICASTALKING_API_KEY: 'une-clé',
}

test('without a service there are no SMS', () => assert.equal(sms({}), undefined))

test('a service is asked where it answers; what Africa’s Talking tries sends nothing', () => {
  assert.equal(sms(orange)!.address, 'https://api.orange.com')
  assert.equal(sms(other)!.address, 'https://api.africastalking.com')
  assert.equal(
    sms({ ...other, AFRICASTALKING_USERNAME: 'sandbox' })!.address,
    'https://api.sandbox.africastalking.com',
  )
})

test('what is missing or cannot be is said before the start', () => {
  const refused = (env: Record<string, string>, says: RegExp) =>
    assert.throws(
      () => sms(env),
      (error: AppError) => says.test(sayProblem(error.problem, 'fr')),
    )
  refused({ SMS_PROVIDER: 'orange' }, /ORANGE_SMS_CLIENT_ID/)
  refused({ SMS_PROVIDER: 'africastalking' }, /AFRICASTALKING_USERNAME/)
  refused({ SMS_PROVIDER: 'pigeon' }, /africastalking/)
  refused({ ...orange, ORANGE_SMS_SENDER: '0707' }, /\+2250000/)
  refused({ ...orange, SMS_SENDER_NAME: 'Ma boutique à moi' }, /MaBoutique/)
})
