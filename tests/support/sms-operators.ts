import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { AfricasTalking, OrangeSms } from '#base/sms-setting.ts'

interface Answer {
  readonly status: number
  readonly body: unknown
}

/**
 * Orange (« SMS Africa and Middle East 2.0 », OAuth v3) and Africa’s Talking (« Send SMS »), written from their
 * documentation: as strict as they are, with their forms of answers.
 */
export interface SmsOperators {
  readonly orange: OrangeSms
  readonly africasTalking: AfricasTalking
  /** What reached a phone. */
  readonly taken: { readonly phone: string; readonly text: string; readonly from: string }[]
  /** How often Orange was asked for a token. */
  tokens: number
  /** All tokens given so far are dead. */
  forgetTokens(): void
  /** The next answers to messages, in place of the true ones. */
  readonly instead: (Answer | 'silence')[]
}

export async function smsOperators(): Promise<SmsOperators> {
  const alive = new Set<string>()
  const server = createServer(async (request, response) => {
    const answer = await answerTo(house, alive, request, await read(request))
    if (answer === 'silence') return request.socket.destroy()
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const house: SmsOperators = {
    orange: {
      ...{ provider: 'orange', address, id: 'une-application', secret: 'un:secret+orange' },
      ...{ number: '+2250000', name: 'MaBoutique' },
    },
    africasTalking: {
      ...{ provider: 'africastalking', address, username: 'maboutique', key: 'une-cle' },
      name: undefined,
    },
    taken: [],
    tokens: 0,
    forgetTokens: () => alive.clear(),
    instead: [],
  }
  return house
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

function answerTo(house: SmsOperators, alive: Set<string>, request: IncomingMessage, body: string) {
  if (request.method !== 'POST') return { status: 405, body: {} }
  if (request.url === '/oauth/v3/token') return token(house, alive, request, body)
  const instead = house.instead.shift()
  if (instead) return instead
  if (request.url === '/version1/messaging') return africasTalking(house, request, body)
  return orange(house, alive, request, body)
}

function token(house: SmsOperators, alive: Set<string>, { headers }: IncomingMessage, body: string): Answer {
  const { id, secret } = house.orange
  house.tokens += 1
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (!isForm || new URLSearchParams(body).get('grant_type') !== 'client_credentials')
    return { status: 400, body: { error: 'unsupported_grant_type', error_description: 'no such grant' } }
  if (headers.authorization !== `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`)
    return { status: 401, body: { error: 'invalid_client', error_description: 'The client is not known' } }
  const access_token = `jeton${house.tokens}`
  alive.add(access_token)
  return { status: 200, body: { token_type: 'Bearer', access_token, expires_in: '3600' } }
}

function orange(house: SmsOperators, alive: Set<string>, request: IncomingMessage, body: string): Answer {
  if (!alive.has(request.headers.authorization?.replace('Bearer ', '') ?? ''))
    return {
      status: 401,
      body: { code: 42, message: 'Expired credentials', description: 'The token is dead' },
    }
  const sender = `tel:${house.orange.number}`
  if (request.url !== `/smsmessaging/v1/outbound/${encodeURIComponent(sender)}/requests`)
    return { status: 404, body: { code: 60, message: 'Resource not found' } }
  const { outboundSMSMessageRequest: asked } = JSON.parse(body)
  const text = asked.outboundSMSTextMessage?.message
  if (asked.senderAddress !== sender || typeof text !== 'string' || text === '')
    return refusal(400, 'serviceException', 'SVC0002', 'Invalid input value for message part %1')
  if (!/^tel:\+\d{8,15}$/.test(asked.address))
    return refusal(400, 'serviceException', 'SVC0004', 'No valid addresses provided in message part %1')
  if (asked.senderName !== undefined && asked.senderName !== house.orange.name)
    return refusal(403, 'policyException', 'POL0001', 'A policy error occurred. Error code is %1')
  house.taken.push({ phone: asked.address.slice(4), text, from: asked.senderName ?? sender })
  const resourceURL = `${house.orange.address}${request.url}/0b5a2f9e`
  return { status: 201, body: { outboundSMSMessageRequest: { ...asked, resourceURL } } }
}

/** Orange's form of a refusal; its variables hold what was sent. */
export const refusal = (status: number, kind: string, messageId: string, text: string): Answer => ({
  status,
  body: { requestError: { [kind]: { messageId, text, variables: ['+2250707123456'] } } },
})

function africasTalking(house: SmsOperators, { headers }: IncomingMessage, body: string): Answer {
  const form = new URLSearchParams(body)
  const { username, key } = house.africasTalking
  if (headers.apikey !== key || form.get('username') !== username)
    return { status: 401, body: 'The supplied authentication is invalid' }
  const [phone, text] = [form.get('to') ?? '', form.get('message') ?? '']
  if (text === '') return { status: 400, body: 'Request is missing required form field: message' }
  if (!/^\+\d{8,15}$/.test(phone)) return recipients(phone, 403, 'InvalidPhoneNumber')
  house.taken.push({ phone, text, from: form.get('from') ?? 'AFRICASTKNG' })
  return recipients(phone, 101, 'Success')
}

/** 201 whatever became of it. */
export const recipients = (number: string, statusCode: number, status: string): Answer => ({
  status: 201,
  body: {
    SMSMessageData: {
      Message: `Sent to ${statusCode < 200 ? 1 : 0}/1 Total Cost: XOF 16.0000`,
      Recipients: [{ statusCode, number, status, cost: 'XOF 16.0000', messageId: 'ATXid_1' }],
    },
  },
})
