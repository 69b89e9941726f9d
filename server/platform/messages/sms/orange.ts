import type { OrangeSms } from '#base/sms-setting.ts'
import { at, post } from './post.ts'
import type { Sms } from './sms.ts'

// « SMS Africa and Middle East 2.0 » of developer.orange.com: a token by client credentials, for an hour; the sender
// is the country's own number and stands in the address and in the body.

/** Seconds before its end at which a token is old: the clocks may differ, and the way takes its time. */
const margin = 60

/** « No valid addresses provided »: no such number. */
const noSuchNumber = 'SVC0004'

export function orange(setting: OrangeSms): Sms {
  const tokens = tokensOf(setting)
  const sender = `tel:${setting.number}`
  const url = `${setting.address}/smsmessaging/v1/outbound/${encodeURIComponent(sender)}/requests`
  const ask = async (text: string, phone: string) =>
    post(
      url,
      { authorization: `Bearer ${await tokens.now()}`, 'content-type': 'application/json' },
      JSON.stringify({
        outboundSMSMessageRequest: {
          address: `tel:${phone}`,
          senderAddress: sender,
          ...(setting.name && { senderName: setting.name }),
          outboundSMSTextMessage: { message: text },
        },
      }),
    )
  return {
    async deliver(text, phone) {
      let answer = await ask(text, phone)
      if (answer.status === 401) {
        tokens.forget()
        answer = await ask(text, phone)
      }
      if (answer.status === 201) return 'sms'
      const why = reason(answer.body)
      if (why === noSuchNumber) return 'refused'
      throw new Error(`Orange: ${answer.status} ${why}`)
    },
  }
}

/** It answers in three forms; of each the part that names nobody. */
const reason = (body: unknown): string =>
  String(
    at(body, 'requestError', 'serviceException', 'messageId') ??
      at(body, 'requestError', 'policyException', 'messageId') ??
      at(body, 'code') ??
      at(body, 'error') ??
      '',
  ).slice(0, 40)

/** One token for all who ask, asked for once however many wait for it. */
function tokensOf({ address, id, secret }: OrangeSms) {
  let current: Promise<string> | undefined
  let until = 0
  const fetchToken = async (): Promise<string> => {
    const key = Buffer.from(`${id}:${secret}`).toString('base64')
    const { status, body } = await post(
      `${address}/oauth/v3/token`,
      { authorization: `Basic ${key}` },
      new URLSearchParams({ grant_type: 'client_credentials' }),
    )
    if (status !== 200 || typeof body.access_token !== 'string')
      throw new Error(`Orange: no token, ${status} ${reason(body)}`)
    until = Date.now() + (Number(body.expires_in) - margin) * 1000
    return body.access_token
  }
  const forget = () => {
    current = undefined
  }
  return {
    forget,
    now(): Promise<string> {
      if (current && Date.now() < until) return current
      until = Number.POSITIVE_INFINITY
      current = fetchToken()
      current.catch(forget)
      return current
    },
  }
}
