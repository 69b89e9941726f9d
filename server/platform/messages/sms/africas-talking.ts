import type { AfricasTalking } from '#base/sms-setting.ts'
import { at, post } from './post.ts'
import type { Sms } from './sms.ts'

// « Send SMS » of developers.africastalking.com. 201 says that it was read, not that it was taken: each recipient has
// a code of its own.

const taken = [100, 101, 102]
/** No such number, a kind of number that gets none, on the list of those who want none (406, 409). */
const never = [403, 404, 406, 409]

export const africasTalking = ({ address, username, key, name }: AfricasTalking): Sms => ({
  async deliver(text, phone) {
    const form = { username, to: phone, message: text, bulkSMSMode: '1', ...(name && { from: name }) }
    const { status, body } = await post(
      `${address}/version1/messaging`,
      { apikey: key },
      new URLSearchParams(form),
    )
    const code = Number(at(body, 'SMSMessageData', 'Recipients', 0, 'statusCode'))
    if (status === 201 && taken.includes(code)) return 'sms'
    if (status === 201 && never.includes(code)) return 'refused'
    throw new Error(`Africa’s Talking: ${status} ${code || ''}`)
  },
})
