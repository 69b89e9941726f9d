import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { recipients, refusal, smsOperators } from '../../../../tests/support/sms-operators.ts'
import { openSms } from './sms.ts'

const operators = await smsOperators()
const { taken, instead } = operators
const phone = '+2250707123456'
const text = "Chez Awa: votre code est 481516. Ne le donnez à personne. L'équipe"
beforeEach(() => {
  taken.length = 0
  instead.length = 0
})

const orange = openSms(operators.orange)
const africasTalking = openSms(operators.africasTalking)

test('Orange takes a message under the name of the shop; one token serves all who ask', async () => {
  await Promise.all([1, 2, 3].map(() => orange.deliver(text, phone)))
  assert.deepEqual(taken[0], { phone, text, from: 'MaBoutique' })
  assert.deepEqual([taken.length, operators.tokens], [3, 1])
})

test('a token that died too early is replaced, once', async () => {
  operators.forgetTokens()
  const before = operators.tokens
  assert.equal(await orange.deliver(text, phone), 'sms')
  assert.deepEqual([taken.length, operators.tokens], [1, before + 1])
})

test('wrong keys are an error that says so, and the next message asks again', async () => {
  const stranger = openSms({ ...operators.orange, secret: 'un autre' })
  const before = operators.tokens
  await assert.rejects(stranger.deliver(text, phone), /Orange: no token, 401 invalid_client/)
  await assert.rejects(stranger.deliver(text, phone), /no token/)
  assert.equal(operators.tokens, before + 2)
  const other = openSms({ ...operators.africasTalking, key: 'une autre' })
  await assert.rejects(other.deliver(text, phone), /Africa’s Talking: 401/)
})

test('Africa’s Talking takes one under its own name, or ours', async () => {
  assert.equal(await africasTalking.deliver(text, phone), 'sms')
  const named = openSms({ ...operators.africasTalking, name: 'MaBoutique' })
  assert.equal(await named.deliver(text, phone), 'sms')
  assert.deepEqual(
    taken.map(({ from }) => from),
    ['AFRICASTKNG', 'MaBoutique'],
  )
})

test('a number that no message will ever reach is given up', async () => {
  assert.equal(await orange.deliver(text, '+12'), 'refused')
  assert.equal(await africasTalking.deliver(text, '+12'), 'refused')
  instead.push(recipients(phone, 406, 'UserInBlacklist'))
  assert.equal(await africasTalking.deliver(text, phone), 'refused')
  assert.equal(taken.length, 0)
})

test('no credit, a gateway that is down, no answer, no JSON: an error that names nobody', async () => {
  const refusals = [
    [orange, refusal(403, 'policyException', 'POL1009', 'User has not been provisioned for %1')],
    [orange, { status: 429, body: { code: 53, message: 'Too many requests' } }],
    [orange, { status: 502, body: '<html>' }],
    [orange, 'silence'],
    [africasTalking, recipients(phone, 405, 'InsufficientBalance')],
    [africasTalking, recipients(phone, 501, 'GatewayError')],
    [
      africasTalking,
      { status: 201, body: { SMSMessageData: { Message: 'InvalidSenderId', Recipients: [] } } },
    ],
    [africasTalking, 'silence'],
  ] as const
  for (const [service, answer] of refusals) {
    instead.push(answer)
    const failed = await service.deliver(text, phone).then(
      () => assert.fail('taken'),
      (error: unknown) => String(error),
    )
    assert.doesNotMatch(failed, /0707123456|481516/)
  }
  assert.equal(taken.length, 0)
  assert.equal(await orange.deliver(text, phone), 'sms')
})
